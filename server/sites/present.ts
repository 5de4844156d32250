import type { Config } from '../config.ts';
import { presentRule } from '../charter/present.ts';
import type { Rule } from '../charter/queries.ts';
import { presentReactions } from '../reactions/present.ts';
import type { SiteWire } from '../threads/wire.ts';
import type { Site } from './queries.ts';
import { siteUrl } from './url.ts';

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
