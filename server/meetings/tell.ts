import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { isNotBanned } from '../notifications/may-tell.ts';
import { isOut } from '../threads/policy.ts';
import { threadIn } from '../threads/queries.ts';
import { askRecap } from './ask-recap.ts';
import type { Meeting } from './queries.ts';
import { tellCounts, type Answered } from './tell-counts.ts';

/** Of one transaction: others write in between. */
const BATCH = 100;

/** `event_seat` is told to one member, the others to all who said yes, or perhaps, or wait. */
type Told = 'event_changed' | 'event_cancelled' | 'event_restored' | 'event_soon';
type Telling = { threadId: number; kind: Told; event: string };

/** In the transaction of what happened; whom it concerns may be thousands, and they are told beside it. `event` names it among those of its kind. */
export async function tellLater(tx: Writer, { threadId, siteId }: Meeting, kind: Told, event: string, at: Date) {
  const data: Telling = { threadId, kind, event: `${threadId}:${event}` };
  await addToOutbox(tx, { kind: 'event.tell', siteId, data, key: `event.tell:${kind}:${data.event}` }, at);
}

/** A seat is theirs: once for each time that they waited. */
export async function tellOfSeat(
  tx: Writer,
  { threadId, siteId }: Meeting,
  { memberId, turn }: { memberId: number; turn: number },
  at: Date,
) {
  const { openingId } = await threadIn(tx, threadId);
  if (openingId === null) return;
  await insertNotice(tx, { siteId, memberId, kind: 'event_seat', postId: openingId, event: `${threadId}:${turn}` }, at);
}

export const meetingOutbox = (deps: Deps): OutboxHandlers => ({
  'event.tell': (telling: Telling) => tellAll(deps, telling),
  'event.answered': (answered: Answered) => tellCounts(deps, answered),
  'event.over': (over: Parameters<typeof askRecap>[1]) => askRecap(deps, over),
});

/** Each once, also where this is begun again. */
async function tellAll({ db, now }: Deps, { threadId, kind, event }: Telling) {
  for (let last = 0; ;) {
    const next = await db.write(async (tx) => {
      const { attendances } = tx.t;
      const { openingId, siteId, ...thread } = await threadIn(tx, threadId);
      if (openingId === null || thread.mergedIntoId !== null || !isOut({ openingId, ...thread }, now())) return null;
      const rows = await tx
        .select({ id: attendances.id, memberId: attendances.memberId })
        .from(attendances)
        .where(
          and(
            eq(attendances.threadId, threadId),
            isNotNull(attendances.memberId),
            inArray(attendances.answer, ['yes', 'maybe', 'waiting']),
            gt(attendances.id, last),
            isNotBanned(tx, attendances.memberId, now()),
          ),
        )
        .orderBy(asc(attendances.id))
        .limit(BATCH);
      for (const { memberId } of rows) await insertNotice(tx, { siteId, memberId: memberId!, kind, postId: openingId, event }, now());
      return rows.at(-1)?.id ?? null;
    });
    if (next === null) return;
    last = next;
  }
}
