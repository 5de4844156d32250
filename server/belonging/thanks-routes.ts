import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findThankable } from './find-thankable.ts';
import { thanksInput } from './input.ts';
import { endThanks, thank } from './thank.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

export const thanksRoutes = new Hono<Env>()
  .put(
    '/posts/:id/thanks',
    describeRoute({ summary: 'The newsroom thanks for a post, in a word or without any', tags }),
    valid('param', id),
    valid('json', thanksInput),
    async (c) => {
      const { post, place } = await findThankable(c, c.req.valid('param').id);
      await thank(c.var.deps, staffOf(c), { place, postId: post.id, ...c.req.valid('json') });
      return c.body(null, 204);
    },
  )
  .delete('/posts/:id/thanks', describeRoute({ summary: 'Its thanks are taken back', tags }), valid('param', id), async (c) => {
    const { post, place } = await findThankable(c, c.req.valid('param').id);
    await endThanks(c.var.deps, staffOf(c), { place, postId: post.id });
    return c.body(null, 204);
  });
