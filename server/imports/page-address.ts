import { foldUrl } from '../articles/fold-url.ts';

/** The site's hosts, folded, each with its origin; the first is the site's main one. `moved`: hosts it had before. */
export type Hosts = { own: Map<string, string>; moved: Map<string, string> };

export type Page = {
  /** On the site as it is today. */
  url: string;
  /** Folded: what articles are matched by. */
  address: string;
  /** What a new article is called by: its path; on a host beside the main one, its whole address. */
  key: string;
};

export const foldHost = (host: string) => host.toLowerCase().replace(/^www\./, '');

export function hostsOf(origins: string[], moved: Map<string, string> = new Map()): Hosts {
  const own = new Map<string, string>();
  for (const origin of origins) {
    const host = foldHost(new URL(origin).host);
    if (!own.has(host)) own.set(host, origin);
  }
  return { own, moved };
}

/**
 * The site's page behind a link, seen directly or through a cache, an archive or a translation of it.
 * @returns the host where it is not the site's; null where the link can't be read
 */
export function pageOf(link: string, hosts: Hosts): Page | { unknownHost: string } | null {
  const url = parse(link);
  if (!url) return null;
  const inner = onSite(url, hosts) ? url : innerOf(url);
  return (inner && onSite(inner, hosts)) ?? { unknownHost: foldHost(url.host) };
}

function onSite(url: URL, { own, moved }: Hosts): Page | null {
  const host = foldHost(url.host);
  const home = moved.get(host) ?? host;
  const origin = own.get(home);
  if (origin === undefined) return null;
  const address = foldUrl(`${origin}${url.pathname}`);
  const [main] = own.keys();
  return { url: `${origin}${url.pathname}${url.search}`, address, key: home === main ? address.slice(home.length) || '/' : address };
}

/** Where the copy of a page keeps the page's own address. */
const MIRRORS: Record<string, (url: URL) => string | undefined | null> = {
  'web.archive.org': (url) => archived(url),
  'wayback.archive.org': (url) => archived(url),
  'webcache.googleusercontent.com': ({ searchParams }) => /^cache:(?:[\w-]+:)?(\S+)/.exec(searchParams.get('q') ?? '')?.[1],
  'translate.googleusercontent.com': ({ searchParams }) => searchParams.get('u'),
  'translate.google.com': ({ searchParams }) => searchParams.get('u'),
  'hghltd.yandex.net': ({ searchParams }) => searchParams.get('url'),
};

function innerOf(url: URL): URL | null {
  const translated = /^(.+)\.translate\.goog$/.exec(url.hostname);
  if (translated) return parse(`https://${translated[1]!.replaceAll(/--|-/g, (dash) => (dash === '-' ? '.' : '-'))}${url.pathname}`);
  const inner = MIRRORS[url.hostname]?.(url);
  if (!inner) return null;
  return parse(/^https?:/.test(inner) ? inner : `http://${inner}`);
}

/** `/web/20160801161807id_/http:/host/path`, `/save/https://host/path` */
const archived = ({ pathname, search }: URL) => /^\/(?:web\/\w+|save)\/(.+)$/.exec(pathname + search)?.[1];

function parse(link: string): URL | null {
  const url = URL.parse(link);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}
