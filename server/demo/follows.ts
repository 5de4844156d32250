import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { findTarget } from '../follows/find-target.ts';
import type { FollowKind, Level } from '../follows/levels.ts';
import { setFollow } from '../follows/set-follow.ts';
import { followOutbox } from '../follows/tell-followers.ts';
import type { Site } from '../sites/queries.ts';

type Choice = [kind: FollowKind, name: string, level: Level];

/** By people's keys. A member is named by their key here, everything else as addresses name it. */
const choices: Record<string, Choice[]> = {
  camille: [
    ['space', 'la-lieuse', 'watch'],
    ['space', 'coulisses', 'normal'],
    ['tag', 'inondation', 'watch'],
    ['article', 'navette-gare-releve', 'watch'],
    ['byline', '0-derby-plouvern-3-3', 'watch'],
    // She reads that night in the queue.
    ['article', 'crue-lieuse-nuit', 'mute'],
  ],
  lucie: [
    ['article', 'place-du-marche-2026', 'watch'],
    ['space', 'transports', 'normal'],
    ['author', 'claire', 'watch'],
  ],
};

/** A month: longer than anything here is told for. */
const SINCE_MS = 30 * 86_400_000;
/** Articles whose last day is told to who follows them; the crowd's night would ring for an hour. */
const TOLD = ['navette-gare-releve', 'place-du-marche-2026', 'derby-plouvern-3-3'];

/** What some of them follow, and what they were told of it since yesterday, each at its time. */
export async function addFollows(deps: Deps, site: Site, members: Map<string, Member>) {
  const since = new Date(deps.now().getTime() - SINCE_MS);
  for (const [key, theirs] of Object.entries(choices))
    for (const [kind, name, level] of theirs) {
      const what = await findTarget(deps, site, { kind, name: kind === 'author' ? members.get(name)!.uid : name });
      await setFollow({ ...deps, now: () => since }, { member: members.get(key)! }, { what: what!, level });
    }
  for (const { id, createdAt } of await lately(deps, site))
    await followOutbox({ ...deps, now: () => createdAt })['post.followed']!({ post: id, at: createdAt.getTime(), after: 0 } as never);
  // Of all that is older nobody is told any more.
  await deps.db.write(async (tx) => void (await tx.delete(tx.t.outbox).where(eq(tx.t.outbox.kind, 'post.followed'))));
}

function lately({ db: { read }, now }: Deps, { id: siteId }: Site) {
  const { posts, threads, articles } = read.t;
  return read
    .select({ id: posts.id, createdAt: posts.createdAt })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(posts.siteId, siteId),
        gt(posts.createdAt, new Date(now().getTime() - 86_400_000)),
        or(eq(posts.surface, 'forum'), inArray(articles.key, TOLD)),
      ),
    )
    .orderBy(asc(posts.createdAt));
}
