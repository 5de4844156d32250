import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull, max, or } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';

/** More is searched, not read. */
const MOST = 300;
/** Of one person: the latest. */
const MOST_APPEARANCES = 30;

/** Whoever is an expert, was ever invited as one, or of whom the directory says something; nobody who has left. */
export function expertsOn(reader: Reader, siteId: number, uid?: string) {
  const { experts, members, invitations } = reader.t;
  const invited = reader
    .select({ id: invitations.memberId })
    .from(invitations)
    .where(and(eq(invitations.siteId, siteId), eq(invitations.kind, 'expert')));
  return reader
    .select({
      memberId: members.id,
      id: members.uid,
      name: members.name,
      title: members.title,
      affiliation: members.affiliation,
      interests: members.interests,
      field: experts.field,
      availability: experts.availability,
      version: experts.version,
    })
    .from(members)
    .leftJoin(experts, eq(experts.memberId, members.id))
    .where(
      and(
        eq(members.siteId, siteId),
        isNotNull(members.accountId),
        uid === undefined ? undefined : eq(members.uid, uid),
        or(eq(members.role, 'expert'), isNotNull(experts.memberId), inArray(members.id, invited)),
      ),
    )
    .orderBy(asc(members.name), asc(members.id))
    .limit(MOST);
}
export type ExpertRecord = Awaited<ReturnType<typeof expertsOn>>[number];

/** Where each of them answered as an expert. Index: posts_author. */
export async function appearedIn(reader: Reader, memberIds: number[]) {
  const { posts } = reader.t;
  const rows = await reader
    .select({ memberId: posts.authorId, threads: countDistinct(posts.threadId), answers: count(), lastAt: max(posts.createdAt) })
    .from(posts)
    .where(and(inArray(posts.authorId, [...memberIds, 0]), answered(reader)))
    .groupBy(posts.authorId);
  return new Map(rows.map((row) => [row.memberId, row]));
}

const answered = ({ t: { posts } }: Reader) => and(eq(posts.expert, true), eq(posts.state, 'published'));

/** Thread by thread, the latest first. */
export function appearancesOf(reader: Reader, memberId: number) {
  const { posts, threads, articles } = reader.t;
  const questions = alias(posts, 'questions');
  const last = max(posts.createdAt);
  return reader
    .select({
      uid: threads.uid,
      title: threads.title,
      article: articles.title,
      comments: threads.count,
      answers: countDistinct(posts.id),
      asked: countDistinct(questions.authorId),
      at: last,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(questions, eq(questions.id, posts.parentId))
    .where(and(eq(posts.authorId, memberId), answered(reader)))
    .groupBy(threads.id, threads.uid, threads.title, threads.count, articles.title)
    .orderBy(desc(last))
    .limit(MOST_APPEARANCES);
}
