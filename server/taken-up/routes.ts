import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { findThankable } from '../belonging/find-thankable.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { taking } from './input.ts';
import { takeUp } from './take-up.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

export const takenUpRoutes = new Hono<Env>()
  .put(
    '/posts/:id/article',
    describeRoute({ summary: 'Which article took it up', tags }),
    valid('param', id),
    valid('json', taking),
    async (c) => {
      const { post, place } = await findThankable(c, c.req.valid('param').id);
      await takeUp(c.var.deps, staffOf(c), { place, postId: post.id, article: c.req.valid('json').article });
      return c.body(null, 204);
    },
  )
  .delete('/posts/:id/article', describeRoute({ summary: 'No article took it up', tags }), valid('param', id), async (c) => {
    const { post, place } = await findThankable(c, c.req.valid('param').id);
    await takeUp(c.var.deps, staffOf(c), { place, postId: post.id, article: null });
    return c.body(null, 204);
  });
