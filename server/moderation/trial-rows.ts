// What a trial reads: the posts of a month, who wrote them, and where.
import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { ScreeningOverride } from '../sites/wire.ts';
import { rulesAround } from '../threads/policy.ts';
import { spaceRules } from '../threads/queries.ts';
import type { Draft } from './screen.ts';

/** Posts at most, the latest: a very large site's month is judged by its last days. */
export const MOST_POSTS = 50_000;
/** Read at a time; ids that one query takes. */
const BATCH = 1000;

export type TrialRow = Awaited<ReturnType<typeof postsSince>>[number];

/** Oldest first. */
export async function postsSince(reader: Reader, siteId: number, since: Date) {
  const { posts } = reader.t;
  const { id, uid, authorId, threadId, parentId, state, source, html, createdAt } = posts;
  const rows = [];
  for (let last = Number.MAX_SAFE_INTEGER; rows.length < MOST_POSTS;) {
    const batch = await reader
      .select({ id, uid, authorId, threadId, parentId, state, source, html, createdAt })
      .from(posts)
      .where(and(eq(posts.siteId, siteId), gte(createdAt, since), lt(id, last)))
      .orderBy(desc(id))
      .limit(BATCH);
    rows.push(...batch);
    if (batch.length < BATCH) break;
    last = batch.at(-1)!.id;
  }
  return rows.slice(0, MOST_POSTS).reverse();
}

export type TrialAuthor = Draft['author'] & { latest: Draft['latest']; watchedAt: Date | null };

/** As they were before the first of these posts, as far as that is known. */
export async function authorsOf(reader: Reader, rows: TrialRow[]): Promise<Map<number, TrialAuthor>> {
  const published = Map.groupBy(
    rows.filter(({ state }) => state === 'published'),
    ({ authorId }) => authorId,
  );
  const authors = new Map<number, TrialAuthor>();
  for (const ids of chunks(rows.map(({ authorId }) => authorId)))
    for (const { id, email, ...member } of await membersByIds(reader, ids))
      authors.set(id, {
        ...member,
        postCount: Math.max(0, member.postCount - (published.get(id)?.length ?? 0)),
        emailConfirmed: true,
        suspicion: [],
        watched: false,
        approval: false,
        addresses: email ? [email.toLowerCase()] : [],
        latest: [],
      });
  return authors;
}

function membersByIds(reader: Reader, ids: number[]) {
  const { members, accounts } = reader.t;
  const { id, role, postCount, rejectedCount, createdAt, watchedAt } = members;
  return reader
    .select({ id, role, postCount, rejectedCount, createdAt, watchedAt, email: accounts.email })
    .from(members)
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(inArray(id, ids));
}

export type TrialPlace = {
  spaceId: number | null;
  section: string | null;
  screening: ScreeningOverride | null;
  moderation: 'before' | 'after';
  /** By what they answer: what was written lately beside the next. */
  beside: Map<number | null, { authorId: number; source: string }[]>;
};

export async function placesOf(reader: Reader, rows: TrialRow[]): Promise<Map<number, TrialPlace>> {
  const places = new Map<number, TrialPlace>();
  for (const ids of chunks(rows.map(({ threadId }) => threadId)))
    for (const { thread, article, partner, space, settings } of await threadsByIds(reader, ids)) {
      const { moderation } = rulesAround({ site: { settings }, articleKey: article?.key ?? null, article, partner, space, thread });
      const { id, spaceId, screening } = thread;
      places.set(id, { spaceId, screening, section: article?.section ?? null, moderation, beside: new Map() });
    }
  return places;
}

function threadsByIds(reader: Reader, ids: number[]) {
  const { threads, articles, partners, spaces, sites } = reader.t;
  const { id, spaceId, screening, closedAt, moderation, keptOpen, kind, answersUntil } = threads;
  const { key, section, audience, closesAt, publishedAt } = articles;
  return reader
    .select({
      thread: { id, spaceId, screening, closedAt, moderation, keptOpen, kind, answersUntil },
      article: { key, section, audience, moderation: articles.moderation, closesAt, publishedAt },
      space: { id: spaces.id, ...spaceRules(spaces) },
      partner: { moderation: partners.moderation, endedAt: partners.endedAt },
      settings: sites.settings,
    })
    .from(threads)
    .innerJoin(sites, eq(sites.id, threads.siteId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(partners, eq(partners.id, threads.partnerId))
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .where(inArray(id, ids));
}

function* chunks(ids: number[]): Generator<number[]> {
  const all = [...new Set(ids)];
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH);
}
