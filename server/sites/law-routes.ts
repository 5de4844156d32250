import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { lawOf } from './law.ts';
import { saveLaw } from './save-law.ts';
import type { LawWire } from './wire.ts';

const profile = z.enum(['hosting', 'platform', 'platform_small'], 'field.wrong');
/** From a quarter of an hour to a week: a notice is answered "timely" (DSA, art. 16(6)). */
const alarm = z.int('field.wrong').min(15, 'field.wrong').max(10_080, 'field.wrong');
/** Six months at least (DSA, art. 20(1)). */
const months = z.int('field.wrong').min(6, 'field.wrong').max(60, 'field.wrong');

/** More than anybody would read through. */
const MAX_BODIES = 10;
const body = z.object({
  name: z.string('field.required').trim().min(1, 'field.required').max(120, 'field.too_long|max=120'),
  url: z.url({ protocol: /^https?$/, error: 'field.wrong' }).max(500, 'field.too_long|max=500'),
});

const edit = z.object({
  version: z.int('field.required').min(1),
  law: z.object({
    comments: profile,
    forum: profile,
    alarmMinutes: alarm,
    contestMonths: months,
    publicLog: z.boolean('field.wrong'),
    disputeBodies: z.array(body).max(MAX_BODIES, `field.too_many|max=${MAX_BODIES}`),
  }),
});

export const lawRoutes = new Hono<Env>()
  .get('/law', describeRoute({ summary: 'What the law asks of the site, as it declared', tags: ['desk'] }), (c) => {
    const { site } = staffOf(c);
    return c.json({ version: site.version, law: lawOf(site) } satisfies LawWire);
  })
  .put('/law', describeRoute({ summary: 'Declare it, naming the version edited', tags: ['desk'] }), valid('json', edit), async (c) => {
    const { site, member } = staffOf(c);
    return c.json(await saveLaw(c.var.deps, site, c.req.valid('json'), member.name));
  });
