import { Hono, type Context } from 'hono';
import { asProblem, check, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { askExport, fetchExport, removeExport } from '../exports/ask-export.ts';
import { exportsOf } from '../exports/queries.ts';
import { readCursor } from '../http/cursor.ts';
import { staffOf, type Env } from '../http/who.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { postIn } from '../posts/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { askAgreement, publishAgreed } from './agree.ts';
import { callTyped } from './CallFields.tsx';
import { changeCall } from './change-call.ts';
import { requireRead, requireSetUp, requireTestimony, type CallThere } from './find-call.ts';
import { addNote, handleTestimony, markSeen } from './handle-testimony.ts';
import { askInput, callChange, handling, noteInput } from './input.ts';
import { CallsPage, ListPage } from './ListPage.tsx';
import { callsFor } from './policy.ts';
import { agreementsOf, countsOf, findAgreement, isAnswered, newsroomOf, notesOf, readersOf, STATES, testimoniesPage } from './queries.ts';
import { SettingsPage } from './SettingsPage.tsx';
import { TestimonyPage } from './TestimonyPage.tsx';

type Faulty = { section: string; typed: Typed; problem: Problem };

/** What the newsroom does with what was answered, by forms alone. */
export const testimonyRunPages = new Hono<Env>()
  .get('/testimonies', showCalls)
  .get('/testimonies/:id/answers', async (c) => showList(c, await requireRead(c, c.req.param('id'))))
  .post('/testimonies/:id/answers/:file{answers\\.(?:csv|json)}', async (c) => {
    const there = await requireRead(c, c.req.param('id'));
    const as = c.req.param('file').endsWith('csv') ? 'csv' : 'json';
    const { state, mine } = await typedIn(c);
    const call = there.thread.uid;
    const wanted = { state: STATES.find((one) => one === state) ?? null, mine: mine !== undefined };
    await askExport(c.var.deps, staffOf(c), { list: 'testimonies', call, as, ...wanted });
    return c.redirect(`/testimonies/${call}/answers#export`, 303);
  })
  .get('/testimonies/:id/exports/:export', async (c) => {
    await requireRead(c, c.req.param('id'));
    const { bytes, headers } = await fetchExport(c.var.deps, staffOf(c), c.req.param('export'));
    return c.body(bytes, 200, headers);
  })
  .post('/testimonies/:id/exports/:export', async (c) => {
    const { thread } = await requireRead(c, c.req.param('id'));
    await removeExport(c.var.deps, staffOf(c), c.req.param('export'));
    return c.redirect(`/testimonies/${thread.uid}/answers#export`, 303);
  })
  .get('/testimonies/:id/answers/:answer', async (c) => showOne(c, await requireRead(c, c.req.param('id'))))
  .post('/testimonies/:id/answers/:answer', async (c) => {
    const there = await requireRead(c, c.req.param('id'));
    const typed = await typedIn(c);
    const section = typed.section ?? '';
    try {
      const to = await work(c, there, typed);
      return c.redirect(to, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
      return showOne(c, there, { section, typed, problem: asProblem(c, error) });
    }
  })
  .get('/testimonies/:id/settings', async (c) => showSettings(c, await requireSetUp(c, c.req.param('id'))))
  .post('/testimonies/:id/settings', async (c) => {
    const there = await requireSetUp(c, c.req.param('id'));
    const { typed, named } = await settingsIn(c);
    if (typed.more !== undefined) return showSettings(c, there, { typed, named });
    try {
      const { talks: _, ...given } = callTyped(typed, there.site);
      await changeCall(c.var.deps, staffOf(c), there, check(callChange, { ...given, named }));
      return c.redirect(`${threadPath(there.thread)}#call`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
      return showSettings(c, there, { typed, named, problem: asProblem(c, error) });
    }
  });

/** Resolves with where to go on. */
async function work(c: Context<Env, '/testimonies/:id/answers/:answer'>, there: CallThere, typed: Typed): Promise<string> {
  const { deps, address } = c.var;
  const staff = staffOf(c);
  const uid = c.req.param('answer');
  const here = `/testimonies/${there.thread.uid}/answers/${uid}`;
  if (typed.section === 'note') {
    await addNote(deps, staff, there, { uid, ...check(noteInput, typed) });
    return `${here}#notes`;
  }
  if (typed.section === 'ask') {
    await askAgreement(deps, staff, there, uid, check(askInput, typed));
    return `${here}#agreement`;
  }
  if (typed.section === 'publish') {
    const agreement = typed.agreement ? await findAgreement(deps.db.read, typed.agreement) : null;
    const row = await requireTestimony(c, there, uid);
    if (agreement?.testimonyId !== row.id) throw new Refusal('agreement_gone');
    const post = await postIn(deps.db.read, await publishAgreed(deps, { staff, address }, there, agreement));
    return `/p/${post!.uid}`;
  }
  const { assignee = '', ...rest } = typed;
  await handleTestimony(deps, staff, there, uid, check(handling, { ...rest, state: rest.state || undefined, assignee: assignee || null }));
  return here;
}

const wantedOf = (c: Context<Env>, { state = '', mine }: Typed) => ({
  states: STATES.filter((one) => state === '' || one === state),
  ...(mine !== undefined && { assigneeId: staffOf(c).member.id }),
});

async function showList(c: Context<Env>, { thread, call }: CallThere) {
  const { read } = c.var.deps.db;
  const { state = '', mine, cursor } = c.req.query();
  const typed = { state, ...(mine && { mine }) };
  const rows = await testimoniesPage(read, { threadId: thread.id, ...wantedOf(c, typed) }, readCursor(cursor));
  const counts = await countsOf(read, thread.id);
  const own = await exportsOf(read, staffOf(c).member.id, c.var.deps.now());
  const taken = own.exports.filter(({ input }) => input.list === 'testimonies' && input.call === thread.uid);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: wordsOf(c)('testimony.answers'),
    children: <ListPage {...{ c, thread, call, rows, counts, state, mine: Boolean(mine), taken }} />,
  });
}

async function showOne(c: Context<Env, '/testimonies/:id/answers/:answer'>, there: CallThere, faulty?: Faulty) {
  const { read } = c.var.deps.db;
  const found = await requireTestimony(c, there, c.req.param('answer'));
  if (found.state === 'new') await markSeen(c.var.deps, found);
  const row = await requireTestimony(c, there, found.uid);
  const [notes, agreements] = [await notesOf(read, row.id), await agreementsOf(read, { testimonyId: row.id })];
  const colleagues = await newsroomOf(read, there.site.id);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: wordsOf(c)('testimony.one', { name: row.author }),
    status: faulty?.problem.status ?? 200,
    children: <TestimonyPage {...{ c, there, row, notes, agreements, colleagues, faulty }} />,
  });
}

type Given = { typed: Typed; named: string[]; problem?: Problem };

/** Readers are as many as are ticked. */
async function settingsIn(c: Context<Env>): Promise<Given> {
  const { named = [] } = await c.req.parseBody({ all: true });
  return { typed: await typedIn(c), named: [named].flat().filter((one): one is string => typeof one === 'string') };
}

async function showSettings(c: Context<Env>, there: CallThere, given?: Given) {
  const { read } = c.var.deps.db;
  const { thread, site } = there;
  const readers = given?.named ?? (await readersOf(read, thread.id)).map(({ uid }) => uid);
  const begun = await isAnswered(read, thread.id);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: wordsOf(c)('testimony.settings'),
    status: given?.problem?.status ?? 200,
    children: <SettingsPage {...{ c, there, given, readers, begun }} colleagues={await newsroomOf(read, site.id)} />,
  });
}

/** All calls whose answers are theirs to read. */
async function showCalls(c: Context<Env>) {
  const theirs = await callsFor(c.var.deps.db.read, staffOf(c));
  c.header('cache-control', 'no-store');
  return renderPage(c, { title: wordsOf(c)('testimony.all'), children: <CallsPage c={c} rows={theirs} /> });
}
