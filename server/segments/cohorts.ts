import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { membersWho } from './filter.ts';
import type { Cohort, CohortKey, SegmentFilter } from './wire.ts';

/** Segments that need no naming: who to greet, to thank, to ask back (docs/decisions/079). */
const COHORTS = {
  fresh: { joinedWithin: 7, activeWithin: 7, postsFrom: 1 },
  first: { firstPostWithin: 7 },
  silent: { activeWithin: 28, silentFor: 7, postsFrom: 3 },
  experts: { roles: ['expert'], silentFor: 30 },
} as const satisfies Record<CohortKey, SegmentFilter>;

/** Of each, who joined or wrote last. */
const SHOWN = 12;

/** Each with how many are in it now, and some of them; of who wrote for the first time, with what they wrote. */
export async function cohortsOn(reader: Reader, site: Site, now: Date): Promise<Cohort[]> {
  const { members } = reader.t;
  const found: Cohort[] = [];
  for (const [key, filter] of Object.entries(COHORTS) as [CohortKey, SegmentFilter][]) {
    const who = await membersWho(reader, site, filter, now);
    const rows = await reader
      .select({ memberId: members.id, id: members.uid, name: members.name, lastOn: members.lastActiveOn })
      .from(members)
      .where(who)
      .orderBy(desc(members.lastActiveOn), desc(members.id))
      .limit(SHOWN);
    const posts = key === 'first' ? await firstPosts(reader, rows) : new Map<number, never>();
    found.push({
      key,
      filter,
      members: await reader.$count(members, who),
      some: rows.map(({ memberId, ...row }) => ({ ...row, post: posts.get(memberId) ?? null })),
    });
  }
  return found;
}

/** How many are in one of them now. */
export const countCohort = async (reader: Reader, site: Site, { key, now }: { key: CohortKey; now: Date }) =>
  reader.$count(reader.t.members, await membersWho(reader, site, COHORTS[key], now));

/** Index: posts_author. */
async function firstPosts(reader: Reader, rows: { memberId: number }[]): Promise<Map<number, Cohort['some'][number]['post']>> {
  if (rows.length === 0) return new Map();
  const { posts } = reader.t;
  const written = await reader
    .select({ authorId: posts.authorId, id: posts.uid, thanks: posts.thanks })
    .from(posts)
    .where(
      and(
        inArray(
          posts.authorId,
          rows.map(({ memberId }) => memberId),
        ),
        eq(posts.state, 'published'),
      ),
    )
    .orderBy(desc(posts.createdAt), asc(posts.id));
  return new Map(written.map(({ authorId, id, thanks }) => [authorId, { id, thanked: thanks !== null }]));
}
