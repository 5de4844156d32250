import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { distinctOf, featuresOf } from './features.ts';
import type { Decision } from './learn.ts';
import type { Model } from './model.ts';
import { strongestIn } from './strongest.ts';

/** The latest decisions that a site learns from: a year or two of a busy team, seconds of work. */
const MOST = 5000;

/** A text that somebody of the team read, and whether they refused it. */
export type Lesson = { source: string; refused: boolean };

/**
 * What the team's own decisions say, one a text, the last word on it; read from the texts that are there: what was erased, and
 * what somebody wrote who has left, teaches nothing. Index: decisions_site.
 */
export async function lessonsOf(reader: Reader, siteId: number): Promise<Lesson[]> {
  const { decisions, posts, members, revisions } = reader.t;
  const rows = await reader
    .select({
      postId: decisions.postId,
      verdict: decisions.verdict,
      state: posts.state,
      source: sql<string>`coalesce(${revisions.source}, ${posts.source})`,
    })
    .from(decisions)
    .innerJoin(posts, and(eq(posts.id, decisions.postId), ne(posts.source, '')))
    .innerJoin(members, and(eq(members.id, posts.authorId), isNull(members.goneAt)))
    .leftJoin(revisions, and(eq(revisions.postId, decisions.postId), eq(revisions.revision, decisions.revision)))
    .where(
      and(eq(decisions.siteId, siteId), inArray(decisions.verdict, ['approve', 'reject', 'restore']), isNotNull(decisions.moderatorId)),
    )
    .orderBy(desc(decisions.at), desc(decisions.id))
    .limit(MOST);
  const last = new Map<number | null, (typeof rows)[number]>();
  for (const row of rows) if (!last.has(row.postId)) last.set(row.postId, row);
  // A decision taken back within seconds leaves a post that waits: nobody has said anything of it yet.
  const said = [...last.values()].filter(({ verdict, state }) => verdict !== 'restore' || state === 'published');
  return said.map(({ source, verdict }) => ({ source, refused: verdict === 'reject' }));
}

export function toDecision(model: Model, { source, refused }: Lesson): Decision {
  const features = featuresOf(source);
  const [abuse] = strongestIn(features, [model.toxicity]);
  return { features: distinctOf(features), base: abuse!.logit, label: refused ? 1 : 0 };
}
