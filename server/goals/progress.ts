import { and, eq, exists, inArray, isNull, min, ne, sql, sum } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import type { GoalKind } from './wire.ts';

export type Goal = {
  kind: GoalKind;
  target: number;
  siteId: number;
  threadId: number | null;
  campaignId: number | null;
};
type Progress = { value: number; n: number | null };

/** What is reached by now, counted. */
export async function progressOf(reader: Reader, { kind, siteId, threadId, campaignId }: Goal): Promise<Progress> {
  if (campaignId !== null) return { value: await broughtBy(reader, { siteId, campaignId, kind }), n: null };
  if (kind === 'contributions') return { value: await contributionsIn(reader, threadId!), n: null };
  if (kind === 'voices') return { value: await voicesIn(reader, threadId!), n: null };
  return answeredIn(reader, threadId!);
}

export const isReached = ({ target }: Pick<Goal, 'target'>, { value }: Progress) => value >= target;
export const isHalfWay = ({ target }: Pick<Goal, 'target'>, { value }: Progress) => 2 * value >= target;

/** Published, but what it opens with. */
async function contributionsIn(reader: Reader, threadId: number): Promise<number> {
  const { posts } = reader.t;
  return reader.$count(posts, writtenIn(reader, threadId));
}

function writtenIn({ t: { posts, threads } }: Reader, threadId: number) {
  const opening = sql`coalesce((select ${threads.openingId} from ${threads} where ${threads.id} = ${threadId}), 0)`;
  return and(eq(posts.threadId, threadId), eq(posts.state, 'published'), ne(posts.id, opening));
}

/** Members whose first published post of this site is in it. */
async function voicesIn(reader: Reader, threadId: number): Promise<number> {
  const { posts } = reader.t;
  const here = reader.select({ id: posts.authorId }).from(posts).where(writtenIn(reader, threadId));
  const firsts = reader
    .select({ id: min(posts.id).as('first') })
    .from(posts)
    .where(and(inArray(posts.authorId, here), eq(posts.state, 'published')))
    .groupBy(posts.authorId)
    .as('firsts');
  return reader.$count(posts, and(writtenIn(reader, threadId), inArray(posts.id, reader.select({ id: firsts.id }).from(firsts))));
}

/** Of what was asked or said at the first level, how much has an answer. */
async function answeredIn(reader: Reader, threadId: number): Promise<Progress> {
  const { posts } = reader.t;
  const answers = alias(posts, 'answers');
  const roots = and(writtenIn(reader, threadId), isNull(posts.parentId));
  const answer = reader
    .select({ one: sql`1` })
    .from(answers)
    .where(and(eq(answers.parentId, posts.id), eq(answers.state, 'published')));
  const [n, answered] = [await reader.$count(posts, roots), await reader.$count(posts, and(roots, exists(answer)))];
  return { value: n === 0 ? 0 : Math.floor((100 * answered) / n), n };
}

async function broughtBy(
  reader: Reader,
  { siteId, campaignId, kind }: { siteId: number; campaignId: number; kind: GoalKind },
): Promise<number> {
  const { audienceVisits, campaigns } = reader.t;
  const figure = kind === 'voices' ? audienceVisits.firstPosts : audienceVisits.posts;
  const [row] = await reader
    .select({ n: sum(figure).mapWith(Number) })
    .from(campaigns)
    .innerJoin(
      audienceVisits,
      and(
        eq(audienceVisits.siteId, siteId),
        eq(audienceVisits.source, campaigns.source),
        eq(audienceVisits.medium, campaigns.medium),
        eq(audienceVisits.campaign, campaigns.campaign),
      ),
    )
    .where(eq(campaigns.id, campaignId));
  return row?.n ?? 0;
}
