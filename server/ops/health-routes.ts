import { once } from 'node:events';
import { Hono } from 'hono';
import { sameBytes } from '../accounts/same-bytes.ts';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/who.ts';
import { findSite } from '../sites/queries.ts';

/** Milliseconds: a balancer that hears nothing decides by its own clock. */
const PATIENCE_MS = 2000;

export const healthRoutes = new Hono<Env>()
  /** The process answers. */
  .get('/healthz', (c) => c.text('ok'))
  /** It can serve: the database answers too. A balancer takes away whoever says no. */
  .get('/readyz', async (c) => {
    const late = AbortSignal.timeout(PATIENCE_MS);
    const ready = await Promise.race([
      findSite(c.var.deps.db.read, 0).then(
        () => true,
        () => false,
      ),
      once(late, 'abort').then(() => false),
    ]);
    return c.text(ready ? 'ready' : 'no database', ready ? 200 : 503);
  })
  /** What a node says of itself, to who knows METRICS_TOKEN; where there is none, there is nothing here. */
  .get('/metrics', async (c) => {
    const { config, measures } = c.var.deps;
    if (!measures.text) throw new Refusal('not_found');
    if (!sameBytes(Buffer.from(c.req.header('authorization') ?? ''), Buffer.from(`Bearer ${config.metricsToken}`)))
      return c.text('METRICS_TOKEN is asked, as a bearer token', 401, { 'www-authenticate': 'Bearer' });
    return c.text(await measures.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
  });
