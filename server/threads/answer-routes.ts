import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { letIn } from '../sites/opening.ts';
import { requireMember, type Env } from '../http/who.ts';
import { findPublic } from '../posts/find-public.ts';
import { keepAnswer, letAnswerGo } from './keep-answer.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['threads'];

/** The one answer to a question that is kept: by whoever asked, or the newsroom. */
export const answerRoutes = new Hono<Env>()
  .put('/kept-answers/:id', describeRoute({ summary: 'Keep a post as the answer to its question', tags }), valid('param', id), (c) =>
    change(c, c.req.valid('param').id, keepAnswer),
  )
  .delete('/kept-answers/:id', describeRoute({ summary: 'No longer the answer', tags }), valid('param', id), (c) =>
    change(c, c.req.valid('param').id, letAnswerGo),
  );

async function change(c: Context<Env>, uid: string, act: typeof keepAnswer) {
  const { post, place } = await findPublic(c.var.deps, uid);
  await letIn(c, place);
  await act(c.var.deps, await requireMember(c, place.site), { place, postId: post.id });
  return c.body(null, 204);
}
