import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';
import type { Ladder } from '../sites/wire.ts';
import type { LadderWire } from './wire.ts';

/** What is posed from now on weighs by it; the points that stand keep what they were. Refuses `taken` where somebody saved since. */
export function saveLadder({ db }: Deps, site: Site, { version, ladder }: LadderWire): Promise<LadderWire> {
  const sorted: Ladder = { ...ladder, steps: ladder.steps.toSorted((a, b) => a.from - b.from) };
  return db.write(async (tx) => {
    const { sites } = tx.t;
    const [row] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, site.id));
    const [saved] = await tx
      .update(sites)
      .set({ settings: { ...row!.settings, ladder: sorted }, version: version + 1 })
      .where(and(eq(sites.id, site.id), eq(sites.version, version)))
      .returning({ version: sites.version });
    if (!saved) throw new Refusal('taken');
    return { version: saved.version, ladder: sorted };
  });
}
