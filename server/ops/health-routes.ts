import { Hono } from 'hono';
import type { Env } from '../http/who.ts';
import { findSite } from '../sites/queries.ts';

export const healthRoutes = new Hono<Env>()
  /** The process answers. */
  .get('/healthz', (c) => c.text('ok'))
  /** It can serve: the database answers too. A balancer takes away whoever says no. */
  .get('/readyz', async (c) => {
    const ready = await findSite(c.var.deps.db.read, 0).then(
      () => true,
      () => false,
    );
    return c.text(ready ? 'ready' : 'no database', ready ? 200 : 503);
  });
