import { and, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { fold } from '../disguises/fold.ts';
import { labelled } from '../partners/label.ts';
import { originsOf } from '../partners/policy.ts';
import { spaceRows, type Site } from '../sites/queries.ts';
import { addLinks } from '../threads/linked-articles.ts';
import { appendChange, findArticlePlace, threadIn } from '../threads/queries.ts';
import { foldUrl } from './fold-url.ts';
import type { ArticleInput } from './routes.ts';

/**
 * What the publisher itself says of an article: shown from now on, its address remembered beside its earlier ones.
 * Refuses `invalid` for an address outside the site's origins, or of its partner's where it is one of theirs, or a thread that is none of its forum. Resolves with whether the article was new.
 */
export async function setArticle({ db, bus, now, newId }: Deps, site: Site, key: string, input: ArticleInput): Promise<boolean> {
  const place = await findArticlePlace(db.read, site, key);
  const { partner } = place;
  if (!originsOf(place).includes(new URL(input.url).origin)) throw new Refusal('invalid', { fields: { url: ['field.url_not_listed'] } });
  const { threads: linked = [], ...said } = input;
  const topics = await topicsNamed(db.read, site, linked);
  const [at, uid] = [now(), newId()];
  const done = await db.write(
    async (tx) => {
      const { articles, articleUrls } = tx.t;
      const byKey = and(eq(articles.siteId, site.id), eq(articles.key, key));
      const known = (await articleWhere(tx, byKey)) ?? (await importedAt(tx, site.id, input.url));
      const set = { ...said, title: labelled(site.settings.locale, partner, said.title), key, confirmedAt: at, claimed: null };
      const [{ id } = known!] = known
        ? await tx.update(articles).set(set).where(eq(articles.id, known.id)).returning({ id: articles.id })
        : await tx
            .insert(articles)
            .values({ ...set, siteId: site.id, createdAt: at })
            .returning({ id: articles.id });
      await tx
        .insert(articleUrls)
        .values({ siteId: site.id, url: foldUrl(input.url), articleId: id })
        .onConflictDoUpdate({ target: [articleUrls.siteId, articleUrls.url], set: { articleId: id } });
      const threadId = await threadFor(tx, site, { id, partnerId: partner?.id ?? null, known: known?.threadId ?? null, uid, input, at });
      await addLinks(tx, { siteId: site.id, articleId: id }, topics);
      if (threadId !== null) await tx.update(tx.t.threads).set({ unindexed: true }).where(eq(tx.t.threads.id, threadId));
      const seq = threadId === null ? null : await appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at });
      return { created: !known, threadId, seq };
    },
    { lock: place.name },
  );
  if (done.threadId !== null && done.seq !== null)
    bus.emit('thread.changed', { threadId: done.threadId, place: place.name, seq: done.seq, kind: 'thread.changed' });
  return done.created;
}

type Known = { id: number; partnerId: number | null; known: number | null; uid: string; input: ArticleInput; at: Date };

/**
 * Where its tags say so, an article's conversation is listed in a space of the forum from the hour of its publication, before
 * anybody has written. One that has a space keeps it: a moderator may have chosen otherwise.
 */
async function threadFor(tx: Writer, site: Site, { id: articleId, partnerId, known, uid, input, at }: Known): Promise<number | null> {
  const space = site.settings.listArticles ? await spaceFor(tx, site, input.tags) : null;
  if (!space) return known;
  const { threads, cases } = tx.t;
  const out = input.publishedAt && input.publishedAt > at ? input.publishedAt : null;
  if (known === null) {
    const row = {
      uid,
      siteId: site.id,
      kind: 'article' as const,
      articleId,
      partnerId,
      spaceId: space.id,
      opensAt: out,
      lastAt: out ?? at,
      createdAt: at,
    };
    const [made] = await tx.insert(threads).values(row).returning({ id: threads.id });
    return made!.id;
  }
  const thread = await threadIn(tx, known);
  if (thread.spaceId === null && thread.mergedIntoId === null) {
    await tx
      .update(threads)
      .set({ spaceId: space.id, lastAt: thread.lastAt ?? at })
      .where(eq(threads.id, known));
    await tx.update(tx.t.posts).set({ unindexed: true }).where(eq(tx.t.posts.threadId, known));
    await tx.update(cases).set({ spaceId: space.id }).where(eq(cases.threadId, known));
  } else if (thread.count === 0) {
    await tx.update(threads).set({ opensAt: out }).where(eq(threads.id, known));
  }
  return known;
}

/** The first of its spaces, in their order, that one of these tags leads to. */
async function spaceFor(tx: Writer, { id }: Site, tags: string[]) {
  const wanted = new Set(tags.map(fold));
  const rows = await spaceRows(tx, id);
  return rows.find(({ archivedAt, articleTags }) => !archivedAt && articleTags?.some((tag) => wanted.has(fold(tag))));
}

/** Refuses `invalid` for one that is no thread of this site's forum. */
async function topicsNamed(reader: Reader, { id: siteId }: Site, uids: string[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const { threads } = reader.t;
  const rows = await reader
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.siteId, siteId), inArray(threads.uid, uids), isNotNull(threads.spaceId)));
  if (rows.length < new Set(uids).size) throw new Refusal('invalid', { fields: { threads: ['field.wrong'] } });
  return rows.map(({ id }) => id);
}

async function articleWhere(tx: Writer, condition: SQL | undefined) {
  const { articles, threads } = tx.t;
  const [row] = await tx
    .select({ id: articles.id, threadId: threads.id })
    .from(articles)
    .leftJoin(threads, eq(threads.articleId, articles.id))
    .where(condition);
  return row;
}

/** An import knew the article by its address alone: its conversation is taken over under the publisher's own id. */
async function importedAt(tx: Writer, siteId: number, url: string) {
  const { articles, articleUrls } = tx.t;
  const at = tx
    .select({ id: articleUrls.articleId })
    .from(articleUrls)
    .where(and(eq(articleUrls.siteId, siteId), eq(articleUrls.url, foldUrl(url))));
  return articleWhere(tx, and(inArray(articles.id, at), isNull(articles.confirmedAt)));
}
