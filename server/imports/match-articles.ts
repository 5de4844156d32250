import { pageOf, type Hosts, type Page } from './page-address.ts';

/** A thread of an export that has something to bring. */
export type Brought = { id: string; identifier: string; link: string; posts: number };

/** What the site has already: the keys of articles, and the key of the article at each folded address. */
export type Known = { keys: Set<string>; keyAt: Map<string, string> };

export type Matched<T extends Brought> = { key: string; threads: T[]; addresses: Set<string>; page: Page | null };

export type Unmatched = 'unknown_host' | 'no_address' | 'too_long';

/** As many characters as an article's id may have at our door: under a longer one nobody would find it again. */
const MAX_KEY = 200;

/**
 * Which article each thread belongs under: the one its identifier names, else the one at its address, else a new one
 * called by its identifier or its path. Threads of one address meet in one article. An identifier that several threads
 * bear names nothing; an address that several identifiers share (`/?p=12`, `/?p=13`) is not theirs to be matched by.
 */
export function matchArticles<T extends Brought>(threads: T[], hosts: Hosts, known: Known) {
  const articles = new Map<string, Matched<T>>();
  const left: { thread: T; why: Unmatched; host: string | null }[] = [];
  const bearers = Map.groupBy(threads, ({ identifier }) => identifier);
  const seen = threads.map((thread) => {
    const { identifier } = thread;
    const names = identifier !== '' && identifier.length <= MAX_KEY && bearers.get(identifier)!.length === 1;
    return { thread, found: pageOf(thread.link, hosts), name: names ? identifier : null };
  });
  const namesAt = Map.groupBy(
    seen.filter(({ name }) => name !== null),
    ({ found }) => addressOf(found),
  );

  for (const { thread, found, name } of seen) {
    const page = found && 'address' in found ? found : null;
    const names = namesAt.get(addressOf(found)) ?? [];
    const address = page && !(name !== null && names.length > 1) ? page.address : null;
    const key = keyOf({ name, page, address, only: names.length === 1 ? names[0]!.name : null }, known);
    if (key === null)
      left.push({ thread, why: found ? 'unknown_host' : 'no_address', host: found && 'unknownHost' in found ? found.unknownHost : null });
    else if (key.length > MAX_KEY) left.push({ thread, why: 'too_long', host: null });
    else join(articles, key, { thread, page, address });
  }
  return { articles: [...articles.values()], left };
}

type Clues = { name: string | null; page: Page | null; address: string | null; only: string | null };

function keyOf({ name, page, address, only }: Clues, { keys, keyAt }: Known): string | null {
  if (name !== null && keys.has(name)) return name;
  if (!page) return null;
  return (address !== null ? keyAt.get(address) : undefined) ?? name ?? only ?? page.key;
}

/** The thread with most to say gives the article its page. */
function join<T extends Brought>(
  articles: Map<string, Matched<T>>,
  key: string,
  { thread, page, address }: { thread: T; page: Page | null; address: string | null },
) {
  const article = articles.get(key) ?? { key, threads: [], addresses: new Set<string>(), page };
  if (article.threads.every(({ posts }) => posts < thread.posts)) {
    article.page = page ?? article.page;
    article.threads.unshift(thread);
  } else article.threads.push(thread);
  if (address !== null) article.addresses.add(address);
  articles.set(key, article);
}

const addressOf = (found: ReturnType<typeof pageOf>) => (found && 'address' in found ? found.address : null);
