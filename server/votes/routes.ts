import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { letIn } from '../sites/opening.ts';
import { findPublic } from '../posts/find-public.ts';
import { vote } from './vote.ts';

const param = z.object({ id: z.uuid('field.wrong') });
const tags = ['posts'];

export const voteRoutes = new Hono<Env>()
  .put('/votes/:id', describeRoute({ summary: 'Say that one wants a question answered', tags }), valid('param', param), (c) =>
    set(c, c.req.valid('param').id, true),
  )
  .delete('/votes/:id', describeRoute({ summary: 'Take a vote back', tags }), valid('param', param), (c) =>
    set(c, c.req.valid('param').id, false),
  );

async function set(c: Context<Env>, id: string, on: boolean) {
  const { post, place } = await findPublic(c.var.deps, id);
  await letIn(c, place);
  const actor = await requireMember(c, place.site);
  return c.json(await vote(c.var.deps, actor, { post, place, on }));
}
