import { keyAt, keysAt } from '../articles/queries.ts';
import { and, asc, eq, exists, gt, inArray, lte, or, sql, type Column, type SQL } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import { given, givenAll, preparedRows, preparedWrite, type Reader, type Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { labelled } from '../partners/label.ts';
import { idWithin, partnerIn, partnerOf, type Partner } from '../partners/queries.ts';
import { findSite, findSiteByKey, siteColumns, type Site } from '../sites/queries.ts';
import type { Audience, Moderation } from '../sites/wire.ts';
import { articlePlace, threadPlace } from './place.ts';
import type { Ground } from './policy.ts';

import type { ChangeWire, Kind, Measure, ThreadState } from './wire.ts';

export type Thread = {
  id: number;
  uid: string;
  siteId: number;
  kind: Kind;
  partnerId: number | null;
  spaceId: number | null;
  title: string | null;
  authorId: number | null;
  openingId: number | null;
  state: ThreadState | null;
  acceptedId: number | null;
  acceptedById: number | null;
  officialId: number | null;
  pinnedAt: Date | null;
  mergedIntoId: number | null;
  keptOpen: boolean;
  answersFrom: Date | null;
  answersUntil: Date | null;
  opensAt: Date | null;
  lastAt: Date | null;
  seq: number;
  count: number;
  heldCount: number;
  closedAt: Date | null;
  moderation: Moderation | null;
  measures: Measure[] | null;
};

type Article = {
  id: number;
  key: string;
  confirmedAt: Date | null;
  title: string | null;
  url: string | null;
  section: string | null;
  audience: Ground extends { article: (infer A) | null } ? (A extends { audience: infer B } ? B : never) : never;
  moderation: Moderation | null;
  closesAt: Date | null;
  publishedAt: Date | null;
};

/** A section of the forum, with what it says otherwise than its site. */
export type Space = {
  id: number;
  slug: string;
  name: string;
  opens: 'members' | 'subscribers' | 'staff';
  audience: Audience | null;
  moderation: Moderation | null;
  archivedAt: Date | null;
};

/**
 * A conversation with all that decides about it. `thread` is null until somebody contributes, `article` for a forum thread,
 * `space` for an article's that is not carried on in the forum.
 */
export type Place = {
  site: Site;
  article: Article | null;
  thread: Thread | null;
  space: Space | null;
  /** With whom it is held. */
  partner: Partner | null;
  articleKey: string | null;
  name: string;
};

export const threadColumns = ({ threads }: Reader['t']) => ({
  id: threads.id,
  uid: threads.uid,
  siteId: threads.siteId,
  kind: threads.kind,
  partnerId: threads.partnerId,
  spaceId: threads.spaceId,
  title: threads.title,
  authorId: threads.authorId,
  openingId: threads.openingId,
  state: threads.state,
  acceptedId: threads.acceptedId,
  acceptedById: threads.acceptedById,
  officialId: threads.officialId,
  pinnedAt: threads.pinnedAt,
  mergedIntoId: threads.mergedIntoId,
  keptOpen: threads.keptOpen,
  answersFrom: threads.answersFrom,
  answersUntil: threads.answersUntil,
  opensAt: threads.opensAt,
  lastAt: threads.lastAt,
  seq: threads.seq,
  count: threads.count,
  heldCount: threads.heldCount,
  closedAt: threads.closedAt,
  moderation: threads.moderation,
  measures: threads.measures,
});

export const spaceColumns = ({ spaces }: Reader['t']) => ({
  id: spaces.id,
  slug: spaces.slug,
  name: spaces.name,
  opens: spaces.opens,
  ...spaceRules(spaces),
});

/** What a space says of those who write in it; what it leaves open, the one around it says. */
export function spaceRules(spaces: Reader['t']['spaces']) {
  const up = alias(spaces, 'up');
  // One SQL within another: of a query of a single table, drizzle leaves the table's name out of what stands at its top.
  const orAround = <T>(own: Column, around: Column) =>
    sql`coalesce(${sql`${own}`}, ${sql`(select ${around} from ${spaces} ${sql.identifier('up')} where ${up.id} = ${spaces.parentId})`})`.mapWith(
      own,
    ) as SQL<T | null>;
  return {
    audience: orAround<Audience>(spaces.audience, up.audience),
    moderation: orAround<Moderation>(spaces.moderation, up.moderation),
    archivedAt: orAround<Date>(spaces.archivedAt, up.archivedAt),
  };
}

export const articleColumns = ({ articles }: Reader['t']) => ({
  id: articles.id,
  key: articles.key,
  confirmedAt: articles.confirmedAt,
  title: articles.title,
  url: articles.url,
  section: articles.section,
  audience: articles.audience,
  moderation: articles.moderation,
  closesAt: articles.closesAt,
  publishedAt: articles.publishedAt,
});

/** The conversation under an article, also where nobody has written yet; by its id, or else by an address of its: all that pages made for Disqus may know. */
export async function findArticlePlace(reader: Reader, site: Site, articleKey: string): Promise<Place> {
  const { articles, threads, spaces } = reader.t;
  const query = preparedRows(reader, 'article place', () =>
    reader
      .select({ article: articleColumns(reader.t), thread: threadColumns(reader.t), space: spaceColumns(reader.t) })
      .from(articles)
      .leftJoin(threads, eq(threads.articleId, articles.id))
      .leftJoin(spaces, eq(spaces.id, threads.spaceId))
      .where(and(eq(articles.siteId, sql.placeholder('siteId')), eq(articles.key, sql.placeholder('key')))),
  );
  const [row] = await query({ siteId: site.id, key: articleKey });
  const elsewhere = row ? null : await keyAt(reader, site.id, articleKey);
  if (elsewhere !== null && elsewhere !== articleKey) return findArticlePlace(reader, site, elsewhere);
  const { article = null, thread = null, space = null } = row ?? {};
  const partner = await partnerOf(reader, site, articleKey);
  return { site, article, thread, space, partner, articleKey, name: articlePlace(site.id, articleKey) };
}

/** A thread by its outside id, or its inside one, with its site. */
export async function findThreadPlace(reader: Reader, id: string | number): Promise<(Place & { thread: Thread }) | null> {
  const { articles, threads, spaces, sites } = reader.t;
  const by = typeof id === 'string' ? threads.uid : threads.id;
  const query = preparedRows(reader, `thread place by ${by.name}`, () =>
    reader
      .select({
        article: articleColumns(reader.t),
        thread: threadColumns(reader.t),
        space: spaceColumns(reader.t),
        site: siteColumns(reader.t),
      })
      .from(threads)
      .innerJoin(sites, eq(sites.id, threads.siteId))
      .leftJoin(spaces, eq(spaces.id, threads.spaceId))
      .leftJoin(articles, eq(articles.id, threads.articleId))
      .where(eq(by, sql.placeholder('id'))),
  );
  const [row] = await query({ id });
  if (!row) return null;
  const articleKey = row.article?.key ?? null;
  const partner = row.thread.partnerId === null ? null : await partnerIn(reader, row.thread.partnerId);
  return { ...row, partner, articleKey, name: articleKey === null ? threadPlace(row.thread.uid) : articlePlace(row.site.id, articleKey) };
}

/** Where an embed or a page says that it is: a thread, or a site's article. Refuses `not_found`. */
export async function findPlace(
  reader: Reader,
  { site: key, article, thread }: { site?: string | undefined; article?: string | undefined; thread?: string | undefined },
): Promise<Place> {
  const site = thread ? null : await findSiteByKey(reader, key!);
  const place = thread ? await findThreadPlace(reader, thread) : site && (await findArticlePlace(reader, site, article!));
  if (!place) throw new Refusal('not_found');
  return place;
}

/** A space of a site by its slug; where it went into another one, that one. */
export const findSpace = (reader: Reader, siteId: number, slug: string): Promise<Space | null> =>
  spaceWhere(reader, and(eq(reader.t.spaces.siteId, siteId), eq(reader.t.spaces.slug, slug)));

/** The same, by its inside id. */
export const spaceIn = (reader: Reader, id: number): Promise<Space | null> => spaceWhere(reader, eq(reader.t.spaces.id, id));

async function spaceWhere(reader: Reader, condition: SQL | undefined): Promise<Space | null> {
  const { spaces } = reader.t;
  const [row] = await reader
    .select({ ...spaceColumns(reader.t), into: spaces.mergedIntoId })
    .from(spaces)
    .where(condition);
  if (!row) return null;
  const { into, ...space } = row;
  return into === null ? space : spaceIn(reader, into);
}

/** The address of a space, and of the one around it. */
export async function spaceSlugs(reader: Reader, id: number): Promise<string[]> {
  const { spaces } = reader.t;
  const around = reader.select({ id: spaces.parentId }).from(spaces).where(eq(spaces.id, id));
  const rows = await reader
    .select({ slug: spaces.slug })
    .from(spaces)
    .where(or(eq(spaces.id, id), inArray(spaces.id, around)));
  return rows.map(({ slug }) => slug);
}

/** A condition on `threads`: of these spaces; of any, and outside of all, where null. */
export const inSpaces = ({ t: { threads } }: Reader, spaces: number[] | null) => (spaces ? inArray(threads.spaceId, spaces) : undefined);

/** The thread's row inside a transaction, as it is now. */
export async function threadIn(tx: Writer, id: number): Promise<Thread> {
  const { threads } = tx.t;
  const query = preparedRows(tx, 'thread in', () =>
    tx
      .select(threadColumns(tx.t))
      .from(threads)
      .where(eq(threads.id, sql.placeholder('id'))),
  );
  const [thread] = await query({ id });
  return thread!;
}

/** The article's row and thread, made by their first contribution. What the page claims of itself is kept, not believed. A partner's says whose it is. */
export async function ensureArticleThread(
  tx: Writer,
  {
    siteId,
    key,
    uid,
    claimed,
    now,
  }: { siteId: number; key: string; uid: string; claimed: { url?: string; title?: string } | null; now: Date },
): Promise<Thread> {
  const { articles, threads } = tx.t;
  const partner = await partnerOf(tx, { id: siteId }, key);
  const title = partner && labelled((await findSite(tx, siteId))!.settings.locale, partner, idWithin(key));
  await tx
    .insert(articles)
    .values({ siteId, key, title, bylines: [], claimed, createdAt: now })
    .onConflictDoNothing({ target: [articles.siteId, articles.key] });
  const [article] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.siteId, siteId), eq(articles.key, key)));
  await tx
    .insert(threads)
    .values({ uid, siteId, kind: 'article', articleId: article!.id, partnerId: partner?.id ?? null, createdAt: now })
    .onConflictDoNothing({ target: threads.articleId });
  const [thread] = await tx.select(threadColumns(tx.t)).from(threads).where(eq(threads.articleId, article!.id));
  return thread!;
}

