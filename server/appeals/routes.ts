import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { presentCase } from '../cases/present.ts';
import { caseBy } from '../cases/queries.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { decideAppeal } from './decide-appeal.ts';
import { appealDecision } from './input.ts';
import { appealBy, caseOfAppeal } from './queries.ts';

export const appealRoutes = new Hono<Env>().post(
  '/appeals/:id/decision',
  describeRoute({ summary: 'Answer an appeal with reasons, naming the version of its case', tags: ['desk'] }),
  valid('param', z.object({ id: z.uuid('field.wrong') })),
  valid('json', appealDecision),
  async (c) => {
    const { deps } = c.var;
    const { read } = deps.db;
    const actor = staffOf(c);
    const appeal = await appealBy(read, c.req.valid('param').id);
    const caseId = appeal && (await caseOfAppeal(read, appeal));
    const found = caseId ? await caseBy(read, caseId) : null;
    if (!appeal || !found || !moderates(actor, found)) throw new Refusal('not_found');
    const place = found.threadId === null ? null : await findThreadPlace(read, found.threadId);
    const current = async () => presentCase(deps, (await caseBy(read, found.id))!, actor);
    await decideAppeal(deps, actor, { place, found, appeal, input: c.req.valid('json') }).catch(async (error: unknown) => {
      const changed = error instanceof Refusal && error.code === 'case_changed';
      throw changed ? new Refusal('case_changed', { details: { current: await current() } }) : error;
    });
    return c.json({ case: await current() });
  },
);
