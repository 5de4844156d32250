import { and, asc, desc, eq, exists, gt, inArray, lt, ne, not, sql } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';

export const QUESTIONS_PAGE = 20;

type Asked = { memberId: number; threadIds: number[]; answered: boolean; after: number | null };

/**
 * What readers put to an expert: the roots of their threads, each with its place among the thread's roots. Those that
 * wait, the first to ask first; or those they answered, the latest first. One more than a page. Indexes: posts_roots_time,
 * then posts_branch.
 */
export function questionsFor(reader: Reader, { memberId, threadIds, answered, after }: Asked) {
  const { posts, members } = reader.t;
  const beyond = after === null ? undefined : answered ? lt(posts.id, after) : gt(posts.id, after);
  const given = exists(answersTo(reader, memberId));
  return reader
    .select({
      id: posts.id,
      uid: posts.uid,
      threadId: posts.threadId,
      html: posts.html,
      replies: posts.branch,
      createdAt: posts.createdAt,
      author: members.name,
      place: sql<number>`(${placeOf(reader)})`.mapWith(Number),
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(...isQuestion(reader, memberId, threadIds), beyond, answered ? given : not(given)))
    .orderBy(answered ? desc(posts.id) : asc(posts.id))
    .limit(QUESTIONS_PAGE + 1);
}

/** How many there are of each sort. */
export async function countQuestions(reader: Reader, { memberId, threadIds }: Pick<Asked, 'memberId' | 'threadIds'>) {
  const { posts } = reader.t;
  const given = exists(answersTo(reader, memberId));
  const is = isQuestion(reader, memberId, threadIds);
  return { waiting: await reader.$count(posts, and(...is, not(given))), answered: await reader.$count(posts, and(...is, given)) };
}

const isQuestion = ({ t: { posts, threads } }: Reader, memberId: number, threadIds: number[]) => [
  inArray(posts.threadId, threadIds),
  sql`${posts.parentId} is null`,
  eq(posts.state, 'published'),
  ne(posts.authorId, memberId),
  sql`${posts.id} not in (select ${threads.openingId} from ${threads} where ${threads.openingId} is not null and ${inArray(threads.id, threadIds)})`,
];

/** Held counts: it was written, and waits for somebody else. */
function answersTo(reader: Reader, memberId: number) {
  const { posts } = reader.t;
  const answers = alias(posts, 'answers');
  return reader
    .select({ one: sql`1` })
    .from(answers)
    .where(and(eq(answers.rootId, posts.id), eq(answers.authorId, memberId), inArray(answers.state, ['published', 'held'])));
}

function placeOf(reader: Reader) {
  const { posts } = reader.t;
  const before = alias(posts, 'before');
  return reader
    .select({ n: sql`count(*)` })
    .from(before)
    .where(
      and(eq(before.threadId, posts.threadId), sql`${before.parentId} is null and ${before.listed}`, sql`${before.id} <= ${posts.id}`),
    );
}
