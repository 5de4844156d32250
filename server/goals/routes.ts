import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { goalId, goalInput } from './input.ts';
import { goalsOn } from './queries.ts';
import { makeGoal, removeGoal } from './save-goal.ts';

const tags = ['desk'];

export const goalRoutes = new Hono<Env>()
  .get('/goals', describeRoute({ summary: 'Numbers to reach, and how far each is', tags }), async (c) => c.json(await list(c)))
  .post('/goals', describeRoute({ summary: 'Set a goal', tags }), valid('json', goalInput), async (c) => {
    await makeGoal(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .delete('/goals/:id', describeRoute({ summary: 'Remove a goal', tags }), valid('param', goalId), async (c) => {
    await removeGoal(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });

const list = (c: Context<Env>) => goalsOn(c.var.deps, staffOf(c).site);
