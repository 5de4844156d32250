import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { versionsOf } from './queries.ts';
import type { PositioningInput } from './wire.ts';

/** A new version; those before stay as they were. Unchanged, it is none. Refuses `taken` where somebody saved since `version`. */
export async function savePositioning({ db, now }: Deps, { site, member }: Staff, { version, tone, points }: PositioningInput) {
  const at = now();
  await db.write(
    async (tx) => {
      const [last] = await versionsOf(tx, site.id);
      if ((last?.version ?? 0) !== version) throw new Refusal('taken');
      if (last && last.tone === tone && JSON.stringify(last.points) === JSON.stringify(points)) return;
      const row = { siteId: site.id, version: version + 1, tone, points, byId: member.id, at };
      await tx.insert(tx.t.positionings).values(row);
    },
    { lock: `positioning:${site.id}` },
  );
}
