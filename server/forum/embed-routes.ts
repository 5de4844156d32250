import { Hono } from 'hono';
import { h, type VNode } from 'preact';
import { z } from 'zod';
import { renderThread } from '../../widget/thread/render.tsx';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { sendHtml } from '../http/send.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { shadowElement } from '../pages/shadow-element.ts';
import { refuseShut } from '../sites/opening.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { SORTS } from '../threads/input.ts';
import { findArticlePlace, type Place } from '../threads/queries.ts';
import { readThread } from '../threads/read-thread.ts';
import type { ThreadPage } from '../threads/wire.ts';

const asked = z.object({
  site: z.string('field.required'),
  article: z.string('field.required').min(1).max(200),
  sort: z.enum(SORTS).default('newest'),
  lang: z.enum(['fr', 'en']).optional(),
  nonce: z
    .string()
    .regex(/^[\w+/=-]{8,128}$/, 'field.wrong')
    .optional(),
});

/** The element as HTML, for publishers that render on their own servers: complete without JavaScript, hydrated with it. */
export const embedRoutes = new Hono<Env>().get('/embed/thread', valid('query', asked), async (c) => {
  const { site: key, ...query } = c.req.valid('query');
  const site = await findSiteByKey(c.var.deps.db.read, key);
  if (!site) throw new Refusal('not_found');
  await refuseShut(c, site);
  c.header('cache-control', 'public, no-cache');
  const place = await findArticlePlace(c.var.deps.db.read, site, query.article);
  if (place.partner?.endedAt) throw new Refusal('not_found');
  c.set('read', place);
  return sendHtml(c, await renderElement(c.var.deps, place, query));
});

/** As anybody sees it: who reads is the element's to find out. */
export async function renderElement(
  deps: Deps,
  place: Place,
  { sort, lang, nonce }: Pick<z.infer<typeof asked>, 'sort' | 'lang' | 'nonce'>,
): Promise<VNode> {
  const { site } = place;
  const page = await readThread(deps, null, { place, sort });
  return element(page, {
    css: deps.assets.manifest.css,
    lang: lang ?? site.settings.locale,
    now: deps.now().getTime(),
    timeZone: site.timeZone,
    ...(nonce && { nonce }),
  });
}

type Options = { css: string; lang: 'fr' | 'en'; now: number; timeZone: string; nonce?: string; here?: string | null };

/** The element with its declarative shadow root. A publisher's page takes it as it is. */
export function element(page: ThreadPage, { css, nonce, ...options }: Options): VNode {
  const { thread, site, sort } = page;
  const attributes = {
    ...(thread.article ? { site: site.key, article: thread.article.id } : { thread: thread.id! }),
    lang: options.lang,
    sort,
  };
  const fallback = h('a', { href: thread.url }, thread.title ?? thread.url);
  return shadowElement('terrasse-thread', attributes, { css, nonce, inside: renderThread(page, options), fallback });
}
