import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { actorOf, requireMember, staffOf, type Env } from '../http/who.ts';
import { letIn, siteFor } from '../sites/opening.ts';
import { answerMeeting } from './answer.ts';
import { addWalkIn, dropWalkIn, setCame } from './check-in.ts';
import { requireFound, requireRun, type MeetingThere } from './find-meeting.ts';
import { answerInput, cancellation, meetingInput, walkInInput } from './input.ts';
import { presentMeetings } from './present.ts';
import { attendancesOf, meetingIn, meetingsPage, MEETINGS_PAGE } from './queries.ts';
import { readProgramme } from './read-programme.ts';
import { cancelMeeting, changeMeeting, restoreMeeting } from './set-meeting.ts';
import { dayAt } from '../time/wall-time.ts';
import type { AttendanceWire, MeetingsPage, ProgrammeWire } from './wire.ts';

const tags = ['events'];
const desk = ['desk'];
const uid = z.uuid('field.wrong');
const id = z.object({ id: uid });
const on = z.object({ id: uid, attendance: uid });
const listed = z.object({
  site: z.string('field.required'),
  when: z.enum(['upcoming', 'past'], 'field.wrong').default('upcoming'),
  cursor: z.string().max(100).optional(),
});

/** Events: what everybody reads of them, what members say of coming, what the newsroom does. */
export const meetingRoutes = new Hono<Env>()
  .get('/events', describeRoute({ summary: 'A site’s events, to come or over', tags }), valid('query', listed), async (c) => {
    const { site: key, when, cursor } = c.req.valid('query');
    const site = await siteFor(c, key);
    const viewer = await actorOf(c, site);
    const { deps } = c.var;
    const rows = await meetingsPage(deps.db.read, { siteId: site.id, when, now: deps.now() }, readCursor(cursor));
    const page = rows.slice(0, MEETINGS_PAGE);
    const last = rows.length > MEETINGS_PAGE ? page.at(-1)!.meeting : null;
    const events = await presentMeetings(deps, site, page, viewer?.member ?? null);
    const next = last && writeCursor({ value: last.startsAt.getTime(), id: last.threadId });
    return c.json({ events, next } satisfies MeetingsPage);
  })
  .get(
    '/programme',
    describeRoute({ summary: 'What is on today, by the clocks of the site', tags }),
    valid('query', listed.pick({ site: true })),
    async (c) => {
      const { deps } = c.var;
      const site = await siteFor(c, c.req.valid('query').site);
      const events = await readProgramme(deps, site);
      return c.json({ date: dayAt(deps.now(), site.timeZone).date, events } satisfies ProgrammeWire);
    },
  )
  .get('/events/:id', describeRoute({ summary: 'An event', tags }), valid('param', id), async (c) => {
    const place = await requireFound(c, c.req.valid('param').id);
    await letIn(c, place);
    return show(c, place);
  })
  .put(
    '/events/:id/answer',
    describeRoute({ summary: 'Say whether one comes; without a seat, wait for one', tags }),
    valid('param', id),
    valid('json', answerInput),
    async (c) => {
      const place = await requireFound(c, c.req.valid('param').id);
      await letIn(c, place);
      const actor = await requireMember(c, place.site);
      await answerMeeting(c.var.deps, actor, { place, ...c.req.valid('json') });
      return show(c, place);
    },
  )
  .put(
    '/events/:id',
    describeRoute({ summary: 'Other hours, another place, more or fewer seats', tags: desk }),
    valid('param', id),
    valid('json', meetingInput),
    async (c) => {
      const place = await requireRun(c, c.req.valid('param').id);
      await changeMeeting(c.var.deps, staffOf(c), place, c.req.valid('json'));
      return show(c, place);
    },
  )
  .put(
    '/events/:id/cancellation',
    describeRoute({ summary: 'It does not take place', tags: desk }),
    valid('param', id),
    valid('json', cancellation),
    async (c) => {
      await cancelMeeting(c.var.deps, staffOf(c), await requireRun(c, c.req.valid('param').id), c.req.valid('json').reason);
      return c.body(null, 204);
    },
  )
  .delete(
    '/events/:id/cancellation',
    describeRoute({ summary: 'It does take place, after all', tags: desk }),
    valid('param', id),
    async (c) => {
      await restoreMeeting(c.var.deps, staffOf(c), await requireRun(c, c.req.valid('param').id));
      return c.body(null, 204);
    },
  )
  .get('/events/:id/attendances', describeRoute({ summary: 'Who comes', tags: desk }), valid('param', id), async (c) => {
    const { thread } = await requireRun(c, c.req.valid('param').id);
    const rows = await attendancesOf(c.var.deps.db.read, thread.id, ['yes', 'maybe', 'waiting']);
    return c.json(
      rows.map(({ uid: attendance, name, memberUid, answer, turn, cameAt }): AttendanceWire => {
        return { id: attendance, name, member: memberUid, answer, turn, cameAt: cameAt?.toISOString() ?? null };
      }),
    );
  })
  .post(
    '/events/:id/attendances',
    describeRoute({ summary: 'Somebody who came without saying so', tags: desk }),
    valid('param', id),
    valid('json', walkInInput),
    async (c) => {
      const place = await requireRun(c, c.req.valid('param').id);
      return c.json({ id: await addWalkIn(c.var.deps, staffOf(c), place, c.req.valid('json').name) }, 201);
    },
  )
  .delete(
    '/events/:id/attendances/:attendance',
    describeRoute({ summary: 'Who came without saying so, written by mistake', tags: desk }),
    valid('param', on),
    async (c) => {
      await dropWalkIn(c.var.deps, staffOf(c), await requireRun(c, c.req.valid('param').id), c.req.valid('param').attendance);
      return c.body(null, 204);
    },
  )
  .put('/events/:id/attendances/:attendance/presence', describeRoute({ summary: 'They came', tags: desk }), valid('param', on), (c) =>
    tick(c, true),
  )
  .delete('/events/:id/attendances/:attendance/presence', describeRoute({ summary: 'They did not', tags: desk }), valid('param', on), (c) =>
    tick(c, false),
  );

async function show(c: Context<Env>, { site, thread }: MeetingThere) {
  const { deps } = c.var;
  const meeting = (await meetingIn(deps.db.read, thread.id))!;
  const viewer = await actorOf(c, site);
  const [wire] = await presentMeetings(deps, site, [{ meeting, ...thread }], viewer?.member ?? null);
  c.header('cache-control', 'private, no-store');
  return c.json(wire!);
}

async function tick(c: Context<Env, string, { out: { param: { id: string; attendance: string } } }>, came: boolean) {
  const { id: event, attendance } = c.req.valid('param');
  await setCame(c.var.deps, staffOf(c), await requireRun(c, event), { uid: attendance, came });
  return c.body(null, 204);
}
