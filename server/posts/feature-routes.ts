import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { featurePost } from './feature-post.ts';
import { postById } from './queries.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

export const featureRoutes = new Hono<Env>()
  .put('/posts/:id/feature', describeRoute({ summary: 'Make a post the newsroom’s pick', tags }), valid('param', id), (c) =>
    feature(c, c.req.valid('param').id, true),
  )
  .delete('/posts/:id/feature', describeRoute({ summary: 'No longer the newsroom’s pick', tags }), valid('param', id), (c) =>
    feature(c, c.req.valid('param').id, false),
  );

async function feature(c: Context<Env>, uid: string, on: boolean) {
  const staff = staffOf(c);
  const post = await postById(c.var.deps.db.read, uid);
  const place = post && (await findThreadPlace(c.var.deps.db.read, post.threadId));
  if (!place || !moderates(staff, { siteId: place.site.id, spaceId: place.thread.spaceId })) throw new Refusal('not_found');
  await featurePost(c.var.deps, staff, { id: post.id, threadId: post.threadId, on });
  return c.body(null, 204);
}
