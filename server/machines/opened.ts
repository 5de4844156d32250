import { every } from 'hono/combine';
import type { MiddlewareHandler } from 'hono';
import { guard } from '../http/guard.ts';
import { sharedHeaders } from '../http/headers.ts';
import { readSite } from '../http/request.ts';
import type { Env } from '../http/who.ts';
import { shutPages } from '../sites/opening.ts';

/** Whoever is signed in reads what everybody does: it may be kept for everybody. */
const asNobody: MiddlewareHandler<Env> = (c, next) => {
  c.set('who', { via: 'nobody' });
  return next();
};

/** Before what a secret address opens, while the site is shut too. */
export const bySecret: MiddlewareHandler<Env> = every(sharedHeaders, readSite, asNobody, guard);

/** Before what any program on any page may read of a site. */
export const opened: MiddlewareHandler<Env> = every(bySecret, shutPages);
