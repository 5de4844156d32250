// Where a word could come out that only some may read: every route that reads, by every way in of who may not.
import { rights } from '#server/rights.ts';
import type { Forum } from './forum.ts';
import { OWN } from './world.ts';

/** Of the conversation that it is about: what addresses can name. */
type Near = { thread: string; post: string; member: string; ids?: string[] };

/** Every route of the table of rights that reads, with all that its names may be, and what else is asked by its query. */
export function readingPaths(word: string, { thread, post, member, ids = [] }: Near): string[] {
  const values: Record<string, string[]> = {
    id: [thread, post, member, ...ids],
    slug: ['velo', 'y-a-t-il-un-car-scolaire'],
    file: ['feed.atom', 'feed.rss', 'feed.json', 'pages.xml', 'threads-1.xml'],
    order: ['top', 'unanswered'],
    state: ['open'],
  };
  return [
    ...Object.keys(rights)
      .filter((what) => what.startsWith('GET '))
      .flatMap((what) => filled(what.slice('GET '.length), values)),
    `/api/v1/search?site=courrier&q=${word}`,
    `/search?q=${word}`,
    `/api/v1/thread?site=courrier&thread=${thread}`,
    `/api/v1/threads/similar?site=courrier&title=${word}`,
    `/embed/thread?site=courrier&thread=${thread}`,
    `/embed/post?id=${post}`,
    `/oembed?url=${encodeURIComponent(`${OWN}/p/${post}`)}`,
    `/api/v1/threads/${thread}/changes?after=0`,
    `/api/v1/threads/${thread}/posts?around=${post}`,
  ];
}

/** Those of the paths that answer with it. */
export async function leaksIn(
  forum: Forum,
  word: string,
  { paths, as }: { paths: string[]; as: Record<string, string>[] },
): Promise<string[]> {
  const leaks = [];
  for (const path of paths)
    for (const headers of as) {
      const { text } = await forum.request('GET', path, undefined, { accept: 'text/html, application/json', ...headers });
      // What one asks for is said back in the field it was typed in.
      const said = text.replaceAll(`value="${word}"`, '').replaceAll(`“${word}”`, '').replaceAll(`q=${word}`, '');
      if (said.includes(`Une ${word}`)) leaks.push(path);
    }
  return leaks;
}

/** Tables in which it stands, in whatever column. */
export async function tablesWith(forum: Forum, word: string): Promise<string[]> {
  const holding = [];
  for (const [name, table] of Object.entries(forum.db.read.t)) {
    const rows = await forum.db.read.select().from(table as never);
    if (JSON.stringify(rows).includes(word)) holding.push(name);
  }
  return holding;
}

/** A pattern with each of the values that its names may take. */
function filled(pattern: string, values: Record<string, string[]>): string[] {
  const name = /:(\w+)(?:\{.*?\}(?=\/|$))?/.exec(pattern);
  if (!name) return [pattern.replace('/*', '/x')];
  return (values[name[1]!] ?? ['pont']).flatMap((value) => filled(pattern.replace(name[0], value), values));
}
