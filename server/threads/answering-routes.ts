import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { setAnswerDates, turnByHand } from './answering.ts';
import { planned } from './input.ts';
import { requireModerated } from './move-routes.ts';

const tags = ['desk'];
const id = z.object({ id: z.uuid('field.wrong') });
const { answersFrom, answersUntil } = planned.shape;

/** Questions to somebody: when they answer, and that they begin or have ended now. */
export const answeringRoutes = new Hono<Env>()
  .put(
    '/calls/:id/state',
    describeRoute({ summary: 'Answers begin, or have ended, now', tags }),
    valid('param', id),
    valid('json', z.object({ state: z.enum(['answering', 'answered'], 'field.wrong') })),
    async (c) => {
      await turnByHand(c.var.deps, staffOf(c), await requireModerated(c), c.req.valid('json').state);
      return c.body(null, 204);
    },
  )
  .put(
    '/calls/:id/dates',
    describeRoute({ summary: 'When questions are answered; null: at the first answer, until somebody ends it', tags }),
    valid('param', id),
    valid('json', z.object({ answersFrom, answersUntil })),
    async (c) => {
      const { answersFrom: from, answersUntil: until } = c.req.valid('json');
      await setAnswerDates(c.var.deps, staffOf(c), await requireModerated(c), { from, until });
      return c.body(null, 204);
    },
  );
