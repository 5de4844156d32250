import { gt, inArray, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { takeTurns } from '../events/take-turns.ts';
import { claimNotices } from './queries.ts';

/** What is read on a page within this many ms rings no telephone, and what comes together is shown together. */
export const GATHER_MS = 10_000;
const BATCH = 100;

/** Hands what was told to the devices of whom it was told, once, however many do this at once. */
export async function queuePushes({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const rest = takeTurns();
  for (; ; await rest()) {
    const claimed = await db.write((tx) => handOver(tx, now()));
    if (claimed < BATCH) return;
  }
}

async function handOver(tx: Writer, at: Date): Promise<number> {
  const before = new Date(at.getTime() - GATHER_MS);
  const notices = await claimNotices(tx, { before, at, limit: BATCH });
  const devices = await devicesFor(
    tx,
    notices.map(({ memberId }) => memberId),
  );
  const told = notices.filter(({ memberId, kind }) => kind !== 'reactions' && devices.has(memberId));
  if (told.length === 0) return notices.length;
  const threads = await threadsOf(
    tx,
    told.map(({ postId }) => postId),
  );
  const rows = told.flatMap(({ memberId, postId }) =>
    devices.get(memberId)!.map(({ id }) => ({ endpointId: id, threadId: threads.get(postId)!, dueAt: at })),
  );
  await insertPushes(tx, rows);
  return notices.length;
}

/** The one that waits for the same thread stands for both; one that is leaving at this moment leaves again. */
async function insertPushes(tx: Writer, rows: { endpointId: number; threadId: number; dueAt: Date }[]) {
  const { pushes } = tx.t;
  const each = new Map(rows.map((row) => [`${row.endpointId} ${row.threadId}`, row]));
  await tx
    .insert(pushes)
    .values([...each.values()])
    .onConflictDoUpdate({
      target: [pushes.endpointId, pushes.threadId],
      set: { dueAt: sql`excluded.due_at` },
      setWhere: gt(pushes.dueAt, sql`excluded.due_at`),
    });
}

async function devicesFor(tx: Writer, memberIds: number[]) {
  const { pushEndpoints } = tx.t;
  if (memberIds.length === 0) return new Map<number, never[]>();
  const rows = await tx
    .select({ id: pushEndpoints.id, memberId: pushEndpoints.memberId })
    .from(pushEndpoints)
    .where(inArray(pushEndpoints.memberId, [...new Set(memberIds)]));
  return Map.groupBy(rows, ({ memberId }) => memberId);
}

async function threadsOf(tx: Writer, postIds: number[]): Promise<Map<number, number>> {
  const { posts } = tx.t;
  const rows = await tx
    .select({ id: posts.id, threadId: posts.threadId })
    .from(posts)
    .where(inArray(posts.id, [...new Set(postIds)]));
  return new Map(rows.map(({ id, threadId }) => [id, threadId]));
}
