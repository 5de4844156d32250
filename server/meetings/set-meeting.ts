// What the newsroom changes of an event. Calendars learn it by its sequence (RFC 5545 §3.8.7.4), whoever said something of coming by the bell and a mail.
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { moveEnds } from '../invitations/move-ends.ts';
import { withdrawOpen } from '../invitations/withdraw-open.ts';
import { spacesOf, standingIn } from '../members/queries.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { appendChange, threadIn, type Thread } from '../threads/queries.ts';
import { askRecapLater } from './ask-recap.ts';
import { moveUp, type There } from './answer.ts';
import type { MeetingInput } from './input.ts';
import { requireMeeting, type Meeting } from './queries.ts';
import { toldBy } from './reminders.ts';
import { tellLater } from './tell.ts';

/**
 * Other hours, another place, more or fewer seats. Fewer than are taken throw nobody out: nobody moves up until some are free.
 * Refuses `event_cancelled`; `thread_merged`; `invalid` for hours that would put what is not over into the past.
 */
export const changeMeeting = (deps: Deps, staff: Staff, place: There, to: MeetingInput) =>
  set(deps, staff, place, async (tx, meeting, at) => {
    if (meeting.cancelledAt) throw new Refusal('event_cancelled');
    const over = meeting.endsAt <= at;
    if (!over && to.endsAt <= at) throw new Refusal('invalid', { fields: { endsAt: ['field.past'] } });
    const moved = meeting.startsAt.getTime() !== to.startsAt.getTime() || meeting.endsAt.getTime() !== to.endsAt.getTime();
    const elsewhere =
      meeting.place !== to.place || meeting.onlineUrl !== to.onlineUrl || meeting.mapUrl !== to.mapUrl || meeting.timeZone !== to.timeZone;
    const sequence = meeting.sequence + Number(moved || elsewhere);
    await tx
      .update(tx.t.meetings)
      .set({ ...to, sequence, changedAt: at, ...(moved && toldBy(to.startsAt, at)) })
      .where(eq(tx.t.meetings.threadId, meeting.threadId));
    await moveUp(tx, meeting.threadId, at);
    const starts = { from: meeting.startsAt, to: to.startsAt };
    await moveEnds(tx, { threadId: meeting.threadId, from: meeting.endsAt, to: to.endsAt, starts }, at);
    if (to.endsAt > at) await askRecapLater(tx, { ...meeting, ...to });
    if ((moved || elsewhere) && to.endsAt > at) await tellLater(tx, meeting, 'event_changed', String(sequence), at);
    return 'event.changed';
  });

/** It does not take place, and why; whoever was to come is told. Twice is once. Refuses `event_over`. */
export const cancelMeeting = (deps: Deps, staff: Staff, place: There, reason: string) =>
  set(deps, staff, place, async (tx, meeting, at) => {
    if (meeting.cancelledAt) return null;
    if (meeting.endsAt <= at) throw new Refusal('event_over');
    await cancelled(tx, meeting, { cancelledAt: at, reason, at });
    await withdrawOpen(tx, { threadId: meeting.threadId, siteId: staff.site.id, actor: staff.session.account.uid }, at);
    return 'event.cancelled';
  });

/** It does, after all. Refuses `event_over`. */
export const restoreMeeting = (deps: Deps, staff: Staff, place: There) =>
  set(deps, staff, place, async (tx, meeting, at) => {
    if (!meeting.cancelledAt) return null;
    if (meeting.endsAt <= at) throw new Refusal('event_over');
    await cancelled(tx, meeting, { cancelledAt: null, reason: '', at });
    await moveUp(tx, meeting.threadId, at);
    return 'event.restored';
  });

async function cancelled(tx: Writer, meeting: Meeting, { at, ...to }: Pick<Meeting, 'cancelledAt' | 'reason'> & { at: Date }) {
  const { meetings } = tx.t;
  const sequence = meeting.sequence + 1;
  const before = to.cancelledAt ? isNull(meetings.cancelledAt) : isNotNull(meetings.cancelledAt);
  await tx
    .update(meetings)
    .set({ ...to, sequence, changedAt: at, ...(!to.cancelledAt && toldBy(meeting.startsAt, at)) })
    .where(and(eq(meetings.threadId, meeting.threadId), before));
  await tellLater(tx, meeting, to.cancelledAt ? 'event_cancelled' : 'event_restored', String(sequence), at);
}

type Changed = 'event.changed' | 'event.cancelled' | 'event.restored';
type Work = (tx: Writer, meeting: Meeting, at: Date) => Promise<Changed | null>;

async function set({ db, bus, now }: Deps, { member, session }: Staff, { name: place, thread: { id, uid } }: There, work: Work) {
  const at = now();
  const seq = await db.write(
    async (tx) => {
      const thread = await threadIn(tx, id);
      await refuseUnlessRuns(tx, member.id, thread);
      if (thread.mergedIntoId !== null) throw new Refusal('thread_merged');
      const event = await work(tx, await requireMeeting(tx, id), at);
      if (event === null) return null;
      await logSecurity(tx, { event, siteId: thread.siteId, actor: session.account.uid, facts: { thread: uid }, at });
      return appendChange(tx, { threadId: id, kind: 'thread.changed', postId: null, count: 0, at });
    },
    { lock: place },
  );
  if (seq !== null) bus.emit('thread.changed', { threadId: id, place, seq, kind: 'thread.changed' });
}

/** As it stands inside the transaction (policy.ts, `runs`). Refuses `not_found`. */
export async function refuseUnlessRuns(tx: Writer, memberId: number, { siteId, spaceId }: Pick<Thread, 'siteId' | 'spaceId'>) {
  const standing = await standingIn(tx, memberId);
  const spaces = await spacesOf(tx, standing);
  const theirs = spaces === null || (spaceId !== null && spaces.includes(spaceId));
  if (!isNewsroom(standing) || standing.siteId !== siteId || !theirs) throw new Refusal('not_found');
}
