import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { orderInput, providerInput } from './input.ts';
import { presentProvider } from './present.ts';
import { providersOf } from './queries.ts';
import { addProvider, changeProvider, orderProviders, removeProvider } from './save-provider.ts';
import type { ProvidersWire } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });

export const providerRoutes = new Hono<Env>()
  .get('/providers', describeRoute({ summary: 'Doors to accounts kept elsewhere', tags: ['desk'] }), async (c) => {
    const { db, config } = c.var.deps;
    const { site } = staffOf(c);
    const rows = await providersOf(db.read, site.id);
    return c.json({ providers: rows.map((row) => presentProvider(config, site, row)) } satisfies ProvidersWire);
  })
  .post('/providers', describeRoute({ summary: 'Add one', tags: ['desk'] }), valid('json', providerInput), async (c) => {
    const { deps } = c.var;
    const staff = staffOf(c);
    return c.json(presentProvider(deps.config, staff.site, await addProvider(deps, staff, c.req.valid('json'))), 201);
  })
  .put(
    '/providers/order',
    describeRoute({ summary: 'The order of their buttons', tags: ['desk'] }),
    valid('json', orderInput),
    async (c) => {
      const { deps } = c.var;
      const staff = staffOf(c);
      const rows = await orderProviders(deps, staff, c.req.valid('json').ids);
      return c.json({ providers: rows.map((row) => presentProvider(deps.config, staff.site, row)) } satisfies ProvidersWire);
    },
  )
  .put(
    '/providers/:id',
    describeRoute({ summary: 'Change one; a secret left out stays', tags: ['desk'] }),
    valid('param', id),
    valid('json', providerInput),
    async (c) => {
      const { deps } = c.var;
      const staff = staffOf(c);
      const row = await changeProvider(deps, staff, { uid: c.req.valid('param').id, input: c.req.valid('json') });
      return c.json(presentProvider(deps.config, staff.site, row));
    },
  )
  .delete(
    '/providers/:id',
    describeRoute({ summary: 'Remove one, and end what it opened', tags: ['desk'] }),
    valid('param', id),
    async (c) => {
      await removeProvider(c.var.deps, staffOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );
