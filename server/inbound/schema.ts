import type { Columns } from '../db/columns.ts';
import type { NotificationTables } from '../notifications/schema.ts';

export function inboundTables(c: Columns, { notifications }: NotificationTables) {
  /** An address that was written to: each is answered once. */
  const mailedAnswers = c.table('mailed_answers', {
    noticeId: c
      .ref()
      .primaryKey()
      .references(() => notifications.id, { onDelete: 'cascade' }),
    /** Of the mail that used it: delivered twice, it is the same one. */
    messageHash: c.text().notNull(),
    at: c.time().notNull(),
    /** When whoever wrote to it again was told that it is used; once is enough. */
    toldAt: c.time(),
  });
  return { mailedAnswers };
}
