// What the newsroom does with polls: adds one to any thread, mends it until somebody votes, ends it, takes it away.
import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { membersWho } from '../segments/filter.ts';
import { segmentByUid } from '../segments/queries.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { appendChange, threadIn, type Place, type Thread } from '../threads/queries.ts';
import type { PollDetails } from './input.ts';
import { insertOptions, insertPoll, tellEnd, type AskedTo } from './insert-poll.ts';
import { refusePast } from './plan-poll.ts';
import { pollIn, type PollRow } from './queries.ts';

type There = Place & { thread: Thread };
type Asked = PollDetails & { question: string; segment: string | null };

/** In one thread: more is a questionnaire. */
const MAX_POLLS = 5;

/** @returns its outside id. Refuses `invalid` for an end that is past and for one poll too many, `thread_merged`. */
export async function addPoll(deps: Deps, staff: Staff, place: There, asked: Asked): Promise<string> {
  refusePast(asked.closesAt, deps.now());
  const to = await askedTo(deps, staff, asked);
  const uid = deps.newId();
  await change(deps, staff, place, 'poll.added', async (tx, thread, at) => {
    if (thread.mergedIntoId !== null) throw new Refusal('thread_merged');
    const { polls } = tx.t;
    if ((await tx.$count(polls, eq(polls.threadId, thread.id))) >= MAX_POLLS)
      throw new Refusal('invalid', { fields: { question: ['field.too_many', { max: MAX_POLLS }] } });
    await insertPoll(tx, thread, { ...asked, ...to, uid, byId: staff.member.id }, at);
    return uid;
  });
  return uid;
}

/** What it asks; refuses `poll_begun` once somebody has voted: they voted for what it said. */
export async function mendPoll(deps: Deps, staff: Staff, place: There, poll: PollRow, { options, ...asked }: Asked) {
  refusePast(asked.closesAt, deps.now());
  const to = await askedTo(deps, staff, asked);
  await change(deps, staff, place, 'poll.mended', async (tx) => {
    const now = await pollIn(tx, poll.id);
    if (!now) throw new Refusal('not_found');
    if (now.voters > 0) throw new Refusal('poll_begun');
    const { polls, pollOptions } = tx.t;
    await tx
      .update(polls)
      .set({ ...asked, ...to })
      .where(eq(polls.id, poll.id));
    await tx.delete(pollOptions).where(eq(pollOptions.pollId, poll.id));
    await insertOptions(tx, { siteId: poll.siteId, pollId: poll.id }, options);
    await tellEnd(tx, { ...poll, closesAt: asked.closesAt });
    return poll.uid;
  });
}

/** Of fewer, a tally tells who voted what. */
const LEAST_SECRET = 5;

/** Whom it is for; of a segment, as that is now. Refuses `forbidden` to who may not use segments, `invalid` for one that is not there, has nobody, or too few for a secret. */
async function askedTo(
  { db, now }: Deps,
  { site, member }: Staff,
  { audience, secret, segment: uid }: Omit<Asked, 'options'>,
): Promise<AskedTo> {
  if (uid === null) return { audience, filter: null, segment: null };
  if (member.role !== 'manager' && member.role !== 'admin') throw new Refusal('forbidden');
  const segment = await segmentByUid(db.read, site.id, uid);
  if (!segment) throw new Refusal('invalid', { fields: { audience: ['field.poll_segment'] } });
  const n = await db.read.$count(db.read.t.members, await membersWho(db.read, site, segment.filter, now()));
  if (n === 0) throw new Refusal('invalid', { fields: { audience: ['field.poll_nobody'] } });
  if (secret && n < LEAST_SECRET) throw new Refusal('invalid', { fields: { audience: ['field.poll_few', { n, least: LEAST_SECRET }] } });
  return { audience: 'segment', filter: segment.filter, segment: uid };
}

/** Now, whatever its date; twice is once. */
export const endPoll = (deps: Deps, staff: Staff, place: There, poll: PollRow) =>
  change(deps, staff, place, 'poll.ended', async (tx, _, at) => {
    const now = await pollIn(tx, poll.id);
    if (!now || (now.closesAt !== null && now.closesAt <= at)) return null;
    await tx.update(tx.t.polls).set({ closesAt: at }).where(eq(tx.t.polls.id, poll.id));
    return poll.uid;
  });

/** With all votes; twice is once. */
export const dropPoll = (deps: Deps, staff: Staff, place: There, poll: PollRow) =>
  change(deps, staff, place, 'poll.removed', async (tx) => {
    const { polls } = tx.t;
    const gone = await tx.delete(polls).where(eq(polls.id, poll.id)).returning({ id: polls.id });
    return gone.length > 0 ? poll.uid : null;
  });

/** `work` resolves with the poll that it changed; null where nothing did. */
async function change(
  { db, bus, now }: Deps,
  { member, session }: Staff,
  { name: place, thread: { id } }: There,
  event: SecurityEvent,
  work: (tx: Writer, thread: Thread, at: Date) => Promise<string | null>,
) {
  const at = now();
  const told = { threadId: id, kind: 'thread.changed' as const };
  const seq = await db.write(
    async (tx) => {
      const thread = await threadIn(tx, id);
      await refuseUnlessModerator(tx, member.id, thread.spaceId);
      const poll = await work(tx, thread, at);
      if (poll === null) return null;
      await logSecurity(tx, { event, siteId: thread.siteId, actor: session.account.uid, facts: { thread: thread.uid, poll }, at });
      return appendChange(tx, { ...told, postId: null, count: 0, at });
    },
    { lock: place },
  );
  if (seq !== null) bus.emit('thread.changed', { ...told, place, seq });
}
