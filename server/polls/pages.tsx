import { Hono, type Context } from 'hono';
import { asProblem } from '../accounts/form.tsx';
import { Refusal, statusOf } from '../errors.ts';
import { actorOf, isFromOwnPage, requireSite, type Env } from '../http/who.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { isOut } from '../threads/policy.ts';
import type { Place } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { isOver } from './present.ts';
import { findPoll, namesFor, optionsOf, votedIn, type PollRow } from './queries.ts';
import { votePoll } from './vote-poll.ts';

/** Voting with a form alone, where the poll is drawn; and who voted for what, where that is public. */
export const pollPages = new Hono<Env>()
  .get('/polls/:id', async (c) => c.redirect(pathOf((await findHere(c)).place), 303))
  .post('/polls/:id', async (c) => {
    const found = await findHere(c);
    const actor = isFromOwnPage(c) ? await actorOf(c, found.place.site) : null;
    const here = pathOf(found.place);
    // Of another site's page, or of somebody signed out: they vote where they see it, on our own.
    if (!actor) return c.redirect(isFromOwnPage(c) ? `/signin?next=${encodeURIComponent(here)}` : here, 303);
    const { option = [] } = await c.req.parseBody({ all: true });
    const options = [option].flat().map(Number);
    if (options.length === 0) return showRefused(c, found, new Refusal('invalid', { fields: { options: ['field.poll_none'] } }));
    return votePoll(c.var.deps, actor, { ...found, options }).then(
      () => c.redirect(here, 303),
      (error: unknown) => showRefused(c, found, error),
    );
  })
  .get('/polls/:id/voters', async (c) => {
    const { poll, place } = await findHere(c);
    if (poll.secret || !(await maySee(c, poll))) throw new Refusal('not_found');
    const t = wordsOf(c);
    const { read } = c.var.deps.db;
    const options = await optionsOf(read, [poll.id]);
    const named = await Promise.all(options.map(async (option) => ({ ...option, who: await namesFor(read, option.id) })));
    return renderPage(c, {
      title: t('poll.who'),
      children: (
        <div class="sheet">
          <h1>{poll.question}</h1>
          <p class="meta">{t('poll.voters', { n: poll.voters })}</p>
          {named.map(({ id, text, votes, who }) => (
            <section key={id} aria-labelledby={`o-${id}`}>
              <h2 id={`o-${id}`}>
                {text} <span class="meta">{votes}</span>
              </h2>
              {who.length === 0 ? (
                <p class="meta">{t('poll.whoNobody')}</p>
              ) : (
                <ul class="rows tight">
                  {who.map(({ uid, name }, i) => (
                    <li key={uid ?? i}>{uid ? <a href={`/members/${uid}`}>{name}</a> : t('poll.nameless')}</li>
                  ))}
                </ul>
              )}
            </section>
          ))}
          <a class="btn" href={pathOf(place)}>
            {t('poll.back')}
          </a>
        </div>
      ),
    });
  });

const pathOf = ({ thread, articleKey }: Place) =>
  `${articleKey === null ? threadPath(thread!) : `/a/${encodeURIComponent(articleKey)}`}#polls`;

type Found = Awaited<ReturnType<typeof findHere>>;

/** It ended meanwhile, or was voted in already: said with the question, and the way back to where it stands. */
function showRefused(c: Context<Env>, { poll, place }: Found, error: unknown) {
  if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
  const t = wordsOf(c);
  const { note, fields } = asProblem(c, error);
  return renderPage(c, {
    title: poll.question,
    status: statusOf[error.code],
    children: (
      <div class="sheet">
        <h1>{poll.question}</h1>
        <p class="note bad" role="alert">
          <strong>{fields.options ?? note}</strong>
        </p>
        <a class="btn main" href={pathOf(place)}>
          {t('poll.back')}
        </a>
      </div>
    ),
  });
}

/** Names tell how it stands: to those who see that. */
async function maySee(c: Context<Env>, poll: PollRow) {
  const { deps } = c.var;
  if (poll.shows === 'always' || isOver(poll, deps.now())) return true;
  const actor = poll.shows === 'voted' ? await actorOf(c, requireSite(c)) : null;
  return actor !== null && (await votedIn(deps.db.read, actor.member.id, [poll.id])).has(poll.id);
}

async function findHere(c: Context<Env, '/polls/:id'>) {
  const found = await findPoll(c.var.deps.db.read, c.req.param('id'));
  if (found?.place.site.id !== requireSite(c).id || !isOut(found.place.thread, c.var.deps.now())) throw new Refusal('not_found');
  return found;
}
