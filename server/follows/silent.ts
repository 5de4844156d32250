import { and, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { PostIn } from '../posts/queries.ts';
import { isAround, targetsAround } from './around.ts';
import { levelOf } from './levels.ts';

/** Who among these wants to hear nothing of what this post lies in, whatever the reason. */
export async function silentAbout(reader: Reader, post: PostIn, memberIds: number[]): Promise<Set<number>> {
  if (memberIds.length === 0) return new Set();
  const { follows } = reader.t;
  const { targets } = await targetsAround(reader, post);
  const rows = await reader
    .select({ memberId: follows.memberId, kind: follows.kind, target: follows.target, level: follows.level, chosen: follows.chosen })
    .from(follows)
    .where(and(isAround(reader, post.siteId, targets), inArray(follows.memberId, memberIds)));
  const placed = rows.map((row) => ({
    ...row,
    distance: targets.find(({ kind, target }) => kind === row.kind && target === row.target)!.distance,
  }));
  const byMember = Map.groupBy(placed, ({ memberId }) => memberId);
  return new Set([...byMember].flatMap(([memberId, theirs]) => (levelOf(theirs) === 'mute' ? [memberId] : [])));
}
