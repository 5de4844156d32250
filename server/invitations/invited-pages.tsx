import { Hono, type Context } from 'hono';
import { check, orAgain, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { joinInput } from '../accounts/input.ts';
import { currentRules } from '../charter/queries.ts';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { sayRefusal } from '../http/say-refusal.ts';
import { requireMember, requireSite, type Actor, type Env } from '../http/who.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { createPost } from '../posts/create-post.ts';
import { newPost } from '../posts/input.ts';
import { postById } from '../posts/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { answerInvitation, type Answer } from './answer-invitation.ts';
import { proposal, refusal } from './input.ts';
import { InvitedPage, type Again, type InvitedView } from './InvitedPage.tsx';
import { isRunning } from './policy.ts';
import { invitationsFor, threadsOf } from './queries.ts';
import { countQuestions, questionsFor, QUESTIONS_PAGE } from './questions.ts';

/** An expert's own place: what they are invited to, and what readers ask them. */
export const invitedPages = new Hono<Env>()
  .get('/invited', async (c) => show(c, await requireMember(c, requireSite(c))))
  .post('/invited/answers', async (c) => {
    const actor = await requireMember(c, requireSite(c));
    const typed = await typedIn(c);
    const again = (problem: Problem) => show(c, actor, { typed, problem, at: typed.parent ?? '' });
    return orAgain(c, () => write(c, actor, typed), again).catch((error: unknown) => {
      if (error instanceof Refusal && isLate(error.code)) return again({ status: 409, note: sayRefusal(c, error), fields: {} });
      throw error;
    });
  })
  .post('/invited/:id', async (c) => {
    const actor = await requireMember(c, requireSite(c));
    const id = c.req.param('id');
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        await answerInvitation(c.var.deps, actor.member, { id, ...answerIn(typed) });
        return c.redirect('/invited', 303);
      },
      (problem) => show(c, actor, { typed, problem, at: id }),
    );
  });

/** It changed while they wrote: said with their words kept. */
const isLate = (code: string) => ['thread_closed', 'answers_over', 'not_invited', 'parent_gone'].includes(code);

function answerIn(typed: Typed): Answer {
  if (typed.act === 'decline') return { act: 'decline', ...check(refusal, typed) };
  if (typed.act === 'propose') return { act: 'propose', ...check(proposal, typed) };
  return { act: 'accept', charter: check(joinInput, typed).charter };
}

async function write(c: Context<Env>, actor: Actor, typed: Typed) {
  const { deps, address } = c.var;
  const question = await postById(deps.db.read, typed.parent ?? '');
  const place = question && (await findThreadPlace(deps.db.read, question.threadId));
  if (place?.site.id !== requireSite(c).id) throw new Refusal('not_found');
  const input = check(newPost, { ...typed, thread: place.thread.uid });
  const { id } = await createPost(deps, { actor, address }, { ...input, place });
  return c.redirect(`/invited?written=${(await postById(deps.db.read, id))!.uid}`, 303);
}

async function show(c: Context<Env>, actor: Actor, again?: Again) {
  c.header('cache-control', 'no-store');
  const view = await load(c, actor);
  const title = wordsOf(c)('invited.title');
  return renderPage(c, { title, status: again?.problem.status, children: <InvitedPage c={c} view={view} again={again} /> });
}

async function load(c: Context<Env>, { member }: Actor): Promise<InvitedView> {
  const { deps, site } = c.var;
  const { db, now, newId } = deps;
  const invitations = await invitationsFor(db.read, member.id);
  const threads = await threadsOf(
    db.read,
    invitations.map(({ id }) => id),
  );
  const running = invitations.filter((one) => isRunning(one, now()));
  const open = threads.filter(({ invitationId }) => running.some(({ id }) => id === invitationId));
  const asked = { memberId: member.id, threadIds: [...new Set(open.map(({ thread }) => thread.id))] };
  const answered = c.req.query('answered') !== undefined;
  const after = readCursor(c.req.query('after'));
  const questions = open.length > 0 ? await questionsFor(db.read, { ...asked, answered, after }) : [];
  const last = questions.length > QUESTIONS_PAGE ? questions[QUESTIONS_PAGE - 1] : undefined;
  const written = await postById(db.read, c.req.query('written') ?? '');
  return {
    now: now(),
    invitations,
    threads,
    rules: member.charterVersion === null ? await currentRules(db.read, site!) : [],
    answered,
    here: new URL(c.req.url).search,
    counts: open.length > 0 ? await countQuestions(db.read, asked) : null,
    questions: questions.slice(0, QUESTIONS_PAGE).map((question) => ({ ...question, clientId: newId() })),
    next: last ? writeCursor({ value: last.votes, id: last.id }) : null,
    written: written?.authorId === member.id ? written : null,
  };
}
