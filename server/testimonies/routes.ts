import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { actorOf, requireMember, requireSite, staffOf, type Env } from '../http/who.ts';
import { postIn } from '../posts/queries.ts';
import { letIn } from '../sites/opening.ts';
import { askAgreement, decideAgreement, publishAgreed } from './agree.ts';
import { answerCall } from './answer-call.ts';
import { changeCall } from './change-call.ts';
import { requireFound, requireRead, requireSetUp, requireTestimony, type CallThere } from './find-call.ts';
import { addNote, handleTestimony } from './handle-testimony.ts';
import { answerInput, askInput, callChange, decisionInput, handling, noteInput } from './input.ts';
import { presentAgreement, presentCall, presentTestimony } from './present.ts';
import {
  agreementsOf,
  callIn,
  countsOf,
  findAgreement,
  findTestimony,
  notesOf,
  STATES,
  testimoniesPage,
  TESTIMONIES_PAGE,
  type TestimonyRow,
} from './queries.ts';
import { takeBack, withdrawAgreement } from './withdraw.ts';
import type { TestimoniesPage, TestimonyDetail } from './wire.ts';

const tags = ['testimonies'];
const desk = ['desk'];
const uid = z.uuid('field.wrong');
const id = z.object({ id: uid });
const one = z.object({ id: uid, answer: uid });
const listed = z.object({ state: z.enum(STATES, 'field.wrong').optional(), cursor: z.string().max(100).optional() });

/** Calls for testimony: what readers answer, what the newsroom does with it, what is published of it by agreement. */
export const testimonyRoutes = new Hono<Env>()
  .get('/testimonies/:id', describeRoute({ summary: 'What a call asks, and one’s own answer', tags }), valid('param', id), async (c) => {
    const there = await requireFound(c, c.req.valid('param').id);
    await letIn(c, there);
    return show(c, there);
  })
  .put(
    '/testimonies/:id/own',
    describeRoute({ summary: 'Answer a call, or change one’s answer', tags }),
    valid('param', id),
    valid('json', answerInput),
    async (c) => {
      const there = await requireFound(c, c.req.valid('param').id);
      await letIn(c, there);
      const actor = await requireMember(c, there.site);
      await answerCall(c.var.deps, { actor, address: c.var.address }, there, c.req.valid('json'));
      return show(c, there);
    },
  )
  .delete(
    '/testimonies/:id/own',
    describeRoute({ summary: 'Take one’s answer back, with all that came of it', tags }),
    valid('param', id),
    async (c) => {
      const there = await requireFound(c, c.req.valid('param').id);
      const { member } = await requireMember(c, there.site);
      await takeBack(c.var.deps, { threadId: there.thread.id, memberId: member.id });
      return c.body(null, 204);
    },
  )
  .put(
    '/testimonies/:id',
    describeRoute({ summary: 'What a call asks, until when, who reads the answers', tags: desk }),
    valid('param', id),
    valid('json', callChange),
    async (c) => {
      const there = await requireSetUp(c, c.req.valid('param').id);
      await changeCall(c.var.deps, staffOf(c), there, c.req.valid('json'));
      return show(c, there);
    },
  )
  .get(
    '/testimonies/:id/answers',
    describeRoute({ summary: 'What was answered', tags: desk }),
    valid('param', id),
    valid('query', listed),
    async (c) => {
      const { thread } = await requireRead(c, c.req.valid('param').id);
      const { state, cursor } = c.req.valid('query');
      const { read } = c.var.deps.db;
      const rows = await testimoniesPage(read, { threadId: thread.id, states: state ? [state] : STATES }, readCursor(cursor));
      const page = rows.slice(0, TESTIMONIES_PAGE);
      const next = rows.length > page.length ? writeCursor({ value: 0, id: page.at(-1)!.id }) : null;
      c.header('cache-control', 'private, no-store');
      const counts = await countsOf(read, thread.id);
      return c.json({ testimonies: page.map(presentTestimony), counts, next } satisfies TestimoniesPage);
    },
  )
  .get('/testimonies/:id/answers/:answer', describeRoute({ summary: 'One answer', tags: desk }), valid('param', one), async (c) => {
    const { id: call, answer } = c.req.valid('param');
    return showOne(c, await requireRead(c, call), answer);
  })
  .put(
    '/testimonies/:id/answers/:answer/handling',
    describeRoute({ summary: 'Where the newsroom is with an answer, and who is on it', tags: desk }),
    valid('param', one),
    valid('json', handling),
    async (c) => {
      const { id: call, answer } = c.req.valid('param');
      const there = await requireRead(c, call);
      await handleTestimony(c.var.deps, staffOf(c), there, answer, c.req.valid('json'));
      return showOne(c, there, answer);
    },
  )
  .post(
    '/testimonies/:id/answers/:answer/notes',
    describeRoute({ summary: 'A note for colleagues', tags: desk }),
    valid('param', one),
    valid('json', noteInput),
    async (c) => {
      const { id: call, answer } = c.req.valid('param');
      const there = await requireRead(c, call);
      await addNote(c.var.deps, staffOf(c), there, { uid: answer, ...c.req.valid('json') });
      return showOne(c, there, answer);
    },
  )
  .post(
    '/testimonies/:id/answers/:answer/agreements',
    describeRoute({ summary: 'Ask an author whether these very words may be published', tags: desk }),
    valid('param', one),
    valid('json', askInput),
    async (c) => {
      const { id: call, answer } = c.req.valid('param');
      const there = await requireRead(c, call);
      return c.json({ id: await askAgreement(c.var.deps, staffOf(c), there, answer, c.req.valid('json')) }, 201);
    },
  )
  .put(
    '/agreements/:id/publication',
    describeRoute({ summary: 'Publish what its author agreed to', tags: desk }),
    valid('param', id),
    async (c) => {
      const { deps, address } = c.var;
      const agreement = await findAgreement(deps.db.read, c.req.valid('param').id);
      if (!agreement) throw new Refusal('not_found');
      const there = await requireRead(c, agreement.threadId);
      const postId = await publishAgreed(deps, { staff: staffOf(c), address }, there, agreement);
      return c.json({ post: (await postIn(deps.db.read, postId))!.uid });
    },
  )
  .get('/agreements/:id', describeRoute({ summary: 'What one is asked to agree to', tags }), valid('param', id), async (c) => {
    const { row } = await requireOwn(c);
    c.header('cache-control', 'private, no-store');
    return c.json(presentAgreement(row));
  })
  .put(
    '/agreements/:id/decision',
    describeRoute({ summary: 'Agree to be published in these very words, refuse, or ask for others', tags }),
    valid('param', id),
    valid('json', decisionInput),
    async (c) => {
      const { member } = await requireOwn(c);
      await decideAgreement(c.var.deps, member, c.req.valid('param').id, { ...c.req.valid('json'), locale: c.var.locale });
      return c.json(presentAgreement((await requireOwn(c)).row));
    },
  )
  .delete('/agreements/:id', describeRoute({ summary: 'Withdraw an agreement', tags }), valid('param', id), async (c) => {
    const { row } = await requireOwn(c);
    await withdrawAgreement(c.var.deps, row.agreement);
    return c.body(null, 204);
  });

