import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { Glyph } from '../../widget/thread/glyphs.ts';

/** Badges that come of what happened, in the order in which they are shown, and what each is drawn with. */
export const EARNED = {
  first: 'leaf',
  useful: 'tick',
  answered: 'question',
  chosen: 'star',
  thanked: 'heart',
  idea: 'bulb',
  expert: 'people',
  year: 'calendar',
} as const satisfies Record<string, Glyph>;
type EarnedKey = keyof typeof EARNED;

/** `at`: since when. `post`: by what, with its place; none for what comes of time. */
export type Earned = { key: EarnedKey; at: Date; post: { uid: string; threadTitle: string | null; articleTitle: string | null } | null };

/**
 * What is true of a member by what everybody may read at `now`: asked twice, however much they wrote. Each by the first
 * post that made it so, by their dates: an import writes the old ones last. Index: posts_author.
 */
export async function earnedBy(reader: Reader, member: Pick<Member, 'id' | 'createdAt'>, now: Date): Promise<Earned[]> {
  const dates = await firstsOf(reader, member.id, now);
  const rows = await postsOf(reader, member.id, Object.values(dates));
  const year = yearAfter(member.createdAt);
  return Object.keys(EARNED).flatMap((name): Earned[] => {
    const key = name as EarnedKey;
    if (key === 'year') return dates.first && year <= now ? [{ key, at: year, post: null }] : [];
    const row = rows.get(dates[key]?.getTime() ?? 0);
    return row ? [{ key, at: row.createdAt, post: row }] : [];
  });
}

/** When it was written that made each true. */
async function firstsOf(reader: Reader, memberId: number, now: Date) {
  const { posts, threads } = reader.t;
  const first = (condition: SQL) => sql<Date | null>`min(case when ${condition} then ${posts.createdAt} end)`.mapWith(posts.createdAt);
  const [row] = await reader
    .select({
      first: first(sql`true`),
      // By whoever asked, or by the newsroom: one's own is kept by nobody else.
      useful: first(
        sql`${threads.acceptedId} = ${posts.id} and coalesce(${threads.acceptedById}, ${threads.authorId}) <> ${posts.authorId}`,
      ),
      answered: first(sql`${posts.answerRank} is not null`),
      chosen: first(sql`${posts.featuredAt} is not null`),
      thanked: first(sql`${posts.thanks} is not null`),
      idea: first(sql`${threads.openingId} = ${posts.id} and ${threads.kind} = 'idea' and ${threads.state} = 'done'`),
      expert: first(sql`${posts.expert}`),
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.authorId, memberId), eq(posts.state, 'published'), isVisibleThread(reader, now)));
  return row!;
}

/** By their date; of two of one millisecond, the first. */
async function postsOf(reader: Reader, memberId: number, dates: (Date | null)[]) {
  const { posts, threads, articles } = reader.t;
  const wanted = dates.filter((date) => date !== null);
  if (wanted.length === 0) return new Map<number, never>();
  const rows = await reader
    .select({ uid: posts.uid, createdAt: posts.createdAt, threadTitle: threads.title, articleTitle: articles.title })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(posts.authorId, memberId), eq(posts.state, 'published'), inArray(posts.createdAt, wanted)))
    .orderBy(desc(posts.id));
  return new Map(rows.map((row) => [row.createdAt.getTime(), row]));
}

function yearAfter(date: Date): Date {
  const after = new Date(date);
  after.setUTCFullYear(after.getUTCFullYear() + 1);
  return after;
}
