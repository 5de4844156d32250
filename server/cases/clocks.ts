import { and, asc, eq, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import { lawIn } from '../sites/law.ts';
import type { Beat } from './list.ts';
import { logCase } from './log.ts';

// What a site must be able to show: when it saw, was told, knew and acted (loi 82-652, art. 93-3: "agir promptement" once
// it knows; DSA, art. 6 and 16(3)). What came first stays first.
type Clock = 'firstSeenAt' | 'firstNoticeAt' | 'knowledgeAt';
type Clocked = { id: number; siteId: number };

/** Starts those of a post's clocks that do not run yet. */
export async function startClocks(tx: Writer, post: Clocked, which: Clock[], at: Date): Promise<void> {
  const { postClocks } = tx.t;
  const [running] = await tx.select().from(postClocks).where(eq(postClocks.postId, post.id));
  const started = Object.fromEntries(which.filter((clock) => !running?.[clock]).map((clock) => [clock, at]));
  if (!running) await tx.insert(postClocks).values({ postId: post.id, siteId: post.siteId, ...started });
  else if (Object.keys(started).length > 0) await tx.update(postClocks).set(started).where(eq(postClocks.postId, post.id));
}

/** Somebody is told at `alarmAt`, unless it is decided by then. One that is set already stays. */
export async function setAlarm(tx: Writer, post: Clocked, alarmAt: Date): Promise<void> {
  const { postClocks } = tx.t;
  const set = await tx
    .update(postClocks)
    .set({ alarmAt })
    .where(and(eq(postClocks.postId, post.id), isNull(postClocks.alarmAt)))
    .returning({ postId: postClocks.postId });
  if (set.length === 0) return;
  const key = `clock.alarm ${post.id} ${alarmAt.getTime()}`;
  await addToOutbox(tx, { kind: 'clock.alarm', siteId: post.siteId, data: { postId: post.id, alarmAt: alarmAt.getTime() }, key }, alarmAt);
}

/** A person decided, whatever they decided. When the site first acted stays, unless that was before anybody gave notice. */
export async function stopClocks(tx: Writer, postId: number, at: Date): Promise<void> {
  const { postClocks } = tx.t;
  await tx.update(postClocks).set({ alarmAt: null }).where(eq(postClocks.postId, postId));
  await tx
    .update(postClocks)
    .set({ actedAt: at })
    .where(and(eq(postClocks.postId, postId), or(isNull(postClocks.actedAt), lt(postClocks.actedAt, postClocks.firstNoticeAt))));
}

/** The decision of `actedAt` was undone: it waits as before. */
export async function resumeClocks(tx: Writer, post: Clocked, actedAt: Date): Promise<void> {
  const { postClocks } = tx.t;
  await tx
    .update(postClocks)
    .set({ actedAt: null })
    .where(and(eq(postClocks.postId, post.id), eq(postClocks.actedAt, actedAt)));
  const running = await clocksOf(tx, post.id);
  if (!running?.firstNoticeAt) return;
  const { alarmMinutes } = await lawIn(tx, post.siteId);
  await setAlarm(tx, post, new Date(running.firstNoticeAt.getTime() + alarmMinutes * 60_000));
}

/** Somebody of the staff has a case on their screen: from then on the site knows of its post. */
export async function noteSeen({ db, now }: Deps, by: { uid: string }, found: { id: number; siteId: number; postId: number | null }) {
  const { postId, siteId } = found;
  if (postId === null || (await clocksOf(db.read, postId))?.firstSeenAt) return;
  const at = now();
  await db.write(async (tx) => {
    if ((await clocksOf(tx, postId))?.firstSeenAt) return;
    await startClocks(tx, { id: postId, siteId }, ['firstSeenAt', 'knowledgeAt'], at);
    await logCase(tx, found, { act: 'seen', by: by.uid }, at);
  });
}

export async function clocksOf(reader: Reader, postId: number) {
  const { postClocks } = reader.t;
  const [row] = await reader.select().from(postClocks).where(eq(postClocks.postId, postId));
  return row ?? null;
}

/** How many are counted: beyond it one only knows that there are more. */
const MOST_OVERDUE = 100;

/** What waits past its alarm where somebody moderates, and the case of the oldest. Index: post_clocks_alarm. */
export async function overdueOf(reader: Reader, { siteId, spaces }: Beat, now: Date) {
  const { postClocks, cases } = reader.t;
  const theirs = spaces === null ? undefined : inArray(cases.spaceId, spaces);
  const rows = await reader
    .select({ id: cases.uid, number: cases.number })
    .from(postClocks)
    .innerJoin(cases, and(eq(cases.postId, postClocks.postId), eq(cases.state, 'open')))
    .where(and(lte(postClocks.alarmAt, now), eq(postClocks.siteId, siteId), theirs))
    .orderBy(asc(postClocks.alarmAt))
    .limit(MOST_OVERDUE);
  const [first] = rows;
  return first ? { n: rows.length, case: first } : null;
}
