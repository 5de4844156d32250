import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { spacesOf } from '../forum/queries.ts';
import { requireSite, type Env } from '../http/who.ts';
import { lawOf } from '../sites/law.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { opened } from './opened.ts';
import { mayShow } from './search-engines.ts';
import { membersIn, partsOf, tagsFound, threadsIn } from './sitemap-queries.ts';
import { documentOf, tag } from './xml.ts';

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
/** Seconds: what was taken down may be named that long. */
const FRESH = 600;

type Listed = { path: string; at?: Date | null };
type Kind = 'pages' | 'threads' | 'articles' | 'members';

/** All that search engines may show of a site, in parts: https://www.sitemaps.org/protocol.html */
export const sitemapRoutes = new Hono<Env>()
  .get('/sitemap.xml', opened, async (c) => {
    const site = requireSite(c);
    const { read } = c.var.deps.db;
    if (!mayShow(site, 'forum')) throw new Refusal('not_found');
    const threads = await partsOf(read, site.id, 'threads');
    const members = mayShow(site, 'members') ? await partsOf(read, site.id, 'members') : [];
    const articles = mayShow(site, 'articles') ? threads : [];
    const names = ['pages', ...named('threads', threads), ...named('articles', articles), ...named('members', members)];
    const origin = siteUrl(c.var.deps.config, site);
    return send(
      c,
      tag(
        'sitemapindex',
        { xmlns: NAMESPACE },
        names.map((name) => tag('sitemap', {}, tag('loc', {}, `${origin}/sitemaps/${name}.xml`))),
      ),
    );
  })
  .get('/sitemaps/:file{(?:pages|(?:threads|articles|members)-\\d{1,9})\\.xml}', opened, async (c) => {
    const [, kind, part] = /^([a-z]+)(?:-(\d+))?/.exec(c.req.param('file'))!;
    const origin = siteUrl(c.var.deps.config, requireSite(c));
    const addresses = await listed(c, kind as Kind, Number(part));
    return send(
      c,
      tag(
        'urlset',
        { xmlns: NAMESPACE },
        addresses.map(({ path, at }) => tag('url', {}, tag('loc', {}, origin + path), at && tag('lastmod', {}, at.toISOString()))),
      ),
    );
  });

const named = (kind: Kind, parts: number[]) => parts.map((part) => `${kind}-${part}`);

async function listed(c: Context<Env>, kind: Kind, part: number): Promise<Listed[]> {
  const site = requireSite(c);
  const { db, now } = c.var.deps;
  if (!mayShow(site, kind === 'pages' || kind === 'threads' ? 'forum' : kind)) throw new Refusal('not_found');
  const asked = { siteId: site.id, part, now: now() };
  if (kind === 'pages') return pages(c);
  if (kind === 'members') return (await membersIn(db.read, asked)).map(({ uid }) => ({ path: `/members/${uid}` }));
  if (kind === 'articles')
    return (await threadsIn(db.read, { ...asked, of: kind })).map(({ key, at }) => ({ path: `/a/${encodeURIComponent(key!)}`, at }));
  return (await threadsIn(db.read, { ...asked, of: 'forum' })).map((row) => ({ path: threadPath(row), at: row.at }));
}

async function pages(c: Context<Env>): Promise<Listed[]> {
  const site = requireSite(c);
  const { db, now } = c.var.deps;
  return [
    { path: '/' },
    ...(await spacesOf(db.read, site.id)).map(({ slug }) => ({ path: `/s/${slug}` })),
    ...(await tagsFound(db.read, site.id, now())).map(({ slug, at }) => ({ path: `/tag/${slug}`, at })),
    { path: '/charter' },
    { path: '/about' },
    { path: '/legal' },
    ...(lawOf(site).publicLog ? [{ path: '/moderation' }] : []),
  ];
}

function send(c: Context<Env>, body: ReturnType<typeof tag>) {
  c.header('cache-control', `public, max-age=${FRESH}`);
  return c.body(documentOf(body), 200, { 'content-type': 'application/xml; charset=utf-8' });
}
