import { and, eq, isNull } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';

export type AnsweredNotice = NonNullable<Awaited<ReturnType<typeof noticeBy>>>;

/** What a mail answers: whose notification, of which post. */
export async function noticeBy(reader: Reader, id: number) {
  const { notifications, posts } = reader.t;
  const [row] = await reader
    .select({
      id: notifications.id,
      siteId: notifications.siteId,
      memberId: notifications.memberId,
      createdAt: notifications.createdAt,
      postUid: posts.uid,
      threadId: posts.threadId,
    })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .where(eq(notifications.id, id));
  return row ?? null;
}

/** No mail has this hash: an address that was written to in vain is still good for an answer. */
const UNUSED = '';

/**
 * Uses an address once, for one mail: `again` where that same mail did before, which may not have been answered in full;
 * `used` where another did.
 */
export async function claimAddress(tx: Writer, { noticeId, hash }: { noticeId: number; hash: string }, at: Date): Promise<'mine' | 'used'> {
  const { mailedAnswers } = tx.t;
  await tx.insert(mailedAnswers).values({ noticeId, messageHash: hash, at }).onConflictDoNothing();
  await tx
    .update(mailedAnswers)
    .set({ messageHash: hash, at })
    .where(and(eq(mailedAnswers.noticeId, noticeId), eq(mailedAnswers.messageHash, UNUSED)));
  const [row] = await tx.select({ hash: mailedAnswers.messageHash }).from(mailedAnswers).where(eq(mailedAnswers.noticeId, noticeId));
  return row?.hash === hash ? 'mine' : 'used';
}

/** Whether this is the first word about what could not be taken at this address; there is one. */
export async function claimWord(tx: Writer, noticeId: number, at: Date): Promise<boolean> {
  const { mailedAnswers } = tx.t;
  await tx.insert(mailedAnswers).values({ noticeId, messageHash: UNUSED, at }).onConflictDoNothing();
  const claimed = await tx
    .update(mailedAnswers)
    .set({ toldAt: at })
    .where(and(eq(mailedAnswers.noticeId, noticeId), isNull(mailedAnswers.toldAt)))
    .returning({ noticeId: mailedAnswers.noticeId });
  return claimed.length > 0;
}
