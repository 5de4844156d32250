import { eq, sql } from 'drizzle-orm';
import { isProved } from '../accounts/policy.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { refuseIfSilenced, silencedBy } from '../sanctions/refuse.ts';
import { isOut, rulesOf } from '../threads/policy.ts';
import { threadIn, type Place, type Thread } from '../threads/queries.ts';
import { hasSeat } from './policy.ts';
import { attendanceOf, requireMeeting, waitingIn, type Attendance, type Meeting } from './queries.ts';
import { tellCountsSoon } from './tell-counts.ts';
import { tellOfSeat } from './tell.ts';
import type { Answer, FullDetails } from './wire.ts';

export type There = Place & { thread: Thread };
type Said = { place: There; answer: Answer; named?: boolean | undefined };

/**
 * What a member says of coming, changed at will until the end. A seat that is let go is the next one's who waits, in the same
 * transaction. Refuses `event_full` for `yes` where no seat is left, and leaves what they had said; `waiting` takes the seat where
 * there is one after all. Refuses `event_over`, `event_cancelled`; `vote_unproved` to guests and while an address is not proved: a
 * seat is a person's; `subscribers_only`, and whatever silences somebody here, but nobody is kept from saying no.
 */
export async function answerMeeting(deps: Deps, { member, session }: Actor, { place, answer, named }: Said) {
  if (member.role === 'guest' || !isProved(session.account)) throw new Refusal('vote_unproved');
  const at = deps.now();
  await deps.limit('react', `member ${member.id}`);
  if (answer !== 'no') await refuseIfSilenced(deps.db.read, member.id, at);
  const { id: threadId, siteId } = place.thread;
  const uid = deps.newId();
  await deps.db.write(
    async (tx) => {
      const meeting = await requireOn(tx, threadId, at);
      if (answer !== 'no' && place.space && member.role === 'member' && rulesOf(place, at).audience === 'subscribers')
        throw new Refusal('subscribers_only');
      const before = await attendanceOf(tx, threadId, member.id);
      const became = settled(meeting, before, answer);
      const turn = became === 'waiting' ? (before?.turn ?? (await nextTurn(tx, threadId))) : null;
      const said = { answer: became, turn, named: named ?? before?.named ?? false };
      await tx
        .insert(tx.t.attendances)
        .values({ uid, siteId, threadId, memberId: member.id, ...said, answeredAt: at })
        .onConflictDoUpdate({
          target: [tx.t.attendances.threadId, tx.t.attendances.memberId],
          set: { ...said, ...(became !== before?.answer && { answeredAt: at, cameAt: null }) },
        });
      await count(tx, threadId, { was: before?.answer ?? null, became, at });
      if (before?.answer === 'yes' && became !== 'yes') await moveUp(tx, threadId, at);
    },
    { lock: place.name },
  );
}

async function requireOn(tx: Writer, threadId: number, at: Date): Promise<Meeting> {
  const thread = await threadIn(tx, threadId);
  if (!isOut(thread, at) || thread.mergedIntoId !== null) throw new Refusal('not_found');
  const meeting = await requireMeeting(tx, threadId);
  if (meeting.cancelledAt) throw new Refusal('event_cancelled');
  if (meeting.endsAt <= at) throw new Refusal('event_over');
  return meeting;
}

/** Whoever has a seat keeps it, and whoever waits their turn. */
function settled(meeting: Meeting, before: Attendance | null, answer: Answer): Answer {
  if (answer === 'no' || answer === 'maybe') return answer;
  if (before?.answer === 'yes' || hasSeat(meeting)) return 'yes';
  if (answer === 'waiting') return 'waiting';
  throw new Refusal('event_full', { details: { waits: meeting.waits } satisfies FullDetails });
}

async function nextTurn(tx: Writer, threadId: number): Promise<number> {
  const { meetings } = tx.t;
  const [row] = await tx
    .update(meetings)
    .set({ turns: sql`${meetings.turns} + 1` })
    .where(eq(meetings.threadId, threadId))
    .returning({ turn: meetings.turns });
  return row!.turn;
}

type Counted = { was: Answer | null; became: Answer | null; at: Date };

/** One less of what it was, one more of what it became, and that others are to hear of it. null: nothing. */
export async function count(tx: Writer, threadId: number, { was, became, at }: Counted) {
  if (was === became) return;
  const { meetings } = tx.t;
  const by = (answer: Answer) => Number(became === answer) - Number(was === answer);
  const [counted] = await tx
    .update(meetings)
    .set({
      comes: sql`${meetings.comes} + ${by('yes')}`,
      maybes: sql`${meetings.maybes} + ${by('maybe')}`,
      waits: sql`${meetings.waits} + ${by('waiting')}`,
    })
    .where(eq(meetings.threadId, threadId))
    .returning({ siteId: meetings.siteId, threadId: meetings.threadId });
  await tellCountsSoon(tx, counted!, at);
}

/** Gives the seats that are free to those who wait, in their order, until it is over; whoever may not write here keeps their turn. */
export async function moveUp(tx: Writer, threadId: number, at: Date) {
  const { attendances } = tx.t;
  const meeting = await requireMeeting(tx, threadId);
  if (meeting.cancelledAt || meeting.endsAt <= at) return;
  let { comes } = meeting;
  for (const { id, memberId, turn } of await waitingIn(tx, threadId)) {
    if (!hasSeat({ ...meeting, comes })) return;
    if (silencedBy(await activeRestrictions(tx, memberId!, at))) continue;
    await tx.update(attendances).set({ answer: 'yes', turn: null, answeredAt: at }).where(eq(attendances.id, id));
    await count(tx, threadId, { was: 'waiting', became: 'yes', at });
    await tellOfSeat(tx, meeting, { memberId: memberId!, turn: turn! }, at);
    comes++;
  }
}
