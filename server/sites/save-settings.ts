import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { screeningOf } from '../moderation/screening.ts';
import type { Site } from './queries.ts';
import type { StoredSettings } from './schema.ts';
import type { SettingsWire } from './wire.ts';

/** Refuses `taken` where somebody saved since the version that was edited. */
export function saveSettings(
  { db }: Deps,
  site: Site,
  { version, settings: { origins, ...settings } }: SettingsWire,
): Promise<SettingsWire> {
  return db.write(async (tx) => {
    const { sites } = tx.t;
    const [before] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, site.id));
    const [saved] = await tx
      .update(sites)
      .set({ settings: keepScreening(before!.settings, settings), origins, version: version + 1 })
      .where(and(eq(sites.id, site.id), eq(sites.version, version)))
      .returning({ version: sites.version });
    if (!saved) throw new Refusal('taken');
    return { version: saved.version, settings: { ...settings, origins } };
  });
}

/** It is edited elsewhere: the site's stays, and that of each section which keeps its name. */
function keepScreening(before: StoredSettings, settings: Omit<SettingsWire['settings'], 'origins'>): StoredSettings {
  const screeningOfSection = (name: string) => before.sections.find((section) => section.name === name)?.screening ?? null;
  return {
    ...before,
    ...settings,
    screening: screeningOf(before),
    sections: settings.sections.map((section) => ({ ...section, screening: screeningOfSection(section.name) })),
  };
}
