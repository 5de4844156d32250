import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { openingId, openingInput } from './input.ts';
import { openingsOn } from './queries.ts';
import { endOpening, tryOpening } from './try-opening.ts';

const tags = ['desk'];

export const openingRoutes = new Hono<Env>()
  .get('/openings', describeRoute({ summary: 'Openings tried on members, and what came of them', tags }), async (c) =>
    c.json(await list(c)),
  )
  .post(
    '/openings',
    describeRoute({ summary: 'Try another opening on half of the members', tags }),
    valid('json', openingInput),
    async (c) => {
      await tryOpening(c.var.deps, staffOf(c), c.req.valid('json'));
      return c.json(await list(c), 201);
    },
  )
  .put('/openings/:id/end', describeRoute({ summary: 'Everybody reads the first again', tags }), valid('param', openingId), async (c) => {
    await endOpening(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.json(await list(c));
  });

const list = (c: Context<Env>) => openingsOn(c.var.deps, staffOf(c).site);
