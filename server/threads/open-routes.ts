import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { countPost } from '../audience/count-act.ts';
import { threadPath } from './thread-path.ts';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { answerWith } from '../posts/routes.ts';
import { siteFor } from '../sites/opening.ts';
import { siteUrl } from '../sites/url.ts';
import { openedThread } from './input.ts';
import { openThread } from './open-thread.ts';
import { findThreadPlace } from './queries.ts';
import type { OpenedWire } from './wire.ts';

export const openThreadRoutes = new Hono<Env>().post(
  '/threads',
  describeRoute({ summary: 'Open a thread of the forum; the same client id again gives the first one', tags: ['threads'] }),
  valid('json', openedThread.extend({ site: z.string('field.required').max(100) })),
  async (c) => {
    const { site: key, ...input } = c.req.valid('json');
    const site = await siteFor(c, key);
    const actor = await requireMember(c, site);
    const { id, created } = await openThread(c.var.deps, { actor, address: c.var.address }, { ...input, site });
    if (created) await countPost(c, { site, member: actor.member });
    const { post, thread } = await answerWith(c, id);
    const place = (await findThreadPlace(c.var.deps.db.read, thread))!;
    const url = siteUrl(c.var.deps.config, site) + threadPath(place.thread);
    return c.json({ thread, url, post } satisfies OpenedWire, created ? 201 : 200);
  },
);
