import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { OutboundRefused } from '../http/guarded-fetch.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import type { Site } from '../sites/queries.ts';
import type { ScreeningInput, ScreeningWire } from '../sites/wire.ts';
import { externalSecretOf } from './ask-external.ts';
import { screeningOf } from './screening.ts';

/** What a site screens, and where its sections and spaces do otherwise. */
export async function readScreening({ db, config }: Pick<Deps, 'db' | 'config'>, site: Site): Promise<ScreeningWire> {
  const screening = screeningOf(site.settings);
  const { external } = screening;
  return {
    version: site.version,
    screening,
    sections: site.settings.sections.map(({ name, screening: own }) => ({ name, screening: own ?? null })),
    spaces: await spacesOf(db.read, site.id),
    externalSecret: external && externalSecretOf(config, site, external.url),
  };
}

/**
 * Of the sections and spaces that there are; others are left out. Refuses `taken` where somebody saved since that version,
 * `invalid` for a service at an address that we may not ask. Another service is told to the security log: it reads all posts.
 */
export async function saveScreening(deps: Deps, { site, session }: Staff, input: ScreeningInput): Promise<void> {
  const { version, screening, sections, spaces } = input;
  const asked = screeningOf(site.settings).external?.url ?? null;
  const url = screening.external?.url ?? null;
  if (url !== null && url !== asked) await refuseAddress(deps, url);
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { sites, spaces: rows } = tx.t;
    const [before] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, site.id));
    const { newcomerPosts: _, maxLinks: __, bannedWords: ___, ...settings } = before!.settings;
    const said = new Map(sections.map((section) => [section.name, section.screening]));
    const saved = await tx
      .update(sites)
      .set({
        settings: {
          ...settings,
          screening,
          sections: settings.sections.map((section) => ({ ...section, screening: said.get(section.name) ?? null })),
        },
        version: version + 1,
      })
      .where(and(eq(sites.id, site.id), eq(sites.version, version)))
      .returning({ id: sites.id });
    if (saved.length === 0) throw new Refusal('taken');
    if (url !== asked)
      await logSecurity(tx, { event: 'screening.service_changed', siteId: site.id, actor: session.account.uid, facts: { url }, at });
    for (const space of spaces)
      await tx
        .update(rows)
        .set({ screening: space.screening })
        .where(and(eq(rows.siteId, site.id), eq(rows.slug, space.slug)));
  });
}

async function refuseAddress({ fetch, config }: Deps, url: string) {
  const wrong = (key: string) => new Refusal('invalid', { fields: { 'screening.external.url': [key] } });
  if (config.publicUrl.protocol === 'https:' && !url.startsWith('https:')) throw wrong('webhooks.https_only');
  await fetch.check(url).catch((error: unknown) => {
    throw wrong(error instanceof OutboundRefused ? 'webhooks.address_refused' : 'webhooks.address_unknown');
  });
}

function spacesOf(reader: Reader, siteId: number) {
  const { spaces } = reader.t;
  return reader
    .select({ slug: spaces.slug, name: spaces.name, screening: spaces.screening })
    .from(spaces)
    .where(and(eq(spaces.siteId, siteId), isNull(spaces.mergedIntoId)))
    .orderBy(asc(spaces.position));
}
