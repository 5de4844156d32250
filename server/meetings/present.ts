import type { Deps } from '../deps.ts';
import type { Actor } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { isNewsroom } from '../threads/policy.ts';
import { threadPath } from '../threads/thread-path.ts';
import { stateOf } from './policy.ts';
import { answersOf, namesOf, waitingBefore, type ListedMeeting } from './queries.ts';
import type { MeetingWire } from './wire.ts';

type Row = Pick<ListedMeeting, 'meeting' | 'uid' | 'title'>;

/** As whoever asks may see each: the address to come to online is for who comes. */
export async function presentMeetings(deps: Deps, site: Site, rows: Row[], member: Actor['member'] | null): Promise<MeetingWire[]> {
  const { read } = deps.db;
  const ids = rows.map(({ meeting }) => meeting.threadId);
  const answers = member ? await answersOf(read, ids, member.id) : new Map<number, never>();
  return Promise.all(
    rows.map(async ({ meeting, uid, title }) => {
      const own = answers.get(meeting.threadId);
      const comes = own?.answer === 'yes' || (member !== null && isNewsroom(member));
      return {
        id: uid,
        title: title ?? '',
        url: siteUrl(deps.config, site) + threadPath({ uid, title }),
        state: stateOf(meeting, deps.now()),
        reason: meeting.reason,
        startsAt: meeting.startsAt.toISOString(),
        endsAt: meeting.endsAt.toISOString(),
        timeZone: meeting.timeZone,
        place: meeting.place,
        mapUrl: meeting.mapUrl,
        online: meeting.onlineUrl !== null,
        onlineUrl: comes ? meeting.onlineUrl : null,
        capacity: meeting.capacity,
        comes: meeting.comes,
        maybes: meeting.maybes,
        waits: meeting.waits,
        names: await namesOf(read, meeting.threadId, member?.id ?? null),
        own: own
          ? {
              answer: own.answer,
              named: own.named,
              before: own.turn === null ? 0 : await waitingBefore(read, meeting.threadId, own.turn),
            }
          : null,
      };
    }),
  );
}
