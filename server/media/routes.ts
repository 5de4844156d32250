import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { letIn } from '../sites/opening.ts';
import { requireMember, type Env } from '../http/who.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { upload } from './upload.ts';

export const mediaRoutes = new Hono<Env>().post(
  '/media',
  describeRoute({ summary: 'Send a picture, the file itself as the body, to be shown in a post', tags: ['media'] }),
  valid('query', z.object({ site: z.string('field.required').max(100) })),
  async (c) => {
    const site = await findSiteByKey(c.var.deps.db.read, c.req.valid('query').site);
    if (!site) throw new Refusal('not_found');
    await letIn(c, site);
    const actor = await requireMember(c, site);
    return c.json(await upload(c.var.deps, { site, actor }, new Uint8Array(await c.req.arrayBuffer())), 201);
  },
);
