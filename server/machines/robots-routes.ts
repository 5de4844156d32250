import { Hono } from 'hono';
import { requireSite, type Env } from '../http/who.ts';
import { siteUrl } from '../sites/url.ts';
import { opened } from './opened.ts';
import { mayShow } from './search-engines.ts';

/** Where there is a form, or the same posts again: a crawler has nothing to read there. */
const NOTHING_TO_READ = ['/search', '/write', '/new', '/signin', '/signup', '/account', '/notices/new', '/p/*/', '/*?sort=', '/*&sort='];

/**
 * RFC 9309. What search engines are not to show is not shut here: they would then never read that they are not to show
 * it, and list its bare address (https://developers.google.com/search/docs/crawling-indexing/block-indexing). Nor is the
 * API, by which a publisher's page is drawn as its readers see it.
 */
export const robotsRoutes = new Hono<Env>().get('/robots.txt', opened, (c) => {
  const site = requireSite(c);
  const sitemap = mayShow(site, 'forum') ? ['', `Sitemap: ${siteUrl(c.var.deps.config, site)}/sitemap.xml`] : [];
  c.header('cache-control', 'public, max-age=3600');
  return c.text(['User-agent: *', ...NOTHING_TO_READ.map((path) => `Disallow: ${path}`), ...sitemap, ''].join('\n'));
});
