import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findPublic } from '../posts/find-public.ts';
import { endOfficial, makeOfficial, pinThread } from './marks.ts';
import { requireModerated } from './move-routes.ts';
import { moderates } from './policy.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

/** What the newsroom says of a thread: its own answer in it, and that it stands first. */
export const markRoutes = new Hono<Env>()
  .put('/official-answers/:id', describeRoute({ summary: 'Make a post the newsroom’s answer', tags }), valid('param', id), (c) =>
    mark(c, c.req.valid('param').id, makeOfficial),
  )
  .delete('/official-answers/:id', describeRoute({ summary: 'No longer the newsroom’s answer', tags }), valid('param', id), (c) =>
    mark(c, c.req.valid('param').id, endOfficial),
  )
  .put('/threads/:id/pin', describeRoute({ summary: 'A thread stands first in its space', tags }), valid('param', id), async (c) => {
    await pinThread(c.var.deps, staffOf(c), await requireModerated(c), true);
    return c.body(null, 204);
  })
  .delete('/threads/:id/pin', describeRoute({ summary: 'It stands where it is', tags }), valid('param', id), async (c) => {
    await pinThread(c.var.deps, staffOf(c), await requireModerated(c), false);
    return c.body(null, 204);
  });

async function mark(c: Context<Env>, uid: string, act: typeof makeOfficial) {
  const { post, place } = await findPublic(c.var.deps, uid);
  if (!moderates(staffOf(c), place.thread)) throw new Refusal('not_found');
  await act(c.var.deps, staffOf(c), { place, postId: post.id });
  return c.body(null, 204);
}
