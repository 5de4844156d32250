import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireSite, type Env } from '../http/who.ts';
import { translate } from '../i18n/translate.ts';
import { escapeHtml } from '../markdown/escape-html.ts';
import { findPublic } from '../posts/find-public.ts';
import { siteUrl } from '../sites/url.ts';
import { isOut } from '../threads/policy.ts';
import { presentThread } from '../threads/present.ts';
import { findArticlePlace, findThreadPlace, type Place } from '../threads/queries.ts';
import { opened } from './opened.ts';
import { documentOf, tag } from './xml.ts';

/** Pixels: wide enough for text; a post, and a thread, which scrolls with its page. */
const WIDTH = 680;
const HEIGHT = { post: 240, thread: 600 };
/** Seconds that whoever asked may keep the answer, which holds nobody's name nor words. */
const KEPT = 86_400;

const pixels = z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong').optional();
const asked = z.object({
  url: z.url('field.wrong').max(2000),
  format: z.string().default('json'),
  maxwidth: pixels,
  maxheight: pixels,
});

/**
 * https://oembed.com: what another page puts in when somebody gives the address of a thread or of a post. It holds the
 * address and no text: whoever keeps it keeps nothing that is taken down later.
 */
export const oembedRoutes = new Hono<Env>().get('/oembed', opened, valid('query', asked), async (c) => {
  const { url, format, maxwidth, maxheight } = c.req.valid('query');
  // The specification asks for this status.
  if (format !== 'json' && format !== 'xml') return c.text('', 501);
  const { title, html, height } = await shownAt(c, new URL(url));
  const site = requireSite(c);
  const answer = {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: site.settings.forumName,
    provider_url: `${siteUrl(c.var.deps.config, site)}/`,
    cache_age: KEPT,
    html,
    width: Math.min(WIDTH, maxwidth ?? WIDTH),
    height: Math.min(height, maxheight ?? height),
  };
  c.header('cache-control', 'public, max-age=300');
  if (format === 'json') return c.json(answer);
  const xml = documentOf(
    tag(
      'oembed',
      {},
      Object.entries(answer).map(([name, value]) => tag(name, {}, value)),
    ),
  );
  return c.body(xml, 200, { 'content-type': 'text/xml; charset=utf-8' });
});

type Shown = { title: string; html: string; height: number };

/** Refuses `not_found` for what is not here, and for what not everybody may read. */
async function shownAt(c: Context<Env>, { origin, pathname }: URL): Promise<Shown> {
  const { deps } = c.var;
  if (origin !== siteUrl(deps.config, requireSite(c))) throw new Refusal('not_found');
  const [, kind, id] = /^\/(p|t|a)\/([^/]+)/.exec(pathname) ?? [];
  if (kind === 'p') return post(c, id!);
  const place = kind === 't' ? await findThreadPlace(deps.db.read, id!) : kind === 'a' ? await articleAt(c, id!) : null;
  if (!place) throw new Refusal('not_found');
  return thread(c, place);
}

const articleAt = (c: Context<Env>, written: string) => findArticlePlace(c.var.deps.db.read, requireSite(c), decoded(written));

/** As a form's value it is read whatever it holds; `decodeURIComponent` throws at half a character. */
const decoded = (written: string) => new URLSearchParams(`key=${written.replaceAll('+', '%2B')}`).get('key')!;

async function post(c: Context<Env>, uid: string): Promise<Shown> {
  const { place } = await findPublic(c.var.deps, uid);
  const site = requireSite(c);
  if (place.site.id !== site.id) throw new Refusal('not_found');
  const title = translate(site.settings.locale, 'quote.title', { site: site.settings.forumName });
  return {
    title,
    height: HEIGHT.post,
    html: element(c, { name: 'terrasse-post', attributes: { post: uid }, script: 'quotes.js', path: `/p/${uid}`, title }),
  };
}

async function thread(c: Context<Env>, place: Place): Promise<Shown> {
  const { config, now } = c.var.deps;
  const site = requireSite(c);
  if (place.site.id !== site.id || !place.thread || !isOut(place.thread, now())) throw new Refusal('not_found');
  const { title, url } = presentThread(config, place, now());
  const name = title ?? translate(site.settings.locale, 'thread.article');
  const attributes = { thread: place.thread.uid };
  return {
    title: name,
    height: HEIGHT.thread,
    html: element(c, { name: 'terrasse-thread', attributes, script: 'embed.js', path: new URL(url).pathname, title: name }),
  };
}

type Element = { name: string; attributes: Record<string, string>; script: string; path: string; title: string };

/** Where scripts are off it is a quotation without a word of it: a link to where it is read. */
function element(c: Context<Env>, { name, attributes, script, path, title }: Element): string {
  const origin = siteUrl(c.var.deps.config, requireSite(c));
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  const link = `<a href="${escapeHtml(origin + path)}">${escapeHtml(title)}</a>`;
  return `<${name}${said.join('')}><blockquote cite="${escapeHtml(origin + path)}"><p>${link}</p></blockquote></${name}><script async src="${origin}/${script}"></script>`;
}
