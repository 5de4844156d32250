// How questions to somebody go on: gathering → answering → answered. By the first answer, by date, or by hand; each way
// once, whoever comes twice, late or at once: a condition in the SQL, under the thread's lock.
import { and, eq, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { isAnswerer } from '../invitations/answerers.ts';
import { moveEnds } from '../invitations/move-ends.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import type { PostIn } from '../posts/queries.ts';
import { tellPostSoon } from '../reactions/tell-reactions.ts';
import { kinds } from './kinds.ts';
import { isAskedIn } from './policy.ts';
import { appendChange, findThreadPlace, threadIn, type Place, type Thread } from './queries.ts';

type There = Place & { thread: Thread };
export type Turn = 'answering' | 'answered';

/** Of the partial index threads_turning: its own words, or it is not used. */
const IS_TURNING = sql`state in ('gathering', 'answering')`;

/**
 * In the transaction that publishes a post: where it is the first answer that a question gets from who was asked, the
 * question has its place among the answered ones, once and for all, and the gathering is over.
 */
export async function noteAnswer(tx: Writer, post: PostIn, thread: Thread, at: Date) {
  if (post.parentId === null || !isAskedIn(thread) || !(await isAnswerer(tx, thread, post))) return;
  const { threads, posts } = tx.t;
  await tx
    .update(threads)
    .set({ state: 'answering' })
    .where(and(eq(threads.id, thread.id), eq(threads.state, 'gathering')));
  const ranked = await tx
    .update(posts)
    .set({ answerRank: sql`(${lastRank(tx, thread.id)}) + 1` })
    .where(and(eq(posts.id, post.rootId), isNull(posts.answerRank)))
    .returning({ id: posts.id });
  if (ranked.length > 0) await tellPostSoon(tx, { siteId: post.siteId, postId: post.rootId }, at);
}

const lastRank = ({ t: { posts } }: Writer, threadId: number) =>
  sql`select coalesce(max(a.answer_rank), 0) from ${posts} a where a.thread_id = ${threadId} and a.answer_rank is not null`;

/** What has come to its date. Any number of processes may look: one of them turns it. */
export async function turnThreads(deps: Deps) {
  const { threads } = deps.db.read.t;
  const at = deps.now();
  const due = await deps.db.read
    .select({ id: threads.id })
    .from(threads)
    .where(and(IS_TURNING, isNull(threads.mergedIntoId), or(hasEnded(threads, at), hasBegun(threads, at))));
  for (const { id } of due) await turnByDate(deps, id);
}

type Threads = Writer['t']['threads'];
const hasEnded = (threads: Threads, at: Date) => lte(threads.answersUntil, at);
const hasBegun = (threads: Threads, at: Date) => and(eq(threads.state, 'gathering'), lte(threads.answersFrom, at));

async function turnByDate(deps: Deps, threadId: number) {
  const place = (await findThreadPlace(deps.db.read, threadId))!;
  const at = deps.now();
  await turn(deps, place, async (tx) => {
    const { threads } = tx.t;
    return (await go(tx, threadId, 'answered', hasEnded(threads, at))) || go(tx, threadId, 'answering', hasBegun(threads, at));
  });
}

/** By hand. What it has come to already, or has left behind, is no failure. Refuses `not_found` where nothing of the sort is. */
export async function turnByHand(deps: Deps, { member }: Pick<Actor, 'member'>, place: There, to: Turn) {
  refuseUndated(place.thread);
  const at = deps.now();
  await turn(deps, place, async (tx) => {
    const { threads } = tx.t;
    await refuseUnlessModerator(tx, member.id, place.thread.spaceId);
    if (!(await go(tx, place.thread.id, to))) return false;
    // It ended now, not when it was to.
    if (to === 'answered') await tx.update(threads).set({ answersUntil: at }).where(eq(threads.id, place.thread.id));
    return true;
  });
}

/**
 * When they answer; who is invited until the end that it had is invited until this one. What had ended goes on where its end is now to come. Refuses `invalid` for an end that is past or
 * before its beginning, `not_found` where nothing of the sort is.
 */
export async function setAnswerDates(deps: Deps, { member }: Pick<Actor, 'member'>, place: There, { from, until }: AnswerDates) {
  refuseUndated(place.thread);
  const at = deps.now();
  refuseDates({ from, until }, at);
  await turn(deps, place, async (tx) => {
    const { threads, posts } = tx.t;
    const { id, spaceId } = place.thread;
    await refuseUnlessModerator(tx, member.id, spaceId);
    const answered = await tx.$count(posts, and(eq(posts.threadId, id), isNotNull(posts.answerRank)));
    const state = (from !== null && from <= at) || answered > 0 ? 'answering' : 'gathering';
    const { answersUntil } = await threadIn(tx, id);
    await tx.update(threads).set({ answersFrom: from, answersUntil: until, state }).where(eq(threads.id, id));
    await moveEnds(tx, { threadId: id, from: answersUntil, to: until }, at);
    return true;
  });
}

/** null: at the first answer; until somebody ends it. */
export type AnswerDates = { from: Date | null; until: Date | null };

/** A year: what lasts longer is no appointment. */
const MAX_DAYS = 366;

/** Refuses `invalid` for what is over before it has begun. */
export function refuseDates({ from, until }: AnswerDates, at: Date) {
  if (!until) return;
  const days = (until.getTime() - (from ?? at).getTime()) / 86_400_000;
  if (until <= at) throw new Refusal('invalid', { fields: { answersUntil: ['field.past'] } });
  if (days <= 0 || days > MAX_DAYS) throw new Refusal('invalid', { fields: { answersUntil: ['field.dates', { max: MAX_DAYS }] } });
}

function refuseUndated({ kind }: Thread) {
  if (kinds[kind].closes !== 'dates') throw new Refusal('not_found');
}

async function go(tx: Writer, id: number, to: Turn, when?: SQL): Promise<boolean> {
  const { threads } = tx.t;
  const from = to === 'answering' ? eq(threads.state, 'gathering') : IS_TURNING;
  const gone = await tx
    .update(threads)
    .set({ state: to })
    .where(and(eq(threads.id, id), isNull(threads.mergedIntoId), from, when))
    .returning({ id: threads.id });
  return gone.length > 0;
}

async function turn({ db, bus, now }: Deps, { name: place, thread }: There, work: (tx: Writer) => Promise<boolean>) {
  const change = { threadId: thread.id, kind: 'thread.changed' as const };
  const seq = await db.write(async (tx) => ((await work(tx)) ? appendChange(tx, { ...change, postId: null, count: 0, at: now() }) : null), {
    lock: place,
  });
  if (seq !== null) bus.emit('thread.changed', { ...change, place, seq });
}
