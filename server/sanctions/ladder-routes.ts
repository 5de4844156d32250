import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { LADDER } from './ladder.ts';
import { saveLadder } from './save-ladder.ts';
import type { LadderWire } from './wire.ts';

const MOST = 100;
const points = z.int('field.wrong').min(0, 'field.wrong').max(MOST, 'field.wrong');
const kind = z.enum(['warning', 'slow', 'approval', 'suspension', 'ban'], 'field.wrong');
/** From an hour to two years. */
const hours = z.int('field.wrong').min(1, 'field.wrong').max(17_520, 'field.wrong').nullable();

const edit = z.object({
  version: z.int('field.required').min(1),
  ladder: z.object({
    points: z.object({ warning: points, slow: points, approval: points, suspension: points, ban: points }),
    rules: z.record(z.coerce.number().int().min(1).max(99), points),
    lapseDays: z.int('field.wrong').min(1, 'field.wrong').max(730, 'field.wrong'),
    steps: z
      .array(z.object({ from: points, kind, hours }))
      .min(1, 'field.required')
      .max(20, 'field.wrong'),
  }),
});

export const ladderRoutes = new Hono<Env>()
  .get('/ladder', describeRoute({ summary: 'What measures weigh, and what is proposed from how many points on', tags: ['desk'] }), (c) => {
    const { site } = staffOf(c);
    return c.json({ version: site.version, ladder: site.settings.ladder ?? LADDER } satisfies LadderWire);
  })
  .put('/ladder', describeRoute({ summary: 'Change it, naming the version edited', tags: ['desk'] }), valid('json', edit), async (c) =>
    c.json(await saveLadder(c.var.deps, staffOf(c).site, c.req.valid('json'))),
  );
