import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { readExpert, readExperts } from './present.ts';
import { forgetExpert, saveExpert } from './save-expert.ts';

/** Characters: a line, and a few. */
const [MAX_FIELD, MAX_AVAILABILITY] = [120, 300];

const id = z.object({ id: z.uuid('field.wrong') });
const line = (max: number) => z.string('field.wrong').trim().max(max, `field.too_long|max=${max}`).default('');
const expert = z.object({
  version: z.int('field.required').min(0, 'field.wrong'),
  field: line(MAX_FIELD),
  availability: line(MAX_AVAILABILITY),
});
const tags = ['desk'];

export const expertRoutes = new Hono<Env>()
  .get('/experts', describeRoute({ summary: 'The directory of experts, with where they appeared', tags }), async (c) =>
    c.json(await readExperts(c.var.deps, staffOf(c).site)),
  )
  .get('/experts/:id', describeRoute({ summary: 'One of them, thread by thread', tags }), valid('param', id), async (c) =>
    c.json(await readExpert(c.var.deps, staffOf(c), c.req.valid('param').id)),
  )
  .put(
    '/experts/:id',
    describeRoute({ summary: 'What the directory says of a member', tags }),
    valid('param', id),
    valid('json', expert),
    async (c) => {
      const param = c.req.valid('param');
      await saveExpert(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...param });
      return c.json(await readExpert(c.var.deps, staffOf(c), param.id));
    },
  )
  .delete('/experts/:id', describeRoute({ summary: 'Forget what it says of them', tags }), valid('param', id), async (c) => {
    await forgetExpert(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
