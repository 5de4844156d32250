import { and, eq, gt, inArray, isNotNull, ne, notExists, sql } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { isRunning } from '../invitations/policy.ts';
import { STAFF } from '../members/policy.ts';
import { personOf } from '../posts/policy.ts';
import type { PostIn } from '../posts/queries.ts';
import { calledIn } from './called-in.ts';
import { GROUPS, type Group } from './groups.ts';

/** Posts by which one member calls a group within a day, and all of a site's: the newsroom reads, it is not rung. */
const MOST_A_DAY = 2;
const MOST_ON_SITE = 30;
const DAY_MS = 86_400_000;

/**
 * Whom a post calls, by name before as one of a group. Not who ignores its author, nor its author.
 */
export async function calledBy(tx: Writer, post: PostIn, at: Date): Promise<{ memberId: number; kind: 'mention' | 'called' }[]> {
  if (calledIn(post.source).length === 0) return [];
  const named = (await listeners(tx, post)).map((memberId) => ({ memberId, kind: 'mention' as const }));
  const grouped = (await groupOf(tx, post, at)).filter((memberId) => memberId !== personOf(post));
  return [...named, ...grouped.map((memberId) => ({ memberId, kind: 'called' as const }))];
}

async function listeners(tx: Reader, post: PostIn): Promise<number[]> {
  const { mentions, members, ignores } = tx.t;
  const ignored = tx
    .select({ one: sql`1` })
    .from(ignores)
    .where(and(eq(ignores.memberId, mentions.memberId), eq(ignores.ignoredId, post.authorId)));
  const rows = await tx
    .select({ id: members.id })
    .from(mentions)
    .innerJoin(members, and(eq(members.id, mentions.memberId), isNotNull(members.accountId)))
    .where(and(eq(mentions.postId, post.id), ne(members.id, personOf(post)), notExists(ignored)));
  return rows.map(({ id }) => id);
}

async function groupOf(tx: Reader, post: PostIn, at: Date): Promise<number[]> {
  const groups = new Set(calledIn(post.source).flatMap((handle) => GROUPS[handle] ?? []));
  if (groups.size === 0 || (await isGuest(tx, post.authorId)) || (await wasCalledEnough(tx, post, at))) return [];
  const of: Record<Group, () => Promise<number[]>> = {
    newsroom: () => newsroomOf(tx, post.siteId),
    experts: () => expertsIn(tx, post.threadId, at),
  };
  const called = await Promise.all([...groups].map((group) => of[group]()));
  return [...new Set(called.flat())];
}

async function isGuest(tx: Reader, memberId: number): Promise<boolean> {
  const { members } = tx.t;
  return (await tx.$count(members, and(eq(members.id, memberId), eq(members.role, 'guest')))) > 0;
}

/** By this author, or by all of the site's, other posts than this one. */
async function wasCalledEnough(tx: Reader, post: PostIn, at: Date): Promise<boolean> {
  const { notifications, posts } = tx.t;
  const rows = await tx
    .selectDistinct({ id: posts.id, authorId: posts.authorId })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .where(
      and(
        gt(notifications.createdAt, new Date(at.getTime() - DAY_MS)),
        eq(notifications.siteId, post.siteId),
        eq(notifications.kind, 'called'),
        ne(posts.id, post.id),
      ),
    );
  return rows.length >= MOST_ON_SITE || rows.filter(({ authorId }) => authorId === post.authorId).length >= MOST_A_DAY;
}

async function newsroomOf(tx: Reader, siteId: number): Promise<number[]> {
  const { members } = tx.t;
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, siteId), inArray(members.role, STAFF), isNotNull(members.accountId)));
  return rows.map(({ id }) => id);
}

/** Who is invited to speak in a thread at this moment. */
export async function expertsIn(tx: Reader, threadId: number, at: Date): Promise<number[]> {
  const { invitations, invitationThreads } = tx.t;
  const rows = await tx
    .select({ memberId: invitations.memberId, state: invitations.state, startsAt: invitations.startsAt, endsAt: invitations.endsAt })
    .from(invitationThreads)
    .innerJoin(invitations, eq(invitations.id, invitationThreads.invitationId))
    .where(eq(invitationThreads.threadId, threadId));
  return rows.flatMap((row) => (row.memberId !== null && isRunning(row, at) ? [row.memberId] : []));
}
