import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { addHost, dropHost } from './choose-hosts.ts';
import { requireLive, requireMoment } from './find-live.ts';
import { momentInput } from './input.ts';
import { dropMoment, pinMoment } from './pin-moment.ts';
import { endLive, goOnAir, pauseLive } from './run-live.ts';

const tags = ['live'];
const id = z.object({ id: z.uuid('field.wrong') });
const hostOf = id.extend({ member: z.uuid('field.wrong') });

/** What those who hold a live night do with it; from the embed too. */
export const liveRoutes = new Hono<Env>()
  .put('/lives/:id/pause', describeRoute({ summary: 'Only the hosts write, for now', tags }), valid('param', id), async (c) => {
    const { actor, place } = await requireLive(c, c.req.valid('param').id);
    await pauseLive(c.var.deps, actor, place);
    return c.body(null, 204);
  })
  .delete(
    '/lives/:id/pause',
    describeRoute({ summary: 'Everybody writes; what was announced begins', tags }),
    valid('param', id),
    async (c) => {
      const { actor, place } = await requireLive(c, c.req.valid('param').id);
      await goOnAir(c.var.deps, actor, place);
      return c.body(null, 204);
    },
  )
  .put('/lives/:id/ending', describeRoute({ summary: 'End it: an archive from now on', tags }), valid('param', id), async (c) => {
    const { actor, place } = await requireLive(c, c.req.valid('param').id);
    await endLive(c.var.deps, actor, place, true);
    return c.body(null, 204);
  })
  .delete('/lives/:id/ending', describeRoute({ summary: 'It goes on', tags }), valid('param', id), async (c) => {
    const { actor, place } = await requireLive(c, c.req.valid('param').id);
    await endLive(c.var.deps, actor, place, false);
    return c.body(null, 204);
  })
  .put(
    '/lives/:id/hosts/:member',
    describeRoute({ summary: 'Somebody of the newsroom holds it too', tags }),
    valid('param', hostOf),
    async (c) => {
      const { actor, place } = await requireLive(c, c.req.valid('param').id);
      await addHost(c.var.deps, actor, place, c.req.valid('param').member);
      return c.body(null, 204);
    },
  )
  .delete('/lives/:id/hosts/:member', describeRoute({ summary: 'No host any more', tags }), valid('param', hostOf), async (c) => {
    const { actor, place } = await requireLive(c, c.req.valid('param').id);
    await dropHost(c.var.deps, actor, place, c.req.valid('param').member);
    return c.body(null, 204);
  })
  .put(
    '/live-moments/:id',
    describeRoute({ summary: 'A post is one of the best moments; `above`: shown above the flow', tags }),
    valid('param', id),
    valid('json', momentInput),
    async (c) => {
      const { actor, place, postId } = await requireMoment(c, c.req.valid('param').id);
      await pinMoment(c.var.deps, actor, place, { postId, ...c.req.valid('json') });
      return c.body(null, 204);
    },
  )
  .delete('/live-moments/:id', describeRoute({ summary: 'Neither above nor a moment any more', tags }), valid('param', id), async (c) => {
    const { actor, place, postId } = await requireMoment(c, c.req.valid('param').id);
    await dropMoment(c.var.deps, actor, place, postId);
    return c.body(null, 204);
  });
