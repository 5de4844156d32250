import type { Site } from '../sites/queries.ts';
import type { SearchEngines } from '../sites/wire.ts';

/** From the least to the most: each shows what those before it do. */
export const SEARCH_ENGINES: readonly SearchEngines[] = ['nothing', 'forum', 'articles', 'members'];

/** What a page belongs to, seen from a search engine. */
export type Shown = Exclude<SearchEngines, 'nothing'>;

/** Whether search engines may show such pages of a site (docs/decisions/046-what-machines-read.md). */
export const mayShow = ({ settings }: Pick<Site, 'settings'>, what: Shown): boolean =>
  SEARCH_ENGINES.indexOf(what) <= SEARCH_ENGINES.indexOf(settings.searchEngines ?? 'forum');