/**
 * The next number of the thread, with what changed: in the same transaction as the change itself. What it opens with counts
 * as no answer, and once that is public, readers find it.
 */
export async function appendChange(
  tx: Writer,
  change: { threadId: number; kind: ChangeWire['kind']; postId: number | null; count: number; at: Date },
): Promise<number> {
  const { threads, changes } = tx.t;
  const publishes = change.kind === 'post.published';
  const count = preparedWrite(tx, publishes ? 'count published' : 'count change', () => {
    const isOpening = sql`coalesce(${threads.openingId} = ${given(threads.openingId, 'postId')}, false)`;
    return tx
      .update(threads)
      .set({
        seq: sql`${threads.seq} + 1`,
        count: sql`${threads.count} + case when ${isOpening} then 0 else ${given(threads.count, 'count')} end`,
        ...(publishes && {
          lastAt: sql`case when ${threads.openingId} is null or ${threads.lastAt} is not null or ${isOpening} then ${given(threads.lastAt, 'at')} else ${threads.lastAt} end`,
        }),
      })
      .where(eq(threads.id, sql.placeholder('threadId')))
      .returning({ seq: threads.seq, siteId: threads.siteId });
  });
  const insert = preparedWrite(tx, 'insert change', () =>
    tx.insert(changes).values(givenAll(changes, ['siteId', 'threadId', 'seq', 'kind', 'postId', 'at'])),
  );
  const [row] = await count(change);
  await insert({ ...change, ...row });
  return row!.seq;
}

