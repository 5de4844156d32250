import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { readFile } from './file.ts';
import { labelled, memberId, timelineQuery } from './input.ts';
import { noteMember, watchMember } from './keep-eye.ts';
import { putLabel, takeLabel } from './labels.ts';
import { logLook } from './look.ts';
import { memberByUid } from './queries.ts';
import { readTimeline } from './timeline.ts';

const MAX_NOTE = 2000;
const note = z.object({
  text: z.string('field.required').trim().min(1, 'field.required').max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`),
});
const tags = ['desk'];

export const memberFileRoutes = new Hono<Env>()
  .get('/members/:id/file', describeRoute({ summary: 'What the team knows of a member', tags }), valid('param', memberId), async (c) => {
    const member = await find(c, c.req.valid('param').id);
    await logLook(c.var.deps, staffOf(c), member);
    return c.json(await readFile(c.var.deps, staffOf(c), member));
  })
  .get(
    '/members/:id/timeline',
    describeRoute({ summary: 'What happened with a member, the latest first', tags }),
    valid('param', memberId),
    valid('query', timelineQuery),
    async (c) => {
      const { only: kinds, cursor } = c.req.valid('query');
      return c.json(await readTimeline(c.var.deps, staffOf(c), await find(c, c.req.valid('param').id), { kinds, cursor }));
    },
  )
  .put('/members/:id/labels/:label', describeRoute({ summary: 'Label a member', tags }), valid('param', labelled), (c) =>
    label(c, c.req.valid('param'), (deps, memberId, text) => putLabel(deps, staffOf(c), { memberId, label: text })),
  )
  .delete('/members/:id/labels/:label', describeRoute({ summary: 'Take a label off', tags }), valid('param', labelled), (c) =>
    label(c, c.req.valid('param'), (deps, memberId, text) => takeLabel(deps, { memberId, label: text })),
  )
  .put('/members/:id/watch', describeRoute({ summary: 'Keep an eye on a member', tags }), valid('param', memberId), (c) =>
    watch(c, c.req.valid('param').id, true),
  )
  .delete('/members/:id/watch', describeRoute({ summary: 'No longer keep an eye on them', tags }), valid('param', memberId), (c) =>
    watch(c, c.req.valid('param').id, false),
  )
  .post(
    '/members/:id/notes',
    describeRoute({ summary: 'Leave the team a note about a member', tags }),
    valid('param', memberId),
    valid('json', note),
    async (c) => {
      const { id } = c.req.valid('param');
      const staff = staffOf(c);
      const { id: of } = await find(c, id);
      await c.var.deps.limit('deskNote', `member:${staff.member.id}`);
      await noteMember(c.var.deps, staff, of, c.req.valid('json').text);
      return c.json(await file(c, id), 201);
    },
  );

async function watch(c: Context<Env>, uid: string, on: boolean) {
  const { id } = await find(c, uid);
  await watchMember(c.var.deps, id, on);
  return c.json(await file(c, uid));
}

async function label(
  c: Context<Env>,
  { id: uid, label: text }: { id: string; label: string },
  change: (deps: Deps, memberId: number, label: string) => Promise<void>,
) {
  const { id } = await find(c, uid);
  await change(c.var.deps, id, text);
  return c.json(await file(c, uid));
}

async function find(c: Context<Env>, uid: string) {
  const member = await memberByUid(c.var.deps.db.read, staffOf(c).site.id, uid);
  if (!member) throw new Refusal('not_found');
  return member;
}

const file = async (c: Context<Env>, uid: string) => readFile(c.var.deps, staffOf(c), await find(c, uid));
