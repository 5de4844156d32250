import type { Context, MiddlewareHandler } from 'hono';
import type { Place } from '../threads/queries.ts';
import type { Env } from './who.ts';

/** What an answer says of itself; the rest is said around it, at each request. */
const OWN_HEADERS = ['content-type', 'cache-control', 'etag', 'vary', 'x-robots-tag'];
/** Milliseconds for which a page is what it was: what turns by the clock alone, and words such as "two minutes ago", are late by no more. */
const FRESH_MS = 1000;
/** Bytes of all that is kept. */
const ROOM = 16 * 1024 * 1024;

type Kept = { bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string>; read: Place | undefined; at: number };
type Making = Promise<Kept | null>;

/**
 * An answer to nobody in particular is a function of the database and the clock: it is made once for all who ask, and kept
 * until anything at all is written, by whatever process (docs/decisions/087). Where the database can't say so in passing
 * (Postgres), nothing is kept. For routes that answer by http/send.ts and leave nothing of their own behind.
 */
export function keepForNobody(): MiddlewareHandler<Env> {
  let version: number | null = null;
  const pages = new Map<string, Making>();
  let room = ROOM;

  function openPages(now: number | null) {
    if (now !== version) {
      pages.clear();
      room = ROOM;
      version = now;
    }
    return pages;
  }

  async function make(c: Context<Env>, next: () => Promise<void>): Making {
    await next();
    const { sent, read, deps } = c.var;
    if (c.res.status !== 200 || !sent || sent.length > room || c.res.headers.has('set-cookie')) return null;
    const headers = OWN_HEADERS.flatMap((name) => (c.res.headers.has(name) ? [[name, c.res.headers.get(name)!] as const] : []));
    return { bytes: sent, headers: Object.fromEntries(headers), read, at: deps.now().getTime() };
  }

  return async function keepForNobody(c, next) {
    const now = isForNobody(c) ? c.var.deps.db.version() : null;
    if (now === null) return next();
    const key = [c.var.locale, c.req.header('host'), c.req.header('origin'), c.req.url].join(' ');
    const kept = await openPages(now).get(key);
    if (!kept || c.var.deps.now().getTime() - kept.at >= FRESH_MS) {
      const making = make(c, next);
      pages.set(key, making);
      const made = await making;
      // Of another version by now, it went with the others.
      if (pages.get(key) === making) room += (kept?.bytes.length ?? 0) - (made?.bytes.length ?? 0);
      return;
    }
    c.set('read', kept.read);
    if (kept.headers.etag && c.req.header('if-none-match') === kept.headers.etag) {
      const { 'content-type': _, ...headers } = kept.headers;
      return c.body(null, 304, headers);
    }
    return c.body(kept.bytes, 200, kept.headers);
  };
}

const isForNobody = ({ req }: Context<Env>) => req.method === 'GET' && !req.header('cookie') && !req.header('authorization');
