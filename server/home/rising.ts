import { and, asc, eq, gte, inArray, sql, type SQL } from 'drizzle-orm';
import type { Beat } from '../cases/list.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { inSpaces } from '../threads/queries.ts';
import type { RisingWire } from './wire.ts';

const HOUR_MS = 3_600_000;
/** What is usual in a thread is read from the hours before the last. */
const HOURS = 12;
/** Fewer in an hour is a conversation, whatever was usual. */
const LEAST = 5;
/** Times what is usual there. */
const TIMES = 2;
const MOST = 4;
/** Of a thread, what its line is drawn from. */
const MOST_POSTS = 5000;

/** Threads that are written in much faster than in the hours before, the fastest first, waiting comments counted. */
export async function risingThreads({ db, config, now }: Deps, site: Site, beat: Beat): Promise<RisingWire[]> {
  const { read } = db;
  const until = now();
  const fast = (await pacesOf(read, beat, until)).filter(({ n, usual }) => n >= LEAST && n > TIMES * usual);
  const top = fast.toSorted((a, b) => b.n - a.n || a.id - b.id).slice(0, MOST);
  const titles = await titlesOf(read, top);
  return Promise.all(
    top.map(async ({ id, n, usual }) => {
      const { uid, title, articleTitle, key } = titles.get(id)!;
      const hours = await hoursOf(read, id, until);
      return { id: uid, title: title ?? articleTitle ?? key ?? '', url: `${siteUrl(config, site)}/t/${uid}`, n, usual, hours };
    }),
  );
}

const ago = (until: Date, hours: number) => new Date(until.getTime() - hours * HOUR_MS);

/** Index: posts_day, which holds all that is asked. */
async function pacesOf(reader: Reader, { siteId, spaces }: Beat, until: Date) {
  const { posts, threads } = reader.t;
  const [all, last] = [sql`count(*)`.mapWith(Number), sql`count(*) filter (where ${gte(posts.createdAt, ago(until, 1))})`.mapWith(Number)];
  const theirs: SQL | undefined =
    spaces === null ? undefined : inArray(posts.threadId, reader.select({ id: threads.id }).from(threads).where(inSpaces(reader, spaces)));
  const rows = await reader
    .select({ id: posts.threadId, all, last })
    .from(posts)
    .where(and(eq(posts.siteId, siteId), gte(posts.createdAt, ago(until, HOURS)), theirs))
    .groupBy(posts.threadId);
  return rows.map(({ id, all: sent, last: n }) => ({ id, n, usual: Math.round((10 * (sent - n)) / (HOURS - 1)) / 10 }));
}

async function titlesOf(reader: Reader, of: { id: number }[]) {
  const { threads, articles } = reader.t;
  const rows = await reader
    .select({ id: threads.id, uid: threads.uid, title: threads.title, articleTitle: articles.title, key: articles.key })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(inArray(threads.id, [...of.map(({ id }) => id), 0]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Index: posts_flat. */
async function hoursOf(reader: Reader, threadId: number, until: Date): Promise<number[]> {
  const { posts } = reader.t;
  const rows = await reader
    .select({ at: posts.createdAt })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), gte(posts.createdAt, ago(until, HOURS))))
    .orderBy(asc(posts.createdAt))
    .limit(MOST_POSTS);
  const hours = Array.from({ length: HOURS }, () => 0);
  for (const { at } of rows) hours[Math.max(0, HOURS - 1 - Math.floor((until.getTime() - at.getTime()) / HOUR_MS))]! += 1;
  return hours;
}
