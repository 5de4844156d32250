import { and, asc, count, desc, eq, gte, lt } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { hourOfWeek } from '../time/wall-time.ts';
import type { RhythmWire } from './wire.ts';

const HOUR_MS = 3_600_000;
/** What good hours are read from: long enough for one odd week, short enough for the season. */
const WEEKS = 8;
/** Hours of one run: a new site's are caught up with by and by. */
const BATCH = 48;

/** How many comments were written in each hour that is over: counted once, and kept. */
export async function keepRhythm({ db, now }: Deps) {
  const { sites } = db.read.t;
  for (const { id } of await db.read.select({ id: sites.id }).from(sites)) {
    const rows = await countHours(db.read, id, now());
    if (rows.length === 0) continue;
    await db.write(async (tx) => {
      const { siteHours } = tx.t;
      await tx.insert(siteHours).values(rows).onConflictDoNothing();
      await tx.delete(siteHours).where(and(eq(siteHours.siteId, id), lt(siteHours.hour, since(now()))));
    });
  }
}

async function countHours(reader: Reader, siteId: number, now: Date) {
  const { siteHours } = reader.t;
  const [last] = await reader
    .select({ hour: siteHours.hour })
    .from(siteHours)
    .where(eq(siteHours.siteId, siteId))
    .orderBy(desc(siteHours.hour))
    .limit(1);
  const first = Math.max(last ? last.hour.getTime() + HOUR_MS : 0, since(now).getTime());
  const over = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const rows: { siteId: number; hour: Date; posts: number }[] = [];
  for (let at = first; at < over && rows.length < BATCH; at += HOUR_MS) {
    const hour = new Date(at);
    rows.push({ siteId, hour, posts: await postsIn(reader, siteId, hour) });
  }
  return rows;
}

const since = (now: Date) => new Date(Math.floor((now.getTime() - WEEKS * 7 * 24 * HOUR_MS) / HOUR_MS) * HOUR_MS);

/** Of the threads that were written in since: threads_latest, then posts_flat. */
async function postsIn(reader: Reader, siteId: number, hour: Date): Promise<number> {
  const { threads, posts } = reader.t;
  const [row] = await reader
    .select({ n: count() })
    .from(threads)
    .innerJoin(posts, eq(posts.threadId, threads.id))
    .where(
      and(
        eq(threads.siteId, siteId),
        gte(threads.lastAt, hour),
        eq(posts.state, 'published'),
        gte(posts.createdAt, hour),
        lt(posts.createdAt, new Date(hour.getTime() + HOUR_MS)),
      ),
    );
  return row!.n;
}

/** By the hours of the week, where the site is: from Monday at midnight. */
export async function readRhythm({ db, now }: Deps, { id, timeZone }: Pick<Site, 'id' | 'timeZone'>): Promise<RhythmWire> {
  const { siteHours } = db.read.t;
  const rows = await db.read
    .select({ hour: siteHours.hour, posts: siteHours.posts })
    .from(siteHours)
    .where(and(eq(siteHours.siteId, id), gte(siteHours.hour, since(now()))))
    .orderBy(asc(siteHours.hour));
  const hours = Array.from({ length: 168 }, () => 0);
  for (const { hour, posts } of rows) hours[hourOfWeek(hour, timeZone)]! += posts;
  return { hours, n: rows.reduce((sum, { posts }) => sum + posts, 0), weeks: WEEKS };
}
