import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { resetFactors } from './reset-factors.ts';

export const factorRoutes = new Hono<Env>().post(
  '/members/:id/second-factor-resets',
  describeRoute({ summary: 'Take away the second factors of a member who lost them', tags: ['members'] }),
  valid('param', z.object({ id: z.uuid('field.wrong') })),
  async (c) => {
    await resetFactors(c.var.deps, staffOf(c), { id: c.req.valid('param').id, ip: c.var.address.ip });
    return c.body(null, 204);
  },
);
