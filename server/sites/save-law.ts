import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { lawOf } from './law.ts';
import type { Site } from './queries.ts';
import type { LawInput, LawWire } from './wire.ts';

/** Whoever changes what a surface is declared to be is kept with the day. Refuses `taken` where somebody saved since. */
export function saveLaw({ db, now }: Deps, site: Site, { version, law }: LawInput, by: string): Promise<LawWire> {
  return db.write(async (tx) => {
    const { sites } = tx.t;
    const [row] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, site.id));
    const before = lawOf(row!);
    const declared = law.comments !== before.comments || law.forum !== before.forum || before.declaredAt === null;
    const after = { ...before, ...law, ...(declared && { declaredBy: by, declaredAt: now().toISOString() }) };
    const [saved] = await tx
      .update(sites)
      .set({ settings: { ...row!.settings, law: after }, version: version + 1 })
      .where(and(eq(sites.id, site.id), eq(sites.version, version)))
      .returning({ version: sites.version });
    if (!saved) throw new Refusal('taken');
    return { version: saved.version, law: after };
  });
}
