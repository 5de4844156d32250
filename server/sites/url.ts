import type { Config } from '../config.ts';
import type { Site } from './queries.ts';

/** Origin of a site's own pages. */
export const siteUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, { host }: Pick<Site, 'host'>) => `${publicUrl.protocol}//${host}`;
