// Several cases decided together.
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { isBlind, NOBODY } from './blind.ts';
import { decideMany } from './decide-many.ts';
import { decisionFields } from './decision-input.ts';
import { differencesOf } from './differences.ts';
import { caseBy } from './queries.ts';

/** As many as one looks at: a page of the queue and some more. */
const MOST = 50;
const UUID_LENGTH = 36;

const one = decisionFields.pick({ version: true, revision: true }).extend({ id: z.uuid('field.wrong') });
const many = decisionFields.pick({ rule: true, legalGround: true, note: true }).extend({
  cases: z.array(one).min(1, 'field.required').max(MOST, `field.too_many|max=${MOST}`),
  verdict: z.enum(['approve', 'reject', 'hide', 'ask_edit'], 'field.required'),
});
const asked = z.object({
  cases: z
    .string('field.required')
    .max(MOST * (UUID_LENGTH + 1), `field.too_many|max=${MOST}`)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.uuid('field.wrong')).min(2, 'field.required').max(MOST, `field.too_many|max=${MOST}`)),
});

export const manyCasesRoutes = new Hono<Env>()
  .get('/differences', describeRoute({ summary: 'In what cases differ', tags: ['desk'] }), valid('query', asked), async (c) => {
    const staff = staffOf(c);
    const rows = await Promise.all(c.req.valid('query').cases.map((id) => caseBy(c.var.deps.db.read, id)));
    const theirs = rows.map((row) => {
      if (!row || !moderates(staff, row)) throw new Refusal('not_found');
      return row;
    });
    const differences = differencesOf(theirs);
    const blind = await isBlind(c.var.deps.db.read, staff.member.id);
    return c.json(blind ? { ...differences, cases: differences.cases.map((one) => ({ ...one, author: NOBODY })) } : differences);
  })
  .post('/decisions', describeRoute({ summary: 'The same decision on several cases', tags: ['desk'] }), valid('json', many), async (c) => {
    const staff = staffOf(c);
    await c.var.deps.limit('decideMany', `member:${staff.member.id}`);
    return c.json({ outcomes: await decideMany(c.var.deps, staff, c.req.valid('json')) });
  });
