import { every } from 'hono/combine';
import type { MiddlewareHandler } from 'hono';
import { guard } from '../http/guard.ts';
import { sharedHeaders } from '../http/headers.ts';
import { readSite } from '../http/request.ts';
import { readWho, type Env } from '../http/who.ts';
import { shutPages } from '../sites/opening.ts';

/** Before what any program on any page may read of a site: as nobody in particular. */
export const opened: MiddlewareHandler<Env> = every(sharedHeaders, readSite, readWho, guard, shutPages);
