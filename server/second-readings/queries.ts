import { and, asc, count, desc, eq, isNotNull, isNull, lte, ne, notExists, sql, type AnyColumn } from 'drizzle-orm';
import type { Beat } from '../cases/list.ts';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import { inSpaces } from '../threads/queries.ts';

/** Those that `me` may read: of others' decisions that stand and are told, on the very text that was decided. Index: second_readings_site. */
function waitingFor(reader: Reader, { siteId, spaces }: Beat, me: number, now: Date) {
  const { secondReadings, decisions, posts } = reader.t;
  const undone = alias(decisions, 'undone');
  return and(
    eq(secondReadings.siteId, siteId),
    isNull(secondReadings.readAt),
    ne(decisions.moderatorId, me),
    ne(posts.authorId, me),
    ne(posts.state, 'deleted'),
    lte(decisions.tellAt, now),
    eq(posts.revision, decisions.revision),
    inSpaces(reader, spaces),
    notExists(
      reader
        .select({ one: sql`1` })
        .from(undone)
        .where(eq(undone.compensates, decisions.id)),
    ),
  );
}

export async function countWaiting(reader: Reader, beat: Beat, { me, now }: { me: number; now: Date }): Promise<number> {
  const { secondReadings, decisions, posts, threads } = reader.t;
  const [row] = await reader
    .select({ n: count() })
    .from(secondReadings)
    .innerJoin(decisions, eq(decisions.id, secondReadings.decisionId))
    .innerJoin(posts, eq(posts.id, decisions.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(waitingFor(reader, beat, me, now));
  return row!.n;
}

/** The oldest, or one by its name. */
export async function nextReading(reader: Reader, beat: Beat, { me, now, uid }: { me: number; now: Date; uid?: string }) {
  const { secondReadings, decisions, posts, threads, articles, cases } = reader.t;
  const parents = alias(posts, 'parents');
  const [row] = await reader
    .select({
      id: secondReadings.id,
      uid: secondReadings.uid,
      html: posts.html,
      parent: parents.html,
      parentState: parents.state,
      threadTitle: threads.title,
      articleTitle: articles.title,
      articleKey: articles.key,
      verdict: decisions.verdict,
      caseId: cases.id,
      postId: posts.id,
    })
    .from(secondReadings)
    .innerJoin(decisions, eq(decisions.id, secondReadings.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(posts, eq(posts.id, decisions.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(parents, eq(parents.id, posts.parentId))
    .where(and(waitingFor(reader, beat, me, now), uid ? eq(secondReadings.uid, uid) : undefined))
    .orderBy(asc(secondReadings.id))
    .limit(1);
  return row ?? null;
}

/** What was decided, and what the second reader said of it. */
export function readVerdicts(reader: Reader, siteId: number) {
  const { secondReadings, decisions } = reader.t;
  return reader
    .select({ first: decisions.verdict, second: secondReadings.verdict, n: count() })
    .from(secondReadings)
    .innerJoin(decisions, eq(decisions.id, secondReadings.decisionId))
    .where(and(eq(secondReadings.siteId, siteId), isNotNull(secondReadings.readAt)))
    .groupBy(decisions.verdict, secondReadings.verdict);
}

/** As many as one looks into. */
const MOST_DIFFERING = 20;

/** Where the second reader said another thing than the first, the latest first: the case, and both words. */
export function differingReadings(reader: Reader, siteId: number) {
  const { secondReadings, decisions, cases } = reader.t;
  const taken = (verdict: AnyColumn) => sql`${verdict} <> 'approve'`;
  return reader
    .select({
      case: cases.uid,
      number: cases.number,
      first: decisions.verdict,
      second: secondReadings.verdict,
      at: secondReadings.readAt,
    })
    .from(secondReadings)
    .innerJoin(decisions, eq(decisions.id, secondReadings.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(
      and(
        eq(secondReadings.siteId, siteId),
        isNotNull(secondReadings.readAt),
        sql`(${taken(decisions.verdict)}) <> (${taken(secondReadings.verdict)})`,
      ),
    )
    .orderBy(desc(secondReadings.readAt), desc(secondReadings.id))
    .limit(MOST_DIFFERING);
}
