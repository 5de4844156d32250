import { and, asc, eq, isNull, max } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { tellManagers } from '../notifications/tell-managers.ts';
import { dateIn } from '../time/wall-time.ts';
import { isHalfWay, isReached, progressOf } from './progress.ts';

type Said = 'half' | 'reached' | 'over';

/** A word at half-way and at the end, each exactly once (docs/decisions/071). */
export async function watchGoals(deps: Deps) {
  const { db, now } = deps;
  const { goals, sites } = db.read.t;
  const going = await db.read
    .select({ goal: goals, timeZone: sites.timeZone })
    .from(goals)
    .innerJoin(sites, eq(sites.id, goals.siteId))
    .where(isNull(goals.endedAt))
    .orderBy(asc(goals.id));
  for (const { goal, timeZone } of going) {
    const progress = await progressOf(db.read, goal);
    const isOver = goal.until !== null && goal.until < dateIn(now(), timeZone);
    const said: Said | null = isReached(goal, progress) ? 'reached' : isOver ? 'over' : isHalfWay(goal, progress) ? 'half' : null;
    if (said && !(said === 'half' && goal.halfAt)) await say(deps, goal, said);
  }
}

const say = (
  { db, now }: Deps,
  { id, uid, siteId, threadId }: { id: number; uid: string; siteId: number; threadId: number | null },
  said: Said,
) =>
  db.write(
    async (tx) => {
      const { goals, posts } = tx.t;
      const at = now();
      // A notice hangs on a post: of the conversation, or of the site where it is a campaign's. Where there is none, it waits for the first.
      const [post] = await tx
        .select({ id: max(posts.id) })
        .from(posts)
        .where(threadId === null ? eq(posts.siteId, siteId) : eq(posts.threadId, threadId));
      if (!post?.id) return;
      const unsaid = said === 'half' ? and(isNull(goals.halfAt), isNull(goals.endedAt)) : isNull(goals.endedAt);
      const first = await tx
        .update(goals)
        .set(said === 'half' ? { halfAt: at } : { endedAt: at })
        .where(and(eq(goals.id, id), unsaid))
        .returning({ id: goals.id });
      if (first.length === 0) return;
      await tellManagers(tx, { siteId, kind: `goal_${said}`, postId: post.id, event: uid }, at);
    },
    { lock: `goals:${siteId}` },
  );
