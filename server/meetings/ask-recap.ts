import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Deps } from '../deps.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { isOut } from '../threads/policy.ts';
import { threadIn } from '../threads/queries.ts';
import { meetingIn, type Meeting } from './queries.ts';

type Over = { threadId: number; endsAt: string };

/** Once it is over, by the hours that it has now. */
export function askRecapLater(tx: Writer, { threadId, siteId, endsAt }: Pick<Meeting, 'threadId' | 'siteId' | 'endsAt'>) {
  const data: Over = { threadId, endsAt: endsAt.toISOString() };
  return addToOutbox(tx, { kind: 'event.over', siteId, data, key: `event.over:${threadId}:${data.endsAt}` }, endsAt);
}

/** Whoever opened it is asked what came of it, once: not where it was cancelled, moved to other hours, or told already. */
export const askRecap = ({ db, now }: Deps, { threadId, endsAt }: Over): Promise<void> =>
  db.write(async (tx) => {
    const meeting = await meetingIn(tx, threadId);
    if (!meeting || meeting.cancelledAt || meeting.endsAt.toISOString() !== endsAt) return;
    const { openingId, officialId, authorId, siteId, ...thread } = await threadIn(tx, threadId);
    if (openingId === null || officialId !== null || authorId === null || !isOut({ openingId, ...thread }, now())) return;
    await insertNotice(tx, { siteId, memberId: authorId, kind: 'event_recap', postId: openingId, event: threadId }, now());
  });
