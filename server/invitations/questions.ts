import { and, asc, desc, eq, exists, gt, inArray, lt, ne, not, or, sql } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';

export const QUESTIONS_PAGE = 20;

type Asked = { memberId: number; threadIds: number[]; answered: boolean; after: Cursor | null };

/**
 * What readers put to an expert: the roots of their threads, each with its place among the thread's roots. Those that
 * wait, the most wanted first, and among equals the first to ask; or those they answered, the latest first. One more than a page. Indexes: posts_roots_at,
 * then posts_branch.
 */
export function questionsFor(reader: Reader, { memberId, threadIds, answered, after }: Asked) {
  const { posts, members } = reader.t;
  const beyond = after && (answered ? lt(posts.id, after.id) : isBehind(reader, after));
  const given = exists(answersTo(reader, memberId));
  return reader
    .select({
      id: posts.id,
      uid: posts.uid,
      threadId: posts.threadId,
      html: posts.html,
      replies: posts.branch,
      votes: posts.votes,
      createdAt: posts.createdAt,
      author: members.name,
      place: sql<number>`(${placeOf(reader)})`.mapWith(Number),
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(...isQuestion(reader, memberId, threadIds), beyond ?? undefined, answered ? given : not(given)))
    .orderBy(...(answered ? [desc(posts.id)] : [desc(posts.votes), asc(posts.id)]))
    .limit(QUESTIONS_PAGE + 1);
}

const isBehind = ({ t: { posts } }: Reader, { value, id }: Cursor) =>
  or(lt(posts.votes, value), and(eq(posts.votes, value), gt(posts.id, id)));

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
  const { posts, threads } = reader.t;
  const before = alias(posts, 'before');
  return reader
    .select({ n: sql`count(*)` })
    .from(before)
    .where(
      and(
        eq(before.threadId, posts.threadId),
        sql`${before.parentId} is null and ${before.listed}`,
        sql`${before.id} <= ${posts.id}`,
        sql`not exists (select 1 from ${threads} where ${threads.id} = ${posts.threadId} and ${threads.openingId} = ${before.id})`,
      ),
    );
}
