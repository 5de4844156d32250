import { Hono, type Context } from 'hono';
import type { VNode } from 'preact';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { spaceIdsIn } from '../forum/queries.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { draw } from '../pages/draw.ts';
import { shadowElement } from '../pages/shadow-element.ts';
import { siteFor } from '../sites/opening.ts';
import { type Site } from '../sites/queries.ts';
import { findPublic } from '../posts/find-public.ts';
import { FRESH, shown, upTo } from './block-input.ts';
import { opened } from './opened.ts';
import { presentQuote } from './present-quote.ts';
import { renderQuote, renderQuotes } from './Quote.tsx';
import { featuredIn, quoteOf } from './quote-queries.ts';
import type { FeaturedPage, QuoteWire } from './quote-wire.ts';
import { sendFresh } from './send-fresh.ts';

/** Picks at once; and where nobody says how many. */
const MOST = 50;
const USUAL = 3;

const picked = z.object({
  site: z.string('field.required'),
  article: z.string().min(1).max(200).optional(),
  space: z.string().max(100).optional(),
  limit: upTo(MOST).default(USUAL),
  cursor: z.string().max(100).optional(),
  ...shown,
});

/** What the newsroom picked, as data: for newsletters, front pages, a CMS. */
export const featuredRoutes = new Hono<Env>().get(
  '/featured',
  describeRoute({ summary: 'The newsroom’s picks, the last first', tags: ['posts'] }),
  valid('query', picked),
  async (c) => {
    const { posts, next } = await readFeatured(c, c.req.valid('query'));
    return sendFresh(c, JSON.stringify({ posts, next } satisfies FeaturedPage), { type: 'application/json', seconds: FRESH });
  },
);

/** The same, and a post by itself, as elements for a publisher's page. */
export const quoteRoutes = new Hono<Env>()
  .get('/embed/featured', opened, valid('query', picked), async (c) => {
    const asked = c.req.valid('query');
    const { site, posts } = await readFeatured(c, asked);
    const said = { lang: asked.lang ?? site.settings.locale, timeZone: site.timeZone };
    const { article, space } = asked;
    const attributes = { site: site.key, article, space, limit: String(asked.limit), lang: said.lang };
    return send(
      c,
      shadowElement('terrasse-featured', attributes, { css: cssOf(c), nonce: asked.nonce, inside: renderQuotes(posts, said) }),
    );
  })
  .get('/embed/post', opened, valid('query', z.object({ post: z.uuid('field.wrong'), ...shown })), async (c) => {
    const asked = c.req.valid('query');
    const found = await readQuote(c, asked.post);
    const said = { lang: asked.lang ?? (found?.site ?? c.var.site)?.settings.locale ?? 'fr', timeZone: found?.site.timeZone ?? 'UTC' };
    const attributes = { post: asked.post, lang: said.lang };
    const inside = renderQuote(found?.quote ?? null, said);
    return send(c, shadowElement('terrasse-post', attributes, { css: cssOf(c), nonce: asked.nonce, inside }));
  });

const cssOf = (c: Context<Env>) => c.var.deps.assets.manifest.quotes;
const send = (c: Context<Env>, element: VNode) => sendFresh(c, draw(element), { type: 'text/html', seconds: FRESH });

async function readFeatured(
  c: Context<Env>,
  { site: key, article, space, limit, cursor }: z.output<typeof picked>,
): Promise<FeaturedPage & { site: Site }> {
  const { db, config, now } = c.var.deps;
  const site = await siteFor(c, key);
  const spaceIds = space === undefined ? undefined : await spaceIdsIn(db.read, site.id, space);
  const rows = await featuredIn(db.read, { siteId: site.id, spaceIds, article, now: now() }, { after: readCursor(cursor), limit });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    site,
    posts: rows.slice(0, limit).map((row) => presentQuote(config, site, row)),
    next: last ? writeCursor({ value: last.featuredAt!.getTime(), id: last.id }) : null,
  };
}

/** Whatever the reason that it is not there: one does not tell it. */
async function readQuote(c: Context<Env>, uid: string): Promise<{ quote: QuoteWire; site: Site } | null> {
  const { deps } = c.var;
  const row = await quoteOf(deps.db.read, uid, deps.now());
  if (!row) return null;
  const { site } = (await findPublic(deps, uid)).place;
  if (site.settings.state) return null;
  return { quote: presentQuote(deps.config, site, row), site };
}
