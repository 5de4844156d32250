import { and, eq, gt, inArray, isNull, lte, notExists, or, sql, type Column, type SQLWrapper } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { NoticeKind } from './schema.ts';

/** Decisions, what the law asks, and what somebody asked to be reminded of. */
const ALWAYS_TOLD = [
  'decision',
  'escalated',
  'overturned',
  'alarm',
  'differs',
  'report_upheld',
  'report_refused',
  'reminder',
  'event_seat',
  'event_changed',
  'event_cancelled',
  'event_restored',
  'event_soon',
  'testimony_asked',
  'testimony_decided',
  'testimony_withdrawn',
  'inbox_called',
  'inbox_given',
  'goal_half',
  'goal_reached',
  'goal_over',
] satisfies NoticeKind[];

/**
 * Of rows of `notifications` joined with their `posts` and `threads`: what its member may be told at `now`, be it in the
 * page, by mail or by push. Everything else than a decision only as long as everybody may read it, neither from somebody they
 * ignore nor to somebody banned.
 */
export function isTellable(reader: Reader, now: Date | SQLWrapper) {
  const { notifications, posts } = reader.t;
  return or(
    inArray(notifications.kind, ALWAYS_TOLD),
    and(
      eq(posts.state, 'published'),
      isVisibleThread(reader, now),
      hears(reader, notifications.memberId, { authorId: posts.authorId, now }),
    ),
  );
}

/** Whether what one member wrote is told to another: not to who ignores them, nor to who is banned. */
export function hears(reader: Reader, memberId: Column, { authorId, now }: { authorId: Column | number; now: Date | SQLWrapper }) {
  const { ignores } = reader.t;
  const ignored = reader
    .select({ one: sql`1` })
    .from(ignores)
    .where(and(eq(ignores.memberId, memberId), eq(ignores.ignoredId, authorId)));
  return and(notExists(ignored), isNotBanned(reader, memberId, now));
}

export function isNotBanned(reader: Reader, memberId: Column, now: Date | SQLWrapper) {
  const { restrictions } = reader.t;
  const banned = reader
    .select({ one: sql`1` })
    .from(restrictions)
    .where(
      and(
        eq(restrictions.memberId, memberId),
        eq(restrictions.kind, 'ban'),
        isNull(restrictions.liftedAt),
        lte(restrictions.from, now),
        or(isNull(restrictions.until), gt(restrictions.until, now)),
      ),
    );
  return notExists(banned);
}
