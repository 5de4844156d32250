import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Thread } from '../threads/queries.ts';
import type { SegmentFilter } from '../segments/wire.ts';
import type { PollDetails } from './input.ts';
import type { PollAudience } from './wire.ts';

export type NewPoll = Omit<PollDetails, 'audience'> &
  Partial<AskedTo> & { uid: string; question: string; byId: number } & Pick<AskedTo, 'audience'>;

/** `filter`, `segment`: of a segment alone. */
export type AskedTo = { audience: PollAudience; filter: SegmentFilter | null; segment: string | null };

/** In the transaction that opens its thread, or adds it to one. */
export async function insertPoll(
  tx: Writer,
  { id: threadId, siteId }: Pick<Thread, 'id' | 'siteId'>,
  { options, ...poll }: NewPoll,
  at: Date,
) {
  const { polls } = tx.t;
  const [made] = await tx
    .insert(polls)
    .values({ ...poll, siteId, threadId, createdAt: at })
    .returning({ id: polls.id });
  await insertOptions(tx, { siteId, pollId: made!.id }, options);
  await tellEnd(tx, { siteId, uid: poll.uid, closesAt: poll.closesAt });
}

export async function insertOptions(tx: Writer, of: { siteId: number; pollId: number }, options: string[]) {
  await tx.insert(tx.t.pollOptions).values(options.map((text, position) => ({ ...of, position, text })));
}

/** Open pages hear of its end when it comes. */
export async function tellEnd(tx: Writer, { siteId, uid, closesAt }: { siteId: number; uid: string; closesAt: Date | null }) {
  if (closesAt) await addToOutbox(tx, { kind: 'poll.changed', siteId, data: { poll: uid } }, closesAt);
}

/** Whatever a crowd votes before the outbox next runs, the thread tells as one change; of nobody's vote it says a word. */
export const tellPollSoon = (tx: Writer, { siteId, uid }: { siteId: number; uid: string }, at: Date) =>
  addToOutbox(tx, { kind: 'poll.changed', siteId, data: { poll: uid }, key: keyOf(uid) }, at);

export const keyOf = (uid: string) => `poll ${uid}`;
