import type { Config } from '../config.ts';
import { presentRule } from '../charter/present.ts';
import type { Rule } from '../charter/queries.ts';
import { presentReactions } from '../reactions/present.ts';
import type { SiteWire } from '../threads/wire.ts';
import type { Site, SpaceRow } from './queries.ts';
import { hashSecret } from '../ids.ts';
import { siteUrl } from './url.ts';
import type { SpaceSettings, SpacesWire } from './wire.ts';

export function presentSite(config: Config, site: Site, rules: Rule[]): SiteWire {
  const url = siteUrl(config, site);
  return {
    key: site.key,
    name: site.settings.name,
    forumName: site.settings.forumName,
    locale: site.settings.locale,
    url,
    guests: site.settings.guests === true,
    reactions: presentReactions(site.settings),
    charter: { url: `${url}/charter`, version: rules[0]?.version ?? 0, rules: rules.map((rule) => presentRule(config, site, rule)) },
  };
}

export const presentSpaces = (rows: SpaceRow[], threads: Map<number, number>): SpacesWire => ({
  version: versionOf(rows),
  spaces: rows.map((row) => ({ slug: row.slug, ...settingsOf(row), threads: threads.get(row.id) ?? 0 })),
});

/** Another one whenever anything of them is. */
export const versionOf = (rows: SpaceRow[]) => hashSecret(JSON.stringify(rows.map((row) => [row.slug, settingsOf(row)])));

const settingsOf = ({ name, description, parentId, guidelines, opens, audience, moderation, articleTags, archivedAt }: SpaceRow) =>
  ({
    name,
    description,
    inner: parentId !== null,
    guidelines,
    opens,
    audience,
    moderation,
    articleTags: articleTags ?? [],
    archived: archivedAt !== null,
  }) satisfies SpaceSettings;