/** Readers no longer find a thread whose opening was taken from them, nor one its author left with nothing in it. */
export async function shutUnopened(tx: Writer, threadId: number) {
  const { threads, posts } = tx.t;
  const opening = tx
    .select({ one: sql`1` })
    .from(posts)
    .where(
      sql`${posts.id} = ${threads.openingId} and ${posts.state} <> 'published' and (${posts.state} <> 'deleted' or ${threads.count} = 0)`,
    );
  await tx
    .update(threads)
    .set({ lastAt: null, pinnedAt: null })
    .where(and(eq(threads.id, threadId), exists(opening)));
}

export async function addHeld(tx: Writer, threadId: number, by: 1 | -1) {
  const { threads } = tx.t;
  const update = preparedWrite(tx, 'add held', () =>
    tx
      .update(threads)
      .set({ heldCount: sql`${threads.heldCount} + ${given(threads.heldCount, 'by')}` })
      .where(eq(threads.id, sql.placeholder('threadId'))),
  );
  await update({ threadId, by });
}

export type Change = { seq: number; kind: ChangeWire['kind']; postId: number | null };

/** Changes numbered after `after`, up to and with `upTo`, in order. */
export async function changesBetween(reader: Reader, threadId: number, after: number, upTo: number): Promise<Change[]> {
  const { changes } = reader.t;
  const query = preparedRows(reader, 'changes between', () =>
    reader
      .select({ seq: changes.seq, kind: changes.kind, postId: changes.postId })
      .from(changes)
      .where(
        and(
          eq(changes.threadId, sql.placeholder('threadId')),
          gt(changes.seq, sql.placeholder('after')),
          lte(changes.seq, sql.placeholder('upTo')),
        ),
      )
      .orderBy(asc(changes.seq)),
  );
  return query({ threadId, after, upTo });
}

/** Whether a post was once public in this thread, wherever it is now. */
export async function wasIn(reader: Reader, threadId: number, postId: number): Promise<boolean> {
  const { changes } = reader.t;
  const [change] = await reader
    .select({ seq: changes.seq })
    .from(changes)
    .where(and(eq(changes.threadId, threadId), eq(changes.postId, postId)))
    .limit(1);
  return change !== undefined;
}

/** Published posts under each of these articles; 0 where nobody has written. */
export async function countsOf(reader: Reader, siteId: number, keys: string[]): Promise<Record<string, number>> {
  const { articles, threads } = reader.t;
  const at = await keysAt(reader, siteId, keys);
  const rows = await reader
    .select({ key: articles.key, count: threads.count })
    .from(articles)
    .innerJoin(threads, eq(threads.articleId, articles.id))
    .where(and(eq(articles.siteId, siteId), inArray(articles.key, [...keys, ...at.values()])));
  const counts = new Map(rows.map(({ key, count }) => [key, count]));
  return Object.fromEntries(keys.map((key) => [key, counts.get(key) ?? counts.get(at.get(key) ?? key) ?? 0]));
}
