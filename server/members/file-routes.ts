import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { readFile } from './file.ts';
import { memberId } from './input.ts';
import { noteMember, watchMember } from './keep-eye.ts';
import { memberByUid } from './queries.ts';

const MAX_NOTE = 2000;
const note = z.object({
  text: z.string('field.required').trim().min(1, 'field.required').max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`),
});
const tags = ['desk'];

export const memberFileRoutes = new Hono<Env>()
  .get('/members/:id/file', describeRoute({ summary: 'What the team knows of a member', tags }), valid('param', memberId), async (c) =>
    c.json(await file(c, c.req.valid('param').id)),
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

async function find(c: Context<Env>, uid: string) {
  const member = await memberByUid(c.var.deps.db.read, staffOf(c).site.id, uid);
  if (!member) throw new Refusal('not_found');
  return member;
}

const file = async (c: Context<Env>, uid: string) => readFile(c.var.deps, staffOf(c), await find(c, uid));
