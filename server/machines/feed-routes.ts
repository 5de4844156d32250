import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { forumThreads, spacesOf, withParts } from '../forum/queries.ts';
import { findTag } from '../forum/tag-queries.ts';
import { requireSite, type Env } from '../http/who.ts';
import { translate } from '../i18n/translate.ts';
import { escapeHtml } from '../markdown/escape-html.ts';
import { findProfile } from '../members/profile.ts';
import { siteUrl } from '../sites/url.ts';
import { isOut } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace, type Thread } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { absolute } from './absolute.ts';
import { withEnclosures } from './enclosures.ts';
import { FEED_FORMATS, type FeedFormat } from './feed-formats.ts';
import { FEED_ITEMS, latestBy, latestOf, openingsOf, type FeedPost } from './feed-queries.ts';
import { writeFeed, type FeedItem } from './feed.ts';
import { opened } from './opened.ts';
import { sendFresh } from './send-fresh.ts';

/** What a feed is of: its page (and where its own address begins, if not there), what it is called, what is in it. */
type Told = { path: string; at?: string; name: string | null; items: FeedItem[] };

/** What is new, for programs that follow it: conversations of the forum, a space, a tag; posts of a thread, an article, a member. */
export const feedRoutes = new Hono<Env>()
  .get('/:file{feed\\.(?:atom|rss|json)}', opened, async (c) => {
    return send(c, c.req.param('file'), { path: '/', name: null, items: await conversations(c, {}) });
  })
  .get('/s/:slug/:file{feed\\.(?:atom|rss|json)}', opened, async (c) => {
    const spaces = await spacesOf(c.var.deps.db.read, requireSite(c).id);
    const here = spaces.find(({ slug }) => slug === c.req.param('slug'));
    if (!here) throw new Refusal('not_found');
    return send(c, c.req.param('file'), {
      path: `/s/${here.slug}`,
      name: here.name,
      items: await conversations(c, { spaceIds: withParts(spaces, here) }),
    });
  })
  .get('/tag/:slug/:file{feed\\.(?:atom|rss|json)}', opened, async (c) => {
    const tag = await findTag(c.var.deps.db.read, { siteId: requireSite(c).id, slug: c.req.param('slug'), now: c.var.deps.now() });
    if (!tag) throw new Refusal('not_found');
    const name = tag.value ?? tag.key;
    return send(c, c.req.param('file'), { path: `/tag/${tag.slug}`, name, items: await conversations(c, { tagId: tag.id }) });
  })
  .get('/t/:id/:file{feed\\.(?:atom|rss|json)}', opened, async (c) => {
    const { read } = c.var.deps.db;
    const place = await findThreadPlace(read, c.req.param('id'));
    if (place?.site.id !== requireSite(c).id || !isOut(place.thread, c.var.deps.now())) throw new Refusal('not_found');
    const { mergedIntoId, title } = place.thread;
    const to = mergedIntoId && (await findThreadPlace(read, mergedIntoId));
    if (to) return c.redirect(`/t/${to.thread.uid}/${c.req.param('file')}`, 301);
    const name = title ?? place.article?.title ?? null;
    return send(c, c.req.param('file'), {
      path: threadPath(place.thread),
      at: `/t/${place.thread.uid}`,
      name,
      items: await postsOf(c, place.thread),
    });
  })
  .get('/a/:article/:file{feed\\.(?:atom|rss|json)}', opened, async (c) => {
    const place = await findArticlePlace(c.var.deps.db.read, requireSite(c), c.req.param('article'));
    const path = `/a/${encodeURIComponent(c.req.param('article'))}`;
    const name = place.article?.confirmedAt ? place.article.title : null;
    return send(c, c.req.param('file'), { path, name, items: place.thread ? await postsOf(c, place.thread) : [] });
  })
  .get('/members/:id/:file{feed\\.(?:atom|rss|json)}', opened, async (c) => {
    const { db, now } = c.var.deps;
    const member = await findProfile(db.read, requireSite(c).id, c.req.param('id'));
    if (!member) throw new Refusal('not_found');
    const items = (await latestBy(db.read, member.id, now())).map((row) => postItem(c, row));
    return send(c, c.req.param('file'), { path: `/members/${member.uid}`, name: member.name, items });
  });

/** The most alive first, so that one held for a day is there when it comes. */
async function conversations(c: Context<Env>, within: { spaceIds?: number[]; tagId?: number }): Promise<FeedItem[]> {
  const { db, now, config } = c.var.deps;
  const site = requireSite(c);
  const origin = siteUrl(config, site);
  const rows = (await forumThreads(db.read, { siteId: site.id, order: 'latest', now: now(), ...within }, null)).slice(0, FEED_ITEMS);
  const openings = await openingsOf(
    db.read,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, uid, title, ownTitle }) => {
    const { createdAt, editedAt, html, author, authorUid, articleUrl } = openings.get(id)!;
    return {
      id: `${origin}/t/${uid}`,
      url: origin + threadPath({ uid, title: ownTitle }),
      title,
      author: author === null ? null : { name: author, url: `${origin}/members/${authorUid}` },
      published: createdAt,
      updated: editedAt ?? createdAt,
      html: html === null ? linkTo(articleUrl ?? `${origin}/t/${uid}`, title) : absolute(html, origin),
    };
  });
}

const linkTo = (url: string, title: string) => `<p><a href="${escapeHtml(url)}">${escapeHtml(title)}</a></p>`;

const postsOf = async (c: Context<Env>, { id }: Thread): Promise<FeedItem[]> =>
  (await latestOf(c.var.deps.db.read, id, c.var.deps.now())).map((row) => postItem(c, row));

function postItem(c: Context<Env>, { uid, html, createdAt, editedAt, author, authorUid, place }: FeedPost): FeedItem {
  const site = requireSite(c);
  const origin = siteUrl(c.var.deps.config, site);
  const url = `${origin}/p/${uid}`;
  return {
    id: url,
    url,
    title: translate(site.settings.locale, place ? 'feed.post' : 'feed.postUnnamed', { name: author, place }),
    author: { name: author, url: `${origin}/members/${authorUid}` },
    published: createdAt,
    updated: editedAt ?? createdAt,
    html: absolute(html, origin),
  };
}

/** `If-Modified-Since` alone does not say that nothing changed: what was taken down makes a feed another, and no later. */
async function send(c: Context<Env>, file: string, { path, at = path, name, items: told }: Told) {
  const site = requireSite(c);
  const { settings } = site;
  const origin = siteUrl(c.var.deps.config, site);
  const format = file.slice('feed.'.length) as FeedFormat;
  const items = await withEnclosures(c.var.deps.db.read, told);
  const updated = new Date(Math.max(site.createdAt.getTime(), ...items.map((item) => item.updated.getTime())));
  const self = `${origin}${at === '/' ? '' : at}/${file}`;
  const title = name ? `${name} – ${settings.forumName}` : settings.forumName;
  const description = translate(settings.locale, 'head.forum', { site: settings.name });
  const body = writeFeed({ title, description, lang: settings.locale, home: origin + path, self, updated, items }, format);
  c.header('last-modified', updated.toUTCString());
  return sendFresh(c, body, { type: FEED_FORMATS[format].type });
}
