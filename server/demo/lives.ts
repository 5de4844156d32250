import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { nameHosts } from '../lives/choose-hosts.ts';
import { gatherMoments } from '../lives/gather-moments.ts';
import type { Site } from '../sites/queries.ts';
import { findThreadPlace, type Thread } from '../threads/queries.ts';

/** Who holds it, what they pinned (keys of posts, the last one above the flow), and when it ended; on air where that is not said. */
export type DemoLive = { hosts: string[]; pinned: string[]; endedMinutesAgo?: number };

type Held = { thread: Thread; members: Map<string, Member>; live: DemoLive; ids: Map<string, number> };

export async function addLive({ db, now }: Deps, { thread, members, live, ids }: Held) {
  const of = { threadId: thread.id, siteId: thread.siteId };
  const pinned = live.pinned.map((key) => ids.get(key)!);
  const closedAt = live.endedMinutesAgo === undefined ? null : new Date(now().getTime() - live.endedMinutesAgo * 60_000);
  const hosts = live.hosts.map((key) => members.get(key)!.id);
  await db.write(async (tx) => {
    const { lives, liveMoments, threads } = tx.t;
    await tx.insert(lives).values({ ...of, pinnedId: closedAt ? null : (pinned.at(-1) ?? null) });
    await nameHosts(tx, of, hosts, new Date(0));
    await tx.insert(liveMoments).values(pinned.map((postId) => ({ ...of, postId, why: 'pinned' as const, at: now() })));
    await tx.update(threads).set({ closedAt }).where(eq(threads.id, thread.id));
  });
}

/** Once readers have reacted: what stands out of those that are over. */
export async function closeLives({ db, now }: Deps, { id }: Site) {
  const { threads } = db.read.t;
  const rows = await db.read
    .select({ id: threads.id, kind: threads.kind, closedAt: threads.closedAt })
    .from(threads)
    .where(eq(threads.siteId, id));
  for (const row of rows.filter(({ kind, closedAt }) => kind === 'live' && closedAt)) {
    const { thread } = (await findThreadPlace(db.read, row.id))!;
    await db.write((tx) => gatherMoments(tx, thread, now()));
  }
}
