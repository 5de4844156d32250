import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { requireSite, staffOf, type Env } from '../http/who.ts';
import { presentCharter } from './present.ts';
import { publishCharter } from './publish-charter.ts';
import { currentRules } from './queries.ts';

const charter = z.object({
  version: z.int('field.required').min(0),
  rules: z
    .array(
      z.object({
        title: z.string('field.required').trim().min(1, 'field.required').max(200, 'field.too_long|max=200'),
        body: z.string('field.required').trim().max(4000, 'field.too_long|max=4000'),
      }),
    )
    .min(1, 'field.required')
    .max(30, 'field.too_many|max=30'),
});

export const charterRoutes = new Hono<Env>()
  .get('/charter', describeRoute({ summary: 'The rules in force', tags: ['charter'] }), async (c) => {
    const site = requireSite(c);
    return c.json(presentCharter(c.var.deps.config, site, await currentRules(c.var.deps.db.read, site)));
  })
  .put('/charter', describeRoute({ summary: 'Publish a new version', tags: ['charter'] }), valid('json', charter), async (c) => {
    const { site } = staffOf(c);
    const charterVersion = await publishCharter(c.var.deps, site, c.req.valid('json'));
    return c.json(presentCharter(c.var.deps.config, site, await currentRules(c.var.deps.db.read, { ...site, charterVersion })));
  });
