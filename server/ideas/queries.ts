import { and, count, desc, eq, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { LIST_PAGE } from '../forum/queries.ts';
import type { Thread } from '../threads/queries.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { IdeaState, IdeaWire } from './wire.ts';

/** Where the votes on what was an idea's opening go: to the opening of the idea that its thread went into, if it did. */
export async function findIdeaOf(reader: Reader, postId: number): Promise<{ threadId: number; mergedIntoId: number | null } | null> {
  const { ideas, threads } = reader.t;
  const [row] = await reader
    .select({ threadId: ideas.threadId, mergedIntoId: threads.mergedIntoId })
    .from(ideas)
    .innerJoin(threads, eq(threads.id, ideas.threadId))
    .where(eq(ideas.postId, postId));
  return row ?? null;
}

/** What a thread proposes, or proposed before it became something else; null where it never was an idea. */
export async function ideaIn(reader: Reader, threadId: number) {
  const { ideas, articles } = reader.t;
  const query = preparedRows(reader, 'idea of a thread', () =>
    reader
      .select({ threadId: ideas.threadId, votes: ideas.votes, title: articles.title, url: articles.url, confirmedAt: articles.confirmedAt })
      .from(ideas)
      .leftJoin(articles, eq(articles.id, ideas.articleId))
      .where(eq(ideas.threadId, sql.placeholder('threadId'))),
  );
  const [row] = await query({ threadId });
  return row ?? null;
}

export async function readIdea(reader: Reader, thread: Thread): Promise<{ idea?: IdeaWire }> {
  const row = await ideaIn(reader, thread.id);
  if (!row) return {};
  const { votes, title, url, confirmedAt } = row;
  return { idea: { state: thread.state as IdeaState, votes, ...(confirmedAt && title && url && { article: { title, url } }) } };
}

export type IdeaOrder = 'votes' | 'newest';
type Listed = { siteId: number; now: Date; state?: IdeaState | undefined; order: IdeaOrder };

/** Ideas that everybody may read; one more than a page. Indexes: ideas_votes, and the key of `ideas`. */
export function listIdeas(reader: Reader, { order, ...within }: Listed, after: Cursor | null) {
  const { ideas, threads, spaces, members, posts, articles } = reader.t;
  const by = order === 'votes' ? [ideas.votes, ideas.threadId] : [ideas.threadId];
  return reader
    .select({
      id: ideas.threadId,
      uid: threads.uid,
      title: threads.title,
      state: threads.state,
      votes: ideas.votes,
      count: threads.count,
      createdAt: threads.createdAt,
      closedAt: threads.closedAt,
      postId: ideas.postId,
      post: posts.uid,
      authorId: threads.authorId,
      author: members.name,
      space: spaces.name,
      spaceSlug: spaces.slug,
      articleTitle: articles.title,
      articleUrl: articles.url,
      confirmedAt: articles.confirmedAt,
    })
    .from(ideas)
    .innerJoin(threads, eq(threads.id, ideas.threadId))
    .innerJoin(posts, eq(posts.id, ideas.postId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .leftJoin(articles, eq(articles.id, ideas.articleId))
    .where(and(...found(reader, within), after ? beyond(reader, order, after) : undefined))
    .orderBy(...by.map((column) => desc(column)))
    .limit(LIST_PAGE + 1);
}
export type IdeaRow = Awaited<ReturnType<typeof listIdeas>>[number];

const beyond = ({ t: { ideas } }: Reader, order: IdeaOrder, { value, id }: Cursor) =>
  order === 'votes' ? sql`(${ideas.votes}, ${ideas.threadId}) < (${value}, ${id})` : sql`${ideas.threadId} < ${id}`;

const found = (reader: Reader, { siteId, now, state }: Omit<Listed, 'order'>) => {
  const { ideas, threads } = reader.t;
  return [eq(ideas.siteId, siteId), eq(threads.kind, 'idea' as const), isVisibleThread(reader, now), state && eq(threads.state, state)];
};

/** How many of them are in each state. */
export async function countIdeas(reader: Reader, siteId: number, now: Date): Promise<Map<string, number>> {
  const { threads } = reader.t;
  const rows = await reader
    .select({ state: threads.state, n: count() })
    .from(threads)
    .where(and(eq(threads.siteId, siteId), eq(threads.kind, 'idea'), isVisibleThread(reader, now)))
    .groupBy(threads.state);
  return new Map(rows.map(({ state, n }) => [state!, n]));
}
