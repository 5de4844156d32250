import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { tellOfReminder } from '../notifications/notify.ts';
import { postIn } from '../posts/queries.ts';
import { tellPublished } from '../posts/tell-published.ts';
import { kindDetails } from './kind-details.ts';
import { appendChange, findThreadPlace, threadColumns, threadIn, type Place, type Thread } from './queries.ts';
import type { TimerAct, TimerWire } from './wire.ts';

type There = Place & { thread: Thread };

/** Something is to happen to a thread by itself, at `at`. `remind`: whoever asked is told. */
export async function addTimer(
  { db, newId }: Deps,
  { member }: Pick<Actor, 'member'>,
  place: There,
  { act, at }: { act: TimerAct; at: Date },
) {
  const { id: threadId, siteId, spaceId } = place.thread;
  await db.write(async (tx) => {
    await refuseUnlessModerator(tx, member.id, spaceId);
    if (act === 'open' && (await threadIn(tx, threadId)).opensAt !== null) await moveOpening(tx, threadId, at);
    await tx.insert(tx.t.threadTimers).values({ uid: newId(), siteId, threadId, act, at, byId: member.id });
  });
}

/** It opens then and at no other moment. */
async function moveOpening(tx: Writer, threadId: number, opensAt: Date) {
  const { threads, threadTimers } = tx.t;
  await tx.update(threads).set({ opensAt }).where(eq(threads.id, threadId));
  await tx.delete(threadTimers).where(and(eq(threadTimers.threadId, threadId), eq(threadTimers.act, 'open'), isNull(threadTimers.doneAt)));
}

/** It will not happen; what was to open stays where it is until somebody says when. One that is over is no failure. */
export async function dropTimer({ db }: Deps, { member }: Pick<Actor, 'member'>, place: There, uid: string) {
  await db.write(async (tx) => {
    await refuseUnlessModerator(tx, member.id, place.thread.spaceId);
    const { threads, threadTimers } = tx.t;
    const { id } = place.thread;
    const dropped = await tx
      .delete(threadTimers)
      .where(and(eq(threadTimers.uid, uid), eq(threadTimers.threadId, id), isNull(threadTimers.doneAt)))
      .returning({ act: threadTimers.act });
    if (dropped[0]?.act === 'open')
      await tx
        .update(threads)
        .set({ opensAt: SOME_DAY })
        .where(and(eq(threads.id, id), isNotNull(threads.opensAt)));
  });
}

/** Nobody has said when. */
export const SOME_DAY = new Date('9999-12-31T00:00:00Z');

/** Readers find it from now on. What is open already is no failure. */
export async function openNow(deps: Deps, { member }: Pick<Actor, 'member'>, place: There) {
  const { id } = place.thread;
  const at = deps.now();
  const seq = await deps.db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, member.id, place.thread.spaceId);
      if ((await threadIn(tx, id)).opensAt === null) return null;
      await moveOpening(tx, id, at);
      return setClosed(tx, id, false, at);
    },
    { lock: place.name },
  );
  if (seq !== null) deps.bus.emit('thread.changed', { threadId: id, place: place.name, seq, kind: 'thread.changed' });
}

export async function timersOf(reader: Reader, threadId: number): Promise<TimerWire[]> {
  const { threadTimers } = reader.t;
  const rows = await reader
    .select({ id: threadTimers.uid, act: threadTimers.act, at: threadTimers.at })
    .from(threadTimers)
    .where(and(eq(threadTimers.threadId, threadId), isNull(threadTimers.doneAt)))
    .orderBy(asc(threadTimers.at), asc(threadTimers.id));
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** Of one run: the others are due at the next. */
const BATCH = 50;

/** Does what is due, each once: what it does and that it is done are one transaction. */
export async function runTimers(deps: Deps) {
  const { threadTimers } = deps.db.read.t;
  const due = await deps.db.read
    .select({ id: threadTimers.id, threadId: threadTimers.threadId })
    .from(threadTimers)
    .where(and(isNull(threadTimers.doneAt), lte(threadTimers.at, deps.now())))
    .orderBy(asc(threadTimers.at), asc(threadTimers.id))
    .limit(BATCH);
  for (const timer of due) await runTimer(deps, timer);
}

async function runTimer({ db, bus, now }: Deps, { id, threadId }: { id: number; threadId: number }) {
  const place = (await findThreadPlace(db.read, threadId))!;
  const at = now();
  const seq = await db.write(
    async (tx) => {
      const { threadTimers } = tx.t;
      const [timer] = await tx
        .update(threadTimers)
        .set({ doneAt: at })
        .where(and(eq(threadTimers.id, id), isNull(threadTimers.doneAt)))
        .returning();
      if (!timer) return null;
      if (timer.act !== 'remind') return setClosed(tx, threadId, timer.act === 'close', at);
      await tellOfReminder(tx, { siteId: timer.siteId, memberId: timer.byId, threadId, timerId: id }, at);
      return null;
    },
    { lock: place.name },
  );
  if (seq !== null) bus.emit('thread.changed', { threadId, place: place.name, seq, kind: 'thread.changed' });
}

async function setClosed(tx: Writer, threadId: number, closed: boolean, at: Date): Promise<number | null> {
  const { threads } = tx.t;
  // What went into another thread stays shut, whatever was planned for it.
  const changed = await tx
    .update(threads)
    .set({ closedAt: closed ? at : null })
    .where(and(eq(threads.id, threadId), isNull(threads.mergedIntoId)))
    .returning(threadColumns(tx.t));
  const [thread] = changed;
  if (thread && closed) await kindDetails[thread.kind]?.closed?.(tx, thread, at);
  if (thread && !closed && thread.opensAt !== null) await makeKnown(tx, { id: threadId, openingId: thread.openingId }, at);
  return thread ? appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at }) : null;
}

/** What was written before its hour is told now, and stands where the latest do. */
async function makeKnown(tx: Writer, { id, openingId }: Pick<Thread, 'id' | 'openingId'>, at: Date) {
  const { threads } = tx.t;
  await tx.update(threads).set({ opensAt: null }).where(eq(threads.id, id));
  await tx
    .update(threads)
    .set({ lastAt: at })
    .where(and(eq(threads.id, id), isNotNull(threads.lastAt)));
  const opening = openingId === null ? null : await postIn(tx, openingId);
  if (opening?.state === 'published') await tellPublished(tx, opening, await threadIn(tx, opening.threadId), at);
}
