import type { Config } from '../config.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';

/** Where a photo is fetched, by its own name: another one has another. */
export const photoUrl = (config: Config, site: Pick<Site, 'host'>, photo: string | null) =>
  photo === null ? null : `${siteUrl(config, site)}/photos/${photo}`;
