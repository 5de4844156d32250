import { check } from '../accounts/form.tsx';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { OpeningDetails } from '../threads/kind-details.ts';
import type { Thread } from '../threads/queries.ts';
import { meetingInput } from './input.ts';
import { askRecapLater } from './ask-recap.ts';
import { toldBy } from './reminders.ts';

/** What an event has of its own, said by whoever opens it. Refuses `invalid` for hours that are over, besides what the fields refuse. */
export function planMeeting(given: Readonly<Record<string, unknown>>, { now }: { now: Date }): OpeningDetails {
  const meeting = check(meetingInput, given);
  if (meeting.startsAt <= now) throw new Refusal('invalid', { fields: { startsAt: ['field.past'] } });
  return {
    text: [meeting.place, meeting.mapUrl ?? ''].filter(Boolean).join('\n'),
    async insert(tx: Writer, { id: threadId, siteId }: Thread, at: Date) {
      await tx.insert(tx.t.meetings).values({ ...meeting, threadId, siteId, changedAt: at, ...toldBy(meeting.startsAt, at) });
      await askRecapLater(tx, { ...meeting, threadId, siteId });
    },
  };
}
