import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { isFor } from '../rights.ts';
import * as input from './input.ts';
import { endMediation, putOffMediation, takeOver } from './mediate.ts';
import { presentRoom, presentWhole } from './present.ts';
import { proposeMediation } from './propose-mediation.ts';
import { markRoomRead, mediatorOf, roomBy, roomsOf, type Room } from './queries.ts';
import { proposeThere, speakThere } from './take-part.ts';
import type { MediationsWire, MediationWire } from './wire.ts';

const tags = ['desk'];

/** At the desk: for its mediator, and for who may take over. */
export const mediationRoutes = new Hono<Env>()
  .get('/mediations', describeRoute({ summary: 'One’s mediations; that there are others, for who may take over', tags }), async (c) => {
    const { site, member } = staffOf(c);
    const takesOver = isFor('PUT /api/v1/mediations/:id/mediator', member.role);
    const rows = await roomsOf(c.var.deps.db.read, {
      siteId: site.id,
      ...(!takesOver && { memberId: member.id, as: 'mediator' as const }),
    });
    return c.json({ mediations: rows.map((row) => presentRoom(row, member.id)), takesOver } satisfies MediationsWire);
  })
  .post(
    '/mediations',
    describeRoute({ summary: 'Propose a mediation to two members', tags }),
    valid('json', input.newMediation),
    async (c) => {
      await c.var.deps.limit('deskNote', `member:${staffOf(c).member.id}`);
      const uid = await proposeMediation(c.var.deps, staffOf(c), c.req.valid('json'));
      return c.json(await present(c, uid), 201);
    },
  )
  .get('/mediations/:id', describeRoute({ summary: 'A mediation of one’s own', tags }), valid('param', input.named), async (c) => {
    const { deps } = c.var;
    const { member } = staffOf(c);
    const room = await findOwn(c);
    if (await markRoomRead(deps, room, member.id)) deps.bus.emit('notice.added', { memberId: member.id });
    return c.json(await present(c, room.uid));
  })
  .post(
    '/mediations/:id/words',
    describeRoute({ summary: 'Say something to both', tags }),
    valid('param', input.named),
    valid('json', input.saidThere),
    async (c) => {
      const room = await findOwn(c);
      await c.var.deps.limit('deskNote', `member:${staffOf(c).member.id}`);
      await speakThere(c.var.deps, { id: room.id, memberId: staffOf(c).member.id }, c.req.valid('json'));
      return c.json(await present(c, room.uid), 201);
    },
  )
  .post(
    '/mediations/:id/proposals',
    describeRoute({ summary: 'Propose what both may agree to; it takes the place of what stood', tags }),
    valid('param', input.named),
    valid('json', input.proposed),
    async (c) => {
      const room = await findOwn(c);
      await c.var.deps.limit('deskNote', `member:${staffOf(c).member.id}`);
      await proposeThere(c.var.deps, { id: room.id, memberId: staffOf(c).member.id }, c.req.valid('json'));
      return c.json(await present(c, room.uid), 201);
    },
  )
  .put(
    '/mediations/:id/date',
    describeRoute({ summary: 'Give them more days, counted from now', tags }),
    valid('param', input.named),
    valid('json', input.putOff),
    async (c) => {
      const room = await findOwn(c);
      await putOffMediation(c.var.deps, staffOf(c), { room, ...c.req.valid('json') });
      return c.json(await present(c, room.uid));
    },
  )
  .put(
    '/mediations/:id/end',
    describeRoute({ summary: 'End it without an agreement', tags }),
    valid('param', input.named),
    valid('json', input.ended),
    async (c) => {
      const room = await findOwn(c);
      await endMediation(c.var.deps, staffOf(c), { room, ...c.req.valid('json') });
      return c.json(await present(c, room.uid));
    },
  )
  .put(
    '/mediations/:id/mediator',
    describeRoute({ summary: 'Take over, with a reason that the log and the room keep', tags }),
    valid('param', input.named),
    valid('json', input.takenOver),
    async (c) => {
      const room = await find(c);
      await takeOver(c.var.deps, staffOf(c), { room, ...c.req.valid('json') });
      return c.json(await present(c, room.uid));
    },
  );

async function find(c: Context<Env>): Promise<Room> {
  const room = await roomBy(c.var.deps.db.read, { siteId: staffOf(c).site.id, uid: c.req.param('id')! });
  if (!room) throw new Refusal('not_found');
  return room;
}

/** Another's is not there, whoever asks. */
async function findOwn(c: Context<Env>): Promise<Room> {
  const room = await find(c);
  if (mediatorOf(room.seats)?.memberId !== staffOf(c).member.id) throw new Refusal('not_found');
  return room;
}

async function present(c: Context<Env>, uid: string): Promise<MediationWire> {
  const staff = staffOf(c);
  c.header('cache-control', 'no-store');
  return presentWhole(c.var.deps, staff, (await roomBy(c.var.deps.db.read, { siteId: staff.site.id, uid }))!);
}
