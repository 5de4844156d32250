import { Hono, type Context } from 'hono';
import type { VNode } from 'preact';
import { z } from 'zod';
import { askedNow, spaceIdsIn } from '../forum/queries.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import type { Locale } from '../i18n/translate.ts';
import { meetingsBetween } from '../meetings/queries.ts';
import { draw } from '../pages/draw.ts';
import { shadowElement } from '../pages/shadow-element.ts';
import { siteFor } from '../sites/opening.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { FRESH, shown, upTo } from './block-input.ts';
import { liveliest } from './block-queries.ts';
import { Discussions, Events, Questions, type Around } from './Blocks.tsx';
import { opened } from './opened.ts';
import { sendFresh } from './send-fresh.ts';

/** Lines of a block, and where nobody says how many. */
const MOST = 20;
const USUAL = 5;
/** Days in which somebody wrote, and where nobody says how many. */
const MOST_DAYS = 30;
const WEEK = 7;
/** Days that an event may be announced before. */
const AHEAD = 366;
const DAY_MS = 86_400_000;

const block = { site: z.string('field.required'), limit: upTo(MOST).default(USUAL), ...shown };
const discussions = z.object({
  ...block,
  of: z.enum(['articles', 'forum']).optional(),
  space: z.string().max(100).optional(),
  days: upTo(MOST_DAYS).default(WEEK),
});

/** Lists for a publisher's page, each an element; nothing to look at where there is nothing (docs/decisions/096-blocks.md). */
export const blockRoutes = new Hono<Env>()
  .get('/embed/discussions', opened, valid('query', discussions), async (c) => {
    const { db, now } = c.var.deps;
    const { of, space, days, limit, ...asked } = c.req.valid('query');
    const site = await siteFor(c, asked.site);
    const spaceIds = space === undefined ? undefined : await spaceIdsIn(db.read, site.id, space);
    const since = new Date(now().getTime() - days * DAY_MS);
    const rows = await liveliest(db.read, { siteId: site.id, of, spaceIds, since, now: now(), limit });
    const attributes = { of, space, days: String(days), limit: String(limit) };
    return send(c, { name: 'discussions', site, asked, attributes }, (around) => <Discussions rows={rows} {...around} />);
  })
  .get('/embed/events', opened, valid('query', z.object(block)), async (c) => {
    const { db, now } = c.var.deps;
    const { limit, ...asked } = c.req.valid('query');
    const site = await siteFor(c, asked.site);
    const until = new Date(now().getTime() + AHEAD * DAY_MS);
    const rows = await meetingsBetween(db.read, site.id, { from: now(), until, now: now() });
    const attributes = { limit: String(limit) };
    return send(c, { name: 'events', site, asked, attributes }, (around) => <Events rows={rows.slice(0, limit)} {...around} />);
  })
  .get('/embed/questions', opened, valid('query', z.object(block)), async (c) => {
    const { db, now } = c.var.deps;
    const { limit, ...asked } = c.req.valid('query');
    const site = await siteFor(c, asked.site);
    const rows = await askedNow(db.read, site.id, now());
    const attributes = { limit: String(limit) };
    return send(c, { name: 'questions', site, asked, attributes }, (around) => <Questions rows={rows.slice(0, limit)} {...around} />);
  });

type Block = {
  name: string;
  site: Site;
  asked: { lang?: Locale | undefined; nonce?: string | undefined };
  attributes: Record<string, string | undefined>;
};

function send(c: Context<Env>, { name, site, asked, attributes }: Block, drawn: (around: Around) => VNode) {
  const { config, assets } = c.var.deps;
  const lang = asked.lang ?? site.settings.locale;
  const inside = drawn({ lang, timeZone: site.timeZone, origin: siteUrl(config, site) });
  const said = { site: site.key, ...attributes, lang };
  const element = shadowElement(`terrasse-${name}`, said, { css: assets.manifest.quotes, nonce: asked.nonce, inside });
  return sendFresh(c, draw(element), { type: 'text/html', seconds: FRESH });
}
