import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from './queries.ts';
import type { SettingsWire } from './wire.ts';

/** Refuses `taken` where somebody saved since the version that was edited. */
export function saveSettings(
  { db }: Deps,
  site: Site,
  { version, settings: { origins, ...settings } }: SettingsWire,
): Promise<SettingsWire> {
  return db.write(async (tx) => {
    const { sites } = tx.t;
    const [saved] = await tx
      .update(sites)
      .set({ settings, origins, version: version + 1 })
      .where(and(eq(sites.id, site.id), eq(sites.version, version)))
      .returning({ version: sites.version });
    if (!saved) throw new Refusal('taken');
    return { version: saved.version, settings: { ...settings, origins } };
  });
}
