import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { textOf } from '../markdown/text-of.ts';
import { cut } from '../pages/cut.ts';
import { wordsOf } from '../pages/page.tsx';
import { isOut } from '../threads/policy.ts';
import type { Place } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { ThreadPage } from '../threads/wire.ts';
import { cardOf } from './card-of.ts';
import type { PageHead } from './Head.tsx';
import { threadData } from './thread-data.ts';
import { trailData } from './trail-data.ts';

/** Characters: what search engines show of a description. */
const DESCRIPTION = 160;

/** A thread's page. An article's belongs to the forum once it is carried on there, and then has its address there. */
export function threadHead(c: Context<Env>, place: Place, page: ThreadPage): PageHead {
  const { site, thread, space } = place;
  const { config, now } = c.var.deps;
  const inForum = thread !== null && (space !== null || place.articleKey === null);
  const path = inForum ? threadPath(thread) : `/a/${encodeURIComponent(place.articleKey!)}`;
  const hidden = !thread || !isOut(thread, now()) || thread.mergedIntoId !== null || (thread.openingId === null && thread.count === 0);
  return {
    of: place.articleKey === null || space ? 'forum' : 'articles',
    // Any address under /a/ leads to an article that may come: nobody is to find those.
    hidden,
    path,
    type: 'article',
    description: cut(describe(c, page), DESCRIPTION),
    picture: hidden ? undefined : { path: `/t/${thread.uid}/card.png`, alt: cardOf(place).title },
    feeds: inForum ? `/t/${thread.uid}` : path,
    next: usual(c) ? (page.next ?? undefined) : undefined,
    shared: sharedAt(c, path),
    data: [
      ...threadData(page).map((one) => ({ ...one, ...sponsorOf(place) })),
      ...(space ? [trailData(config, site, [{ path: `/s/${space.slug}`, name: space.name }, ...named(page, path)])] : []),
    ],
  };
}

/** Who pays, or takes part: to machines too. */
const sponsorOf = ({ partner }: Place) =>
  partner ? { sponsor: { '@type': 'Organization', name: partner.name, ...(partner.url && { url: partner.url }) } } : {};

const named = ({ thread: { title } }: ThreadPage, path: string) => (title ? [{ path, name: title }] : []);

/** Another order of the same posts is no page of its own. */
const usual = (c: Context<Env>) => c.req.query('sort') === undefined && c.req.query('around') === undefined;

/** The one post that the address names, or all of it. */
function sharedAt(c: Context<Env>, path: string): string {
  const around = c.req.query('around');
  return around ? `/p/${encodeURIComponent(around)}` : path;
}

function describe(c: Context<Env>, { site, thread, posts }: ThreadPage): string {
  const t = wordsOf(c);
  const opening = posts.find(({ id, state }) => id === thread.opening && state === 'published');
  if (opening) return textOf(opening.html).replace(/\s+/g, ' ');
  return thread.title ? t('head.article', { site: site.name, name: thread.title }) : t('head.articleUnnamed', { site: site.name });
}
