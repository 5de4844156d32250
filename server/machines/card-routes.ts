import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import type { Assets } from '../http/assets.ts';
import { requireSite, type Env } from '../http/who.ts';
import { isOut } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { cardOf } from './card-of.ts';
import { fontIn } from './draw-card.ts';
import { createCards } from './keep-cards.ts';
import { opened } from './opened.ts';

/** Seconds: whoever shows it elsewhere keeps it longer anyway. */
const FRESH = 600;

/** The picture that is shown where somebody links to a thread. */
export function cardRoutes({ folder }: Assets) {
  const cards = createCards(fontIn(folder));
  return new Hono<Env>().get('/t/:id/card.png', opened, async (c) => {
    const { db, now } = c.var.deps;
    const place = await findThreadPlace(db.read, c.req.param('id'));
    if (place?.site.id !== requireSite(c).id || !isOut(place.thread, now())) throw new Refusal('not_found');
    const card = cardOf(place);
    const etag = `"${cards.hashOf(card)}"`;
    c.header('etag', etag);
    c.header('cache-control', `public, max-age=${FRESH}`);
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304);
    return c.body(new Uint8Array(await cards.get(card)), 200, { 'content-type': 'image/png' });
  });
}
