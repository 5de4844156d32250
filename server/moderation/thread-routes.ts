// What one thread screens otherwise than what is around it.
import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { threadScreeningInput } from './input.ts';
import { readThreadScreening, saveThreadScreening } from './thread-screening.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

export const threadScreeningRoutes = new Hono<Env>()
  .get('/threads/:id/screening', describeRoute({ summary: 'What one thread screens otherwise', tags }), valid('param', id), async (c) =>
    c.json(await readThreadScreening(c.var.deps.db.read, await findPlace(c, c.req.valid('param').id))),
  )
  .put(
    '/threads/:id/screening',
    describeRoute({ summary: 'Change it, naming what was known; null follows what is around', tags }),
    valid('param', id),
    valid('json', threadScreeningInput),
    async (c) => {
      const { deps } = c.var;
      const place = await findPlace(c, c.req.valid('param').id);
      await saveThreadScreening(deps, staffOf(c), place, c.req.valid('json'));
      return c.json(await readThreadScreening(deps.db.read, place));
    },
  );

async function findPlace(c: Context<Env>, threadId: string) {
  const place = await findThreadPlace(c.var.deps.db.read, threadId);
  if (!place || !moderates(staffOf(c), place.thread)) throw new Refusal('not_found');
  return place;
}
