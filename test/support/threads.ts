import { uuidv7 } from '#server/ids.ts';
import type { World } from './world.ts';

/** Discussions that somebody wrote in, by their outside ids. */
export async function addThreads(world: World, ...titles: string[]): Promise<string[]> {
  const at = world.now();
  const rows = titles.map((title) => ({
    uid: uuidv7(),
    siteId: world.site.id,
    kind: 'discussion' as const,
    title,
    lastAt: at,
    createdAt: at,
  }));
  await world.db.write(async (tx) => void (await tx.insert(tx.t.threads).values(rows)));
  return rows.map(({ uid }) => uid);
}
