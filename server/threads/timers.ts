import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { tellOfReminder } from '../notifications/notify.ts';
import { appendChange, findThreadPlace, type Place, type Thread } from './queries.ts';
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
    await tx.insert(tx.t.threadTimers).values({ uid: newId(), siteId, threadId, act, at, byId: member.id });
  });
}

/** It will not happen. One that is over is no failure. */
export async function dropTimer({ db }: Deps, { member }: Pick<Actor, 'member'>, place: There, uid: string) {
  await db.write(async (tx) => {
    await refuseUnlessModerator(tx, member.id, place.thread.spaceId);
    await tx.delete(tx.t.threadTimers).where(eq(tx.t.threadTimers.uid, uid));
  });
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
    .returning({ id: threads.id });
  return changed.length > 0 ? appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at }) : null;
}
