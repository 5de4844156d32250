import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import type { Place } from '../threads/queries.ts';
import type { Deps } from '../deps.ts';
import type { Env } from './who.ts';

/** What an answer says of itself; the rest is said around it, at each request. */
const OWN_HEADERS = ['content-type', 'cache-control', 'etag', 'vary', 'x-robots-tag'];
/**
 * Milliseconds for which a page is what it was when it was asked for: what turns by the clock alone, and what another node wrote
 * and could not say, are late by no more.
 */
const FRESH_MS = 500;
/** Bytes of all that is kept, addresses counted, packed copies left out: a fifth more. */
const ROOM = 16 * 1024 * 1024;
/** From how many on, packing a page costs less than sending it as it is. */
const WORTH = 4;

type Bytes = Uint8Array<ArrayBuffer>;
type Headers = Record<string, string>;
/** `asked`: how often by somebody who takes it packed. */
type Kept = { bytes: Bytes; headers: Headers; read: Place | undefined; at: number; asked: number; packed: Bytes | null };
type Making = Promise<Kept | null>;

/**
 * An answer to nobody in particular is a function of the database and the clock: it is made once for all who ask, and kept
 * until anything at all is written, by whatever process (docs/decisions/087): what other nodes write is known by what they say
 * of it (`bus`). For routes that answer by http/send.ts and leave nothing of their own behind.
 */
export function keepForNobody({ bus }: Pick<Deps, 'bus'>, most = ROOM): MiddlewareHandler<Env> {
  let version: number | null = null;
  const pages = new Map<string, Making>();
  let room = most;

  function forget() {
    pages.clear();
    room = most;
  }

  bus.on('events.heard', forget);

  function openPages(now: number) {
    if (now !== version) forget();
    version = now;
    return pages;
  }

  /** In place of what was kept at that address. Without room all is forgotten: anybody can ask for addresses that nobody asks for again. */
  function keep(key: string, making: Making, { made, kept }: { made: Kept | null; kept: Kept | null | undefined }) {
    if (kept) room += sizeOf(key, kept);
    pages.delete(key);
    if (!made) return;
    const size = sizeOf(key, made);
    if (size > room) forget();
    if (size > room) return;
    room -= size;
    pages.set(key, making);
  }

  async function make(c: Context<Env>, next: () => Promise<void>): Making {
    const at = c.var.deps.now().getTime();
    await next();
    const { sent, read } = c.var;
    if (c.res.status !== 200 || !sent || c.res.headers.has('set-cookie')) return null;
    const headers = OWN_HEADERS.flatMap((name) => (c.res.headers.has(name) ? [[name, c.res.headers.get(name)!] as const] : []));
    return { bytes: sent, headers: Object.fromEntries(headers), read, at, asked: 0, packed: null };
  }

  return async function keepForNobody(c, next) {
    const deps = c.get('deps');
    if (!isForNobody(c)) return next();
    c.header('vary', 'accept-encoding', { append: true });
    const key = [c.get('locale'), c.req.header('host'), c.req.header('origin'), c.req.url].join(' ');
    const kept = await openPages(deps.db.version()).get(key);
    const fresh = kept && deps.now().getTime() - kept.at < FRESH_MS;
    deps.measures.kept(Boolean(fresh));
    if (!fresh) {
      const making = make(c, next);
      pages.set(key, making);
      const made = await making;
      // Of another version by now, it went with the others.
      if (pages.get(key) === making) keep(key, making, { made, kept });
      return;
    }
    c.set('read', kept.read);
    return answer(c, kept);
  };
}

const sizeOf = (key: string, { bytes }: Kept) => 2 * key.length + bytes.length;

const isForNobody = ({ req }: Context<Env>) => req.method === 'GET' && !req.header('cookie') && !req.header('authorization');

function answer(c: Context<Env>, kept: Kept): Response {
  const { 'content-type': _, ...headers } = kept.headers;
  if (headers.etag && c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers);
  if (!takesGzip(c)) return c.body(kept.bytes, 200, kept.headers);
  kept.asked += 1;
  if (kept.asked === WORTH) pack(kept).catch(() => {}); // as it is, then
  return kept.packed ? c.body(kept.packed, 200, { ...kept.headers, 'content-encoding': 'gzip' }) : c.body(kept.bytes, 200, kept.headers);
}

/** RFC 9110 §12.5.3, as browsers and proxies say it. */
const takesGzip = ({ req }: Context) => /(?:^|,)\s*gzip\s*(?:,|$)/i.test(req.header('accept-encoding') ?? '');

/** In a thread of zlib's own. */
async function pack(kept: Kept) {
  kept.packed = new Uint8Array(await promisify(gzip)(kept.bytes));
}
