import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { presentMeetings } from './present.ts';
import { meetingsBetween } from './queries.ts';
import { dayAt } from '../time/wall-time.ts';
import type { MeetingWire } from './wire.ts';

/** What is on today by the clocks of the site and not over yet, in order, as everybody may read it. */
export async function readProgramme(deps: Deps, site: Site): Promise<MeetingWire[]> {
  const now = deps.now();
  const rows = await meetingsBetween(deps.db.read, site.id, { ...dayAt(now, site.timeZone), now });
  return presentMeetings(deps, site, rows, null);
}
