import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { postIn } from '../posts/queries.ts';
import { requireModerated } from '../threads/move-routes.ts';
import { turn } from './input.ts';
import { makeDiscussion } from './make-discussion.ts';
import { turnIdea } from './turn-idea.ts';
import type { TurnedWire } from './wire.ts';

const tags = ['desk'];
const id = z.object({ id: z.uuid('field.wrong') });

/** What the newsroom does with ideas. */
export const ideaRoutes = new Hono<Env>()
  .put(
    '/ideas/:id/state',
    describeRoute({ summary: 'Take an idea further, with a public word', tags }),
    valid('param', id),
    valid('json', turn),
    async (c) => {
      const place = await requireModerated(c);
      const given = c.req.valid('json');
      const postId = await turnIdea(c.var.deps, { actor: staffOf(c), address: c.var.address }, { place, turn: given });
      const post = (await postIn(c.var.deps.db.read, postId))!;
      return c.json({ post: post.uid, state: given.state } satisfies TurnedWire);
    },
  )
  .put(
    '/ideas/:id/discussion',
    describeRoute({ summary: 'What was proposed is a discussion from now on', tags }),
    valid('param', id),
    async (c) => {
      await makeDiscussion(c.var.deps, staffOf(c), await requireModerated(c));
      return c.body(null, 204);
    },
  );
