import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { text } from '../sites/input.ts';
import { cannedReplies } from './queries.ts';
import { retireCanned, saveCanned } from './save-canned.ts';
import type { CannedReplies } from './wire.ts';

const [MAX_TITLE, MAX_BODY] = [80, 2000];
const id = z.object({ id: z.uuid('field.wrong') });
const reply = z
  .object({
    locale: z.enum(['fr', 'en'], 'field.wrong'),
    version: z.int('field.wrong').min(0, 'field.wrong'),
    title: text(MAX_TITLE),
    body: text(MAX_BODY),
    verdict: z.enum(['reject', 'hide', 'ask_edit'], 'field.wrong').nullable(),
    rule: z.int('field.wrong').min(1, 'field.wrong').nullable(),
  })
  .refine(({ verdict, rule }) => (verdict === null) === (rule === null), { path: ['rule'], message: 'field.required' });
const tags = ['desk'];

export const cannedRoutes = new Hono<Env>()
  .get('/canned-replies', describeRoute({ summary: 'What moderators say often', tags }), async (c) =>
    c.json({ replies: await cannedReplies(c.var.deps.db.read, staffOf(c).site.id) } satisfies CannedReplies),
  )
  .post('/canned-replies', describeRoute({ summary: 'Keep such a text', tags }), valid('json', reply), async (c) => {
    const staff = staffOf(c);
    await saveCanned(c.var.deps, staff, { ...c.req.valid('json'), id: null });
    return c.json({ replies: await cannedReplies(c.var.deps.db.read, staff.site.id) } satisfies CannedReplies, 201);
  })
  .put(
    '/canned-replies/:id',
    describeRoute({ summary: 'Its next version, or another language', tags }),
    valid('param', id),
    valid('json', reply),
    async (c) => {
      const staff = staffOf(c);
      await saveCanned(c.var.deps, staff, { ...c.req.valid('json'), ...c.req.valid('param') });
      return c.json({ replies: await cannedReplies(c.var.deps.db.read, staff.site.id) } satisfies CannedReplies);
    },
  )
  .delete('/canned-replies/:id', describeRoute({ summary: 'Use it no longer', tags }), valid('param', id), async (c) => {
    await retireCanned(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
