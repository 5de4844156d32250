import { check } from '../accounts/form.tsx';
import type { Member } from '../accounts/queries.ts';
import { Refusal } from '../errors.ts';
import { uuidv7 } from '../ids.ts';
import type { OpeningDetails } from '../threads/kind-details.ts';
import { pollDetails } from './input.ts';
import { insertPoll } from './insert-poll.ts';

/** What a poll of its own asks, said by whoever opens it: its question is the thread's title. Refuses `invalid`. */
export function planPoll(given: Readonly<Record<string, unknown>>, { member, now }: { member: Member; now: Date }): OpeningDetails {
  const poll = check(pollDetails, given);
  refusePast(poll.closesAt, now);
  return {
    text: poll.options.join('\n'),
    insert: (tx, thread, at) =>
      insertPoll(tx, thread, { ...poll, uid: uuidv7(at.getTime()), question: thread.title!, byId: member.id }, at),
  };
}

export function refusePast(closesAt: Date | null, now: Date) {
  if (closesAt && closesAt <= now) throw new Refusal('invalid', { fields: { closesAt: ['field.past'] } });
}
