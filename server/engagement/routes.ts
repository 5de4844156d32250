import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { changeFormula } from './change-formula.ts';
import { engagementOn } from './queries.ts';

const MOST_WEIGHT = 20;
const MOST_GRAVITY = 1_000_000;
const weight = z.int('field.wrong').min(0, 'field.wrong').max(MOST_WEIGHT, `field.most|max=${MOST_WEIGHT}`);
const threshold = z.int('field.wrong').min(1, 'field.wrong').max(MOST_GRAVITY, 'field.wrong');
const input = z.object({
  version: z.int('field.required').min(1),
  formula: z.object({
    weights: z.object({
      heard: weight,
      kept: weight,
      answered: weight,
      chosen: weight,
      thanked: weight,
      idea: weight,
      came: weight,
      report: weight,
    }),
    thresholds: z
      .tuple([threshold, threshold, threshold])
      .refine(([second, third, fourth]) => second < third && third < fourth, 'engagement.rising'),
  }),
});
const tags = ['desk'];

export const engagementRoutes = new Hono<Env>()
  .get('/engagement', describeRoute({ summary: 'How members are engaged, and by which formula', tags }), async (c) =>
    c.json(await answer(c)),
  )
  .put(
    '/engagement/formula',
    describeRoute({ summary: 'Count by another formula, naming the version edited', tags }),
    valid('json', input),
    async (c) => {
      await changeFormula(c.var.deps, staffOf(c), c.req.valid('json'));
      return c.json(await answer(c));
    },
  );

const answer = (c: Context<Env>) => engagementOn(c.var.deps.db.read, staffOf(c).site, c.var.deps.now());
