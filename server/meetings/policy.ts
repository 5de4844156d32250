import type { Staff } from '../http/who.ts';
import { isNewsroom, moderates } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import type { Meeting } from './queries.ts';
import type { MeetingWire } from './wire.ts';

export function stateOf({ startsAt, endsAt, cancelledAt }: Meeting, now: Date): MeetingWire['state'] {
  if (cancelledAt) return 'cancelled';
  if (endsAt <= now) return 'over';
  return startsAt <= now ? 'under_way' : 'announced';
}

/** Whether somebody who comes now finds a seat. */
export const hasSeat = ({ capacity, comes }: Pick<Meeting, 'capacity' | 'comes'>) => capacity === null || comes < capacity;

/** All of the newsroom, since whoever stands at the door ticks the list; a moderator where they moderate. */
export const runs = (staff: Staff, thread: Pick<Thread, 'siteId' | 'spaceId'>) => isNewsroom(staff.member) && moderates(staff, thread);
