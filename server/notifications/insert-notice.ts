import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import { uuidv7 } from '../ids.ts';
import type { NoticeKind } from './schema.ts';

export type NewNotice = {
  siteId: number;
  memberId: number;
  kind: NoticeKind;
  postId: number;
  event: number | string;
  mailedAt?: Date | null;
  /** Its mail waits for no evening. */
  urgent?: boolean;
};

/** Once for one event: `event` names it among those of its kind. */
export async function insertNotice(tx: Writer, { event, urgent = false, ...row }: NewNotice, at: Date) {
  const { notifications } = tx.t;
  const made = await tx
    .insert(notifications)
    .values({ ...row, uid: uuidv7(at.getTime()), key: `${row.kind}:${event}`, createdAt: at })
    .onConflictDoNothing({ target: [notifications.memberId, notifications.key] })
    .returning({ id: notifications.id });
  if (made.length > 0)
    await addToOutbox(tx, { kind: 'notice', siteId: row.siteId, data: { memberId: row.memberId, ...(urgent && { urgent }) } }, at);
}
