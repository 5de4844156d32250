import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '../http/who.ts';
import type { Place } from '../threads/queries.ts';
import { dateIn } from '../time/wall-time.ts';
import { arrivalOf, campaignIn, campaignOf, isHere, type CameBy } from './came-by.ts';
import { isCounted } from './reader.ts';

type Read = Pick<Place, 'site'> & Partial<Pick<Place, 'article' | 'thread'>>;

/** A conversation shown in a publisher's page: by the browser that asks for it, or by a server that says for whom. */
export const countShown: MiddlewareHandler<Env> = async function countShown(c, next) {
  await next();
  const read = c.get('read');
  if (read) count(c, read, campaignIn(new URL(c.req.url).searchParams) ?? (isHere(c) ? null : campaignOf(c)));
};

/** A page of ours that was shown; which conversation it holds says `read`. */
export const countPages: MiddlewareHandler<Env> = async function countPages(c, next) {
  await next();
  const { site, own, read } = c.var;
  if (!site || own?.newsroom || c.req.method !== 'GET' || !isShown(c.res)) return;
  count(c, read ?? { site }, arrivalOf(c));
};

const isShown = ({ status, headers }: Response) => status === 200 && (headers.get('content-type') ?? '').startsWith('text/html');

/** What a link to an article has its browser ask when it is followed: an attribute of HTML's, not a script (`ping`, HTML §4.6.5). */
export const outPath = ({ article, thread }: Pick<Place, 'article' | 'thread'>) =>
  article ? `/out?article=${encodeURIComponent(article.key)}` : `/out?thread=${thread!.uid}`;

/** Somebody went on from a conversation to an article. */
export function countSent(c: Context<Env>, place: Place) {
  const { audience, now } = c.get('deps');
  if (!isCounted(c.req.header())) return;
  audience.add({ kind: 'sent', siteId: place.site.id, day: dateIn(now(), place.site.timeZone), ...pageOf(place) });
}

/** An article's thread counts as its article. */
const pageOf = ({ article = null, thread = null }: Read) => ({
  articleId: article?.id ?? 0,
  threadId: article ? 0 : (thread?.id ?? 0),
});

/** Into memory, and no further: whoever reads waits for nothing (docs/decisions/070). */
function count(c: Context<Env>, read: Read, cameBy: CameBy | null) {
  const { site } = read;
  const { audience, now } = c.get('deps');
  const headers = c.req.header();
  if (!isCounted(headers)) return;
  audience.add({
    kind: 'view',
    siteId: site.id,
    day: dateIn(now(), site.timeZone),
    visitor: `${c.get('address').ip}\n${headers['user-agent']}`,
    ...pageOf(read),
    cameBy,
  });
}
