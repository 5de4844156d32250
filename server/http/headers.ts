import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { PLAYERS } from '../previews/players.ts';
import type { Assets } from './assets.ts';
import type { Env } from './who.ts';

/**
 * For our own pages: nothing from elsewhere but the frames a reader asks for, no inline script, never in a frame; the one inline style is the thread's,
 * by its hash. The desk and the forum live under this.
 */
export const pageHeaders = ({ manifest }: Assets) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", `'${manifest.styleHash}'`],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameSrc: PLAYERS,
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'strict-origin-when-cross-origin',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
  });

/**
 * For what other sites load (the script, the API): any page may fetch it, none gets at it with cookies but where a
 * route says so. A state-changing request is judged by who.ts, not by what a browser lets a page read.
 */
export const sharedHeaders: MiddlewareHandler<Env> = async function sharedHeaders(c, next) {
  const origin = c.req.header('origin');
  if (origin) {
    c.header('access-control-allow-origin', origin);
    c.header('vary', 'origin', { append: true });
    if (c.req.path.startsWith(WITH_COOKIES)) c.header('access-control-allow-credentials', 'true');
    c.header('access-control-expose-headers', 'etag, retry-after, x-request-id');
  }
  c.header('cross-origin-resource-policy', 'cross-origin');
  c.header('x-content-type-options', 'nosniff');
  if (c.req.method === 'OPTIONS') return c.body(null, 204, preflight(c.req.header('access-control-request-headers')));
  await next();
  return;
};

/** The one place where an embed's own, partitioned cookie is read: it says for itself which origin it is good for. */
const WITH_COOKIES = '/api/v1/session';

const preflight = (headers = '') => ({
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': headers,
  'access-control-max-age': '7200',
});
