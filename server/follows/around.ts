import { and, asc, eq, isNotNull, lt, or, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { handleOf } from '../mentions/handle.ts';
import type { PostIn } from '../posts/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Distance, FollowKind } from './levels.ts';

export type Target = { distance: Distance; kind: FollowKind; target: string };

/** All that one may follow and thereby hear of this post; `opens`: with it a conversation begins. */
export async function targetsAround(reader: Reader, post: Pick<PostIn, 'id' | 'threadId'>): Promise<{ targets: Target[]; opens: boolean }> {
  const { posts, threads, articles, members, spaces } = reader.t;
  const [row] = await reader
    .select({
      openingId: threads.openingId,
      article: { key: articles.key, bylines: articles.bylines, section: articles.section },
      space: { id: spaces.id, around: spaces.parentId },
      author: { id: members.id, name: members.name, role: members.role },
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .where(eq(posts.id, post.id));
  const { openingId, article, space, author } = row!;
  const opens = openingId === post.id || (openingId === null && (await isFirst(reader, post)));
  const signed = [...(isNewsroom(author) ? [author.name] : []), ...(opens ? (article?.bylines ?? []) : [])];
  const targets = [
    conversation({ threadId: post.threadId, articleKey: article?.key ?? null }),
    ...(await tagsOf(reader, post.threadId)).map((id) => target('tag', id)),
    target('author', author.id),
    ...[...new Set(signed.map(bylineOf))].map((name) => target('byline', name)),
    ...(article?.section ? [target('section', article.section)] : []),
    ...(space ? [target('space', space.id)] : []),
    ...(space?.around ? [{ ...target('space', space.around), distance: 'around' as const }] : []),
  ];
  return { targets, opens };
}

/** By its inside id, or its name. */
export const target = (kind: FollowKind, name: string | number): Target => ({ distance: kind, kind, target: String(name) });

/** An article's is followed by the article's id: before anybody wrote there, nothing else is. */
export const conversation = ({ threadId, articleKey }: { threadId: number; articleKey: string | null }): Target =>
  articleKey === null ? target('thread', threadId) : target('article', articleKey);

/** « Maëlle Kerbrat » and « MAELLE KERBRAT » sign alike. */
export const bylineOf = (name: string) => handleOf(name);

/** A condition on `follows`. */
export const isAround = ({ t: { follows } }: Reader, siteId: number, targets: Target[]): SQL =>
  and(eq(follows.siteId, siteId), or(...targets.map(({ kind, target }) => and(eq(follows.kind, kind), eq(follows.target, target)))))!;

/**
 * Nothing of its thread was public before it, whenever that is told: neither by the thread's numbers, nor from before they were
 * kept. What was taken down since had its place.
 */
async function isFirst(reader: Reader, post: Pick<PostIn, 'id' | 'threadId'>): Promise<boolean> {
  const { posts, changes } = reader.t;
  const [first] = await reader
    .select({ postId: changes.postId })
    .from(changes)
    .where(and(eq(changes.threadId, post.threadId), eq(changes.kind, 'post.published')))
    .orderBy(asc(changes.seq))
    .limit(1);
  if (first?.postId !== post.id) return false;
  const [earlier] = await reader
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.threadId, post.threadId), lt(posts.id, post.id), isNotNull(posts.rank)))
    .limit(1);
  return !earlier;
}

async function tagsOf(reader: Reader, threadId: number): Promise<number[]> {
  const { threadTags } = reader.t;
  const rows = await reader.select({ id: threadTags.tagId }).from(threadTags).where(eq(threadTags.threadId, threadId));
  return rows.map(({ id }) => id);
}
