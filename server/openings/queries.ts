import { and, count, desc, eq, gte, lt, ne, notInArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { STAFF } from '../threads/policy.ts';
import { threadPath } from '../threads/thread-path.ts';
import { halfOf } from './half-of.ts';
import { wilson } from './wilson.ts';
import type { HalfWire, OpeningsWire } from './wire.ts';

/** Lines shown. */
const SHOWN = 50;
/** Of fewer, no share is said. */
const ENOUGH = 30;

/** Trials of a site, the newest first, each with who wrote in which half. */
export async function openingsOn({ db, config }: Deps, site: Site): Promise<OpeningsWire> {
  const { openings, threads } = db.read.t;
  const rows = await db.read
    .select({ opening: openings, thread: { id: threads.id, uid: threads.uid, title: threads.title, authorId: threads.authorId } })
    .from(openings)
    .innerJoin(threads, eq(threads.id, openings.threadId))
    .where(eq(openings.siteId, site.id))
    .orderBy(desc(openings.id))
    .limit(SHOWN);
  const wires: OpeningsWire['openings'] = [];
  for (const { opening, thread } of rows) {
    const { uid: id, source, startedAt, endedAt } = opening;
    const when = { startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
    const named = { title: thread.title, url: siteUrl(config, site) + threadPath(thread) };
    wires.push({ id, ...named, source, ...when, ...(await halvesOf(db.read, thread, opening)) });
  }
  return { openings: wires };
}

type Opening = Reader['t']['openings']['$inferSelect'];
type Tried = { id: number; uid: string; authorId: number | null };

/** Members who may have been shown either, and what each wrote meanwhile. */
async function halvesOf(reader: Reader, thread: Tried, { startedAt: from, endedAt: to, firstShown, secondShown }: Opening) {
  const { posts, members } = reader.t;
  const writers = await reader
    .select({ uid: members.uid, n: count() })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(
      and(
        eq(posts.threadId, thread.id),
        eq(posts.state, 'published'),
        ne(posts.authorId, thread.authorId ?? 0),
        notInArray(members.role, [...STAFF]),
        gte(posts.createdAt, from),
        to ? lt(posts.createdAt, to) : undefined,
      ),
    )
    .groupBy(members.uid);
  const of = (half: 'first' | 'second', counted: number | null): HalfWire => {
    const those = writers.filter(({ uid }) => halfOf(thread.uid, uid) === half);
    // Who says no is not counted where they read, and where they write all see it.
    const shown = counted === null ? null : Math.max(counted, those.length);
    const share = shown === null || shown < ENOUGH ? null : wilson(those.length, shown);
    return { shown, writers: those.length, posts: those.reduce((sum, { n }) => sum + n, 0), share };
  };
  return { first: of('first', firstShown), second: of('second', secondShown) };
}
