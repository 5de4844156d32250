// What moderators do around a decision: whose a case is, what the team says of it, how each likes the list.
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { addNote } from './add-note.ts';
import { assignCase } from './assign-case.ts';
import { choicesFor } from './choices.ts';
import { claimCase, releaseCase } from './claims.ts';
import { escalateCase, handBackCase } from './escalate-case.ts';
import { findCase } from './find-case.ts';
import { presentCase } from './present.ts';
import { caseBy } from './queries.ts';
import { removeFilter, savedFilters, saveFilter } from './saved-filters.ts';

const MAX_NOTE = 2000;
const MAX_NAME = 60;
const MAX_QUERY = 500;

const id = z.object({ id: z.uuid('field.wrong') });
const note = z.object({
  text: z.string('field.required').trim().min(1, 'field.required').max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`),
});
const claim = z.object({ take: z.boolean('field.wrong').default(false) });
const assignee = z.object({ member: z.uuid('field.wrong').nullable() });
const filter = z.object({
  name: z.string('field.required').trim().min(1, 'field.required').max(MAX_NAME, `field.too_long|max=${MAX_NAME}`),
  query: z.string('field.required').max(MAX_QUERY, `field.too_long|max=${MAX_QUERY}`),
});
const tags = ['desk'];

export const caseWorkRoutes = new Hono<Env>()
  .get('/desk/choices', describeRoute({ summary: 'What the queue can be filtered by', tags }), async (c) => {
    const { site, spaces } = staffOf(c);
    return c.json(await choicesFor(c.var.deps.db.read, site, { siteId: site.id, spaces }));
  })
  .put(
    '/cases/:id/claim',
    describeRoute({ summary: 'Have a case for three minutes', tags }),
    valid('param', id),
    valid('json', claim),
    async (c) => {
      const { found, actor } = await findCase(c, c.req.valid('param').id);
      return c.json({ claim: await claimCase(c.var.deps, actor, found, c.req.valid('json').take) });
    },
  )
  .delete('/cases/:id/claim', describeRoute({ summary: 'Give a case back', tags }), valid('param', id), async (c) => {
    const { found, actor } = await findCase(c, c.req.valid('param').id);
    await releaseCase(c.var.deps, actor, found);
    return c.body(null, 204);
  })
  .put(
    '/cases/:id/assignee',
    describeRoute({ summary: 'Give a case to somebody', tags }),
    valid('param', id),
    valid('json', assignee),
    async (c) => {
      const { found, actor } = await findCase(c, c.req.valid('param').id);
      await assignCase(c.var.deps, actor, found, c.req.valid('json').member);
      return c.json({ case: await presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, found.id))!, staffOf(c)) });
    },
  )
  .put(
    '/cases/:id/escalation',
    describeRoute({ summary: 'Bring a case before the managers', tags }),
    valid('param', id),
    valid('json', note),
    async (c) => {
      const { found, actor } = await findCase(c, c.req.valid('param').id);
      await c.var.deps.limit('deskNote', `member:${actor.member.id}`);
      await escalateCase(c.var.deps, actor, found, c.req.valid('json').text);
      return c.json({ case: await presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, found.id))!, staffOf(c)) });
    },
  )
  .delete('/cases/:id/escalation', describeRoute({ summary: 'Put it back among the others', tags }), valid('param', id), async (c) => {
    const { found, actor } = await findCase(c, c.req.valid('param').id);
    await handBackCase(c.var.deps, actor, found);
    return c.json({ case: await presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, found.id))!, staffOf(c)) });
  })
  .post(
    '/cases/:id/notes',
    describeRoute({ summary: 'Leave the team a note', tags }),
    valid('param', id),
    valid('json', note),
    async (c) => {
      const { found, actor } = await findCase(c, c.req.valid('param').id);
      await c.var.deps.limit('deskNote', `member:${actor.member.id}`);
      await addNote(c.var.deps, actor, found, c.req.valid('json').text);
      return c.json({ case: await presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, found.id))!, staffOf(c)) }, 201);
    },
  )
  .get('/saved-filters', describeRoute({ summary: 'Filters kept under a name', tags }), async (c) =>
    c.json({ filters: await savedFilters(c.var.deps.db.read, staffOf(c).member.id) }),
  )
  .post('/saved-filters', describeRoute({ summary: 'Keep a filter', tags }), valid('json', filter), async (c) => {
    const staff = staffOf(c);
    await c.var.deps.limit('saveFilter', `member:${staff.member.id}`);
    await saveFilter(c.var.deps, staff, c.req.valid('json'));
    return c.json({ filters: await savedFilters(c.var.deps.db.read, staff.member.id) }, 201);
  })
  .delete('/saved-filters/:id', describeRoute({ summary: 'Keep a filter no longer', tags }), valid('param', id), async (c) => {
    await removeFilter(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
