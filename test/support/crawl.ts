// Goes where links lead on our own pages, a few of each kind, as whoever holds the cookie.

/** Pages of one shape (`/t/…`) are made by the same code: so many show what they can be. */
const OF_A_SHAPE = 3;

export type Found = { path: string; html: string };

export async function crawl(origin: string, { cookie, from = ['/'] }: { cookie?: string; from?: string[] } = {}): Promise<Found[]> {
  const found: Found[] = [];
  const met = new Map<string, number>();
  const known = new Set<string>();
  const queue = [...from];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const shape = path
      .replace(/\?.*/, '?')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}(\/[\w-]+)?/, ':id')
      .replace(/^\/(s|tag|a)\/[^/?]+/, '/$1/:name');
    if (known.has(path) || (met.get(shape) ?? 0) >= OF_A_SHAPE) continue;
    known.add(path);
    met.set(shape, (met.get(shape) ?? 0) + 1);
    const answer = await fetch(origin + path, { headers: { accept: 'text/html', ...(cookie && { cookie }) } });
    const html = await answer.text();
    if (!answer.headers.get('content-type')?.startsWith('text/html') || new URL(answer.url).origin !== origin) continue;
    found.push({ path, html });
    queue.push(...linksIn(html, new URL(answer.url)));
  }
  return found;
}

/** Nobody is signed out, nothing is fetched that is no page. */
const linksIn = (html: string, base: URL): string[] =>
  [...html.matchAll(/<a [^>]*?href="([^"#]+)/g)]
    .map(([, href]) => new URL(href!.replaceAll('&amp;', '&'), base))
    .filter(({ origin, pathname }) => origin === base.origin && !/^\/(?:admin|signout|demo|media|notices\/.+\/proof)/.test(pathname))
    .map(({ pathname, search }) => pathname + search);
