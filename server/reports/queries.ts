import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Report } from './score.ts';

/** The reports of a text as it is now, the first first: those of an earlier one were about other words. Index: reports_once. */
export function reportsOfText(reader: Reader, post: { id: number; revision: number }): Promise<Report[]> {
  const { reports, members } = reader.t;
  return reader
    .select({ uid: reports.uid, reporter: recordColumns(reader), rule: reports.rule, note: reports.note, referrer: reports.referrer })
    .from(reports)
    .innerJoin(members, eq(members.id, reports.reporterId))
    .where(and(eq(reports.postId, post.id), eq(reports.revision, post.revision)))
    .orderBy(asc(reports.id));
}

/** What a report by this member rests on. */
export async function reporterRecord(reader: Reader, memberId: number): Promise<Report['reporter']> {
  const { members } = reader.t;
  const [row] = await reader.select(recordColumns(reader)).from(members).where(eq(members.id, memberId));
  return row!;
}

const recordColumns = ({ t: { members } }: Reader) => ({
  role: members.role,
  postCount: members.postCount,
  activeDays: members.activeDays,
  reportsUpheld: members.reportsUpheld,
  reportsRefused: members.reportsRefused,
  createdAt: members.createdAt,
});

export async function hasReported(reader: Reader, postId: number, reporterId: number): Promise<boolean> {
  const { reports } = reader.t;
  const [row] = await reader
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.postId, postId), eq(reports.reporterId, reporterId)));
  return row !== undefined;
}

/** By whom a post was written, for what reports may do to it. */
export async function writtenBy(reader: Reader, postId: number) {
  const { posts, members } = reader.t;
  const [row] = await reader
    .select({ authorRole: members.role, expert: posts.expert })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(eq(posts.id, postId));
  return row!;
}
