import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import { uuidv7 } from '../ids.ts';
import { awaitLetters } from './await-letters.ts';
import type { NoticeKind } from './schema.ts';

export type NewNotice = {
  siteId: number;
  memberId: number;
  kind: NoticeKind;
  postId: number;
  event: number | string;
  /** With what it is shown as one (gatherIn). */
  gather?: string;
  mailedAt?: Date | null;
};

/** A post is one event: who is told that it answers them is not told that it names them, or lies in what they follow, or says what becomes of an idea. */
const OF_ONE_POST = new Set<NoticeKind>(['reply', 'mention', 'called', 'thread', 'post', 'idea_turned']);

/** Once for one event: `event` names it among those of its kind. */
export async function insertNotice(tx: Writer, { event, ...row }: NewNotice, at: Date) {
  const { notifications } = tx.t;
  const made = await tx
    .insert(notifications)
    .values({ ...row, uid: uuidv7(at.getTime()), key: eventOf(row.kind, event), createdAt: at })
    .onConflictDoNothing({ target: [notifications.memberId, notifications.key] })
    .returning({ id: notifications.id });
  if (made.length === 0) return;
  await addToOutbox(tx, { kind: 'notice', siteId: row.siteId, data: { memberId: row.memberId } }, at);
  if (!row.mailedAt) await awaitLetters(tx, { siteId: row.siteId, memberIds: [row.memberId] }, at);
}

export const eventOf = (kind: NoticeKind, event: number | string) => `${OF_ONE_POST.has(kind) ? 'post' : kind}:${event}`;

/** What is told of one thread, or of one post, comes together, by why it is told. */
export const gatherIn = (kind: NoticeKind, id: number) => `${kind}:${id}`;
