// What hosts do: pause and go on, end it and take that back. Each under the thread's lock; twice is once.
import { and, eq, gt } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { activeMeasures } from '../threads/measures.ts';
import { appendChange, threadIn, type Place, type Thread } from '../threads/queries.ts';
import { saveMeasures } from '../threads/pose-measure.ts';
import { gatherMoments } from './gather-moments.ts';
import { refuseUnlessRuns } from './hosting.ts';

export type There = Place & { thread: Thread };

/** Hours: half-time, the time that a moderator needs. One that was forgotten ends by itself. */
const PAUSE_HOURS = 2;
const HOUR_MS = 3_600_000;

/** Its hosts alone write, until they go on. */
export const pauseLive = (deps: Deps, actor: Actor, place: There) =>
  runLive(deps, actor, place, async (tx, thread, at) => {
    if (thread.closedAt !== null) throw new Refusal('live_over', { until: thread.closedAt });
    const measures = activeMeasures(thread.measures, at);
    if (measures.some(({ kind }) => kind === 'hosts')) return null;
    const until = new Date(at.getTime() + PAUSE_HOURS * HOUR_MS).toISOString();
    const pause = { id: deps.newId(), kind: 'hosts' as const, from: at.toISOString(), until, by: actor.member.uid, reason: '' };
    await saveMeasures(tx, thread.id, [...measures, pause]);
    return 'live.paused';
  });

/** Everybody writes again; what was announced begins. */
export const goOnAir = (deps: Deps, actor: Actor, place: There) =>
  runLive(deps, actor, place, async (tx, thread, at) => {
    const measures = activeMeasures(thread.measures, at);
    const others = measures.filter(({ kind }) => kind !== 'hosts');
    if (others.length === measures.length) return null;
    await saveMeasures(tx, thread.id, others);
    const { lives } = tx.t;
    await tx
      .update(lives)
      .set({ startsAt: at })
      .where(and(eq(lives.threadId, thread.id), gt(lives.startsAt, at)));
    return 'live.resumed';
  });

/** It is an archive from now on, with its best moments; or, taken back, it goes on. Refuses `thread_merged`. */
export const endLive = (deps: Deps, actor: Actor, place: There, on: boolean) =>
  runLive(deps, actor, place, async (tx, thread, at) => {
    if (thread.mergedIntoId !== null) throw new Refusal('thread_merged');
    if ((thread.closedAt !== null) === on) return null;
    const { threads } = tx.t;
    await tx
      .update(threads)
      .set({ closedAt: on ? at : null })
      .where(eq(threads.id, thread.id));
    if (on) await gatherMoments(tx, thread, at);
    return on ? 'live.ended' : 'live.reopened';
  });

/** `work` resolves with what the log is to say of it; null where nothing changed. */
export async function runLive(
  { db, bus, now }: Deps,
  { member, session }: Actor,
  { name: place, thread: { id } }: There,
  work: (tx: Writer, thread: Thread, at: Date) => Promise<SecurityEvent | null>,
  refuse = refuseUnlessRuns,
) {
  const at = now();
  const told = { threadId: id, kind: 'thread.changed' as const };
  const seq = await db.write(
    async (tx) => {
      const thread = await threadIn(tx, id);
      await refuse(tx, member.id, thread, at);
      const event = await work(tx, thread, at);
      if (event === null) return null;
      await logSecurity(tx, { event, siteId: thread.siteId, actor: session.account.uid, facts: { thread: thread.uid }, at });
      return appendChange(tx, { ...told, postId: null, count: 0, at });
    },
    { lock: place },
  );
  if (seq !== null) bus.emit('thread.changed', { ...told, place, seq });
}
