import type { Context } from 'hono';
import type { There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import type { JsonLd } from '../machines/json-ld.ts';
import { textOf } from '../markdown/text-of.ts';
import { cut } from '../pages/cut.ts';
import type { ThreadPage } from '../threads/wire.ts';

/** Characters of what a search engine shows as a post's title. */
const HEADLINE = 110;

/** What its hosts say, as far as this page shows it. https://schema.org/LiveBlogPosting */
export async function liveData(_: Context<Env>, __: There, { thread, posts }: ThreadPage): Promise<JsonLd[]> {
  const opening = posts.find(({ id, state }) => id === thread.opening && state === 'published');
  if (!opening || !thread.live) return [];
  const { state, startsAt } = thread.live;
  const since = thread.writing.state === 'closed' ? thread.writing.since : null;
  return [
    {
      '@type': 'LiveBlogPosting',
      headline: thread.title,
      url: thread.url,
      datePublished: opening.at,
      author: { '@type': 'Person', name: opening.author!.name },
      coverageStartTime: startsAt ?? opening.at,
      ...(state === 'ended' && since && { coverageEndTime: since }),
      liveBlogUpdate: posts
        .filter(({ host, state: is, id }) => host && is === 'published' && id !== thread.opening)
        .map(({ html, at, author }) => {
          const text = textOf(html).replace(/\s+/g, ' ');
          const by = { '@type': 'Person', name: author!.name };
          return { '@type': 'BlogPosting', headline: cut(text, HEADLINE), articleBody: text, datePublished: at, author: by };
        }),
    },
  ];
}