async function show(c: Context<Env>, { site, thread }: CallThere) {
  const { deps } = c.var;
  const { read } = deps.db;
  const actor = await actorOf(c, site);
  const row = actor && (await findTestimony(read, thread.id, { memberId: actor.member.id }));
  const own = row && { row, agreements: await agreementsOf(read, { testimonyId: row.id }) };
  c.header('cache-control', 'private, no-store');
  return c.json(presentCall({ uid: thread.uid, call: (await callIn(read, thread.id))!, own, now: deps.now() }));
}

async function showOne(c: Context<Env>, there: CallThere, answer: string) {
  c.header('cache-control', 'private, no-store');
  return c.json(await detailOf(c, await requireTestimony(c, there, answer)));
}

async function detailOf(c: Context<Env>, row: TestimonyRow): Promise<TestimonyDetail> {
  const { read } = c.var.deps.db;
  const notes = await notesOf(read, row.id);
  const agreements = await agreementsOf(read, { testimonyId: row.id });
  return {
    ...presentTestimony(row),
    notes: notes.map(({ at, ...note }) => ({ ...note, at: at.toISOString() })),
    agreements: agreements.map(presentAgreement),
  };
}

/** Of whoever asks, on this host. Refuses `not_found`. */
async function requireOwn(c: Context<Env, '/agreements/:id'>) {
  const { member } = await requireMember(c, requireSite(c));
  const all = await agreementsOf(c.var.deps.db.read, { memberId: member.id });
  const row = all.find(({ agreement }) => agreement.uid === c.req.param('id'));
  if (!row) throw new Refusal('not_found');
  return { member, row };
}
