import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { momentIn, dayAt } from '../time/wall-time.ts';
import type { Site } from '../sites/queries.ts';
import { dice } from './dice.ts';

const TIME_ZONE = 'Europe/Paris';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An event: in how many days, from which hour on; how many come, hesitate, wait and whether all who came were ticked. */
export type DemoMeeting = {
  inDays: number;
  clock: string;
  hours: number;
  place: string;
  mapUrl?: string;
  onlineUrl?: string;
  capacity?: number;
  comes: number;
  maybes: number;
  waits?: number;
};

/** Of today, where that hour has struck already: within the hour, so that there is always something on. */
function startOf({ inDays, clock }: DemoMeeting, now: Date): Date {
  const { date } = dayAt(new Date(now.getTime() + inDays * DAY), TIME_ZONE);
  const at = momentIn(TIME_ZONE, `${date}T${clock}`, 'earlier');
  return at instanceof Date && (inDays !== 0 || at > now) ? at : new Date(Math.ceil((now.getTime() + HOUR / 2) / HOUR) * HOUR);
}

type Given = { site: Site; members: Map<string, Member>; threadId: number; meeting: DemoMeeting };

/** Who comes is anybody: readers, by the dice; some show their names. */
export async function addMeeting({ db, newId, now }: Deps, { site, members, threadId, meeting }: Given) {
  const { hours, place, mapUrl, onlineUrl, capacity, comes, maybes, waits = 0 } = meeting;
  const startsAt = startOf(meeting, now());
  const endsAt = new Date(startsAt.getTime() + hours * HOUR);
  const throws = dice(threadId);
  const readers = [...members.values()].filter(({ role }) => role === 'member' || role === 'subscriber').map(({ id }) => id);
  const who = readers.toSorted(() => throws.next() - 0.5).slice(0, comes + maybes + waits);
  const rows = who.map((memberId, i) => {
    const answer = i < comes ? ('yes' as const) : i < comes + maybes ? ('maybe' as const) : ('waiting' as const);
    const came = answer === 'yes' && endsAt < now() && throws.next() < 0.85;
    return {
      uid: newId(),
      siteId: site.id,
      threadId,
      memberId,
      answer,
      turn: answer === 'waiting' ? i - comes - maybes + 1 : null,
      named: throws.next() < 0.3,
      answeredAt: new Date(Math.min(now().getTime(), startsAt.getTime()) - (who.length - i) * HOUR),
      cameAt: came ? startsAt : null,
    };
  });
  const count = (answer: string) => rows.filter((row) => row.answer === answer).length;
  const counts = { comes: count('yes'), maybes: count('maybe'), waits: count('waiting'), turns: count('waiting') };
  const told = { dayToldAt: now(), hourToldAt: now(), changedAt: now() };
  const where = { place, mapUrl: mapUrl ?? null, onlineUrl: onlineUrl ?? null, capacity: capacity ?? null };
  await db.write(async (tx) => {
    const { meetings, attendances } = tx.t;
    await tx.insert(meetings).values({ threadId, siteId: site.id, startsAt, endsAt, timeZone: TIME_ZONE, ...where, ...counts, ...told });
    if (rows.length > 0) await tx.insert(attendances).values(rows);
  });
}
