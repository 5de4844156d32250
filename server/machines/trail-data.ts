import type { Config } from '../config.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { JsonLd } from './json-ld.ts';

/** Where a page is, from the forum down to it: https://developers.google.com/search/docs/appearance/structured-data/breadcrumb */
export function trailData(config: Config, site: Site, to: { path: string; name: string }[]): JsonLd {
  const steps = [{ path: '/', name: site.settings.forumName }, ...to];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ path, name }, i) => ({ '@type': 'ListItem', position: i + 1, name, item: siteUrl(config, site) + path })),
  };
}
