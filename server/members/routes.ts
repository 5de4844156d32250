import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { isFor } from '../rights.ts';
import { memberId, membersQuery, presetInput, roleInput } from './input.ts';
import { STAFF } from './policy.ts';
import { presentCard, presentMember } from './present.ts';
import { memberByUid, MEMBERS_PAGE, membersPage } from './queries.ts';
import { renameInput, renameMember } from './rename.ts';
import { membersWho } from '../segments/filter.ts';
import { segmentByUid } from '../segments/queries.ts';
import { setPreset } from './set-preset.ts';
import { setRole } from './set-role.ts';
import type { MembersPage } from './wire.ts';

export const memberRoutes = new Hono<Env>()
  .get(
    '/members',
    describeRoute({ summary: 'The site’s members, the latest first', tags: ['desk'] }),
    valid('query', membersQuery),
    async (c) => {
      const { site, member } = staffOf(c);
      const { q, role, segment, cursor } = c.req.valid('query');
      const within = segment ? await whoIsIn(c, segment) : undefined;
      const rows = await membersPage(c.var.deps.db.read, site.id, {
        q,
        roles: role === 'staff' ? STAFF : role ? [role] : null,
        byEmail: isFor('PUT /api/v1/members/:id/role', member.role),
        before: readCursor(cursor)?.id ?? null,
        ...(within && { within }),
      });
      const page = rows.slice(0, MEMBERS_PAGE);
      return c.json({
        members: page.map(presentMember),
        next: rows.length > MEMBERS_PAGE ? writeCursor({ value: 0, id: page.at(-1)!.id }) : null,
      } satisfies MembersPage);
    },
  )
  .get('/members/:id', describeRoute({ summary: 'A member, with their record', tags: ['desk'] }), valid('param', memberId), async (c) =>
    c.json(await card(c, c.req.valid('param').id)),
  )
  .put(
    '/members/:id/role',
    describeRoute({ summary: 'Give a role, naming the one on screen; limit a moderator to spaces', tags: ['desk'] }),
    valid('param', memberId),
    valid('json', roleInput),
    async (c) => {
      const { id } = c.req.valid('param');
      const member = await find(c, id);
      await setRole(c.var.deps, { actor: staffOf(c), ip: c.var.address.ip }, { member, input: c.req.valid('json') });
      return c.json(await card(c, id));
    },
  )
  .put(
    '/members/:id/preset',
    describeRoute({ summary: 'Which lanes of the inbox they see, by their trade', tags: ['desk'] }),
    valid('param', memberId),
    valid('json', presetInput),
    async (c) => {
      const { id } = c.req.valid('param');
      const member = await find(c, id);
      await setPreset(c.var.deps, { actor: staffOf(c), ip: c.var.address.ip }, { member, ...c.req.valid('json') });
      return c.json(await card(c, id));
    },
  )
  .put(
    '/members/:id/name',
    describeRoute({ summary: 'Give another name, saying why', tags: ['desk'] }),
    valid('param', memberId),
    valid('json', renameInput),
    async (c) => {
      const { id } = c.req.valid('param');
      const { name: to, reason } = c.req.valid('json');
      const member = await find(c, id);
      if (member.goneAt) throw new Refusal('not_found'); // nobody is called that any more
      await renameMember(c.var.deps, staffOf(c), { member, to, reason, ip: c.var.address.ip });
      return c.json(await card(c, id));
    },
  );

async function whoIsIn(c: Context<Env>, uid: string) {
  const { db, now } = c.var.deps;
  const { site, member } = staffOf(c);
  const segment = isFor('GET /api/v1/segments', member.role) ? await segmentByUid(db.read, site.id, uid) : null;
  if (!segment) throw new Refusal('not_found');
  return membersWho(db.read, site, segment.filter, now());
}

async function find(c: Context<Env>, uid: string) {
  const member = await memberByUid(c.var.deps.db.read, staffOf(c).site.id, uid);
  if (!member) throw new Refusal('not_found');
  return member;
}

const card = async (c: Context<Env>, uid: string) => presentCard(c.var.deps, staffOf(c), await find(c, uid));
