import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import type { ReactionsWire } from './wire.ts';

export const REACTIONS_PAGE = 30;

/** With what a member reacts to each of these posts, by inside id. */
export async function reactedBy(reader: Reader, memberId: number, postIds: number[]): Promise<Map<number, string[]>> {
  if (postIds.length === 0) return new Map();
  const { reactions } = reader.t;
  const rows = await reader
    .select({ postId: reactions.postId, kind: reactions.kind })
    .from(reactions)
    .where(and(inArray(reactions.postId, postIds), eq(reactions.memberId, memberId)));
  const byPost = Map.groupBy(rows, ({ postId }) => postId);
  return new Map([...byPost].map(([postId, theirs]) => [postId, theirs.map(({ kind }) => kind)]));
}

/** What stands under a post, seen by one member. */
export async function reactionsTo(reader: Reader, postId: number, memberId: number): Promise<ReactionsWire> {
  const { posts } = reader.t;
  const [row] = await reader.select({ reactions: posts.reactions }).from(posts).where(eq(posts.id, postId));
  const reacted = await reactedBy(reader, memberId, [postId]);
  return { reactions: row?.reactions ?? {}, reacted: reacted.get(postId) ?? [] };
}

/** A member's own, latest first, to posts that are still public; `before` is the last of the page before. Index: reactions_member. */
export function reactionsPage(reader: Reader, memberId: number, before: Cursor | null) {
  const { reactions, posts, members, threads, articles } = reader.t;
  const at = before && new Date(before.value);
  return reader
    .select({
      id: reactions.postId,
      kind: reactions.kind,
      createdAt: reactions.at,
      postUid: posts.uid,
      html: posts.html,
      author: members.name,
      threadTitle: threads.title,
      articleTitle: articles.title,
    })
    .from(reactions)
    .innerJoin(posts, eq(posts.id, reactions.postId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(reactions.memberId, memberId),
        eq(posts.state, 'published'),
        at ? or(lt(reactions.at, at), and(eq(reactions.at, at), lt(reactions.postId, before.id))) : undefined,
      ),
    )
    .orderBy(desc(reactions.at), desc(reactions.postId))
    .limit(REACTIONS_PAGE + 1);
}
