import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** What is read again and again: asked with its ETag, it says when nothing changed. `seconds` it may be shown without asking; `own`: to whoever asked alone. */
export function sendFresh(c: Context, body: string, { type, seconds = 0, own = false }: { type: string; seconds?: number; own?: boolean }) {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  c.header('etag', etag);
  c.header('cache-control', own ? 'private, no-cache' : seconds > 0 ? `public, max-age=${seconds}` : 'public, no-cache');
  c.header('x-robots-tag', 'noindex');
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304);
  return c.body(body, 200, { 'content-type': `${type}; charset=utf-8` });
}
