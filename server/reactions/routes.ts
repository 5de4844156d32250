import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { letIn } from '../sites/opening.ts';
import { findPublic } from '../posts/find-public.ts';
import { reactionKey } from './input.ts';
import { react } from './react.ts';

const param = z.object({ id: z.uuid('field.wrong'), kind: reactionKey });
const tags = ['posts'];

export const reactionRoutes = new Hono<Env>()
  .put('/posts/:id/reactions/:kind', describeRoute({ summary: 'React to a post', tags }), valid('param', param), (c) =>
    set(c, c.req.valid('param'), true),
  )
  .delete('/posts/:id/reactions/:kind', describeRoute({ summary: 'Take a reaction back', tags }), valid('param', param), (c) =>
    set(c, c.req.valid('param'), false),
  );

async function set(c: Context<Env>, { id, kind }: z.output<typeof param>, on: boolean) {
  const { post, place } = await findPublic(c.var.deps, id);
  await letIn(c, place);
  const actor = await requireMember(c, place.site);
  return c.json(await react(c.var.deps, actor, { post, place, kind, on }));
}
