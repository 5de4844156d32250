import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { actorOf, isFromOwnPage, requireSite, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { typedIn } from '../accounts/form.tsx';
import { localPath } from '../accounts/next.ts';
import { kinds } from '../threads/kinds.ts';
import { findPublic } from '../posts/find-public.ts';
import { votesFor } from './queries.ts';
import { isVotedFor, vote, whereVotesGo } from './vote.ts';

/** Voting for a question or an idea with forms alone. A form of another page, or of nobody known, leads to one of ours. */
export const votePages = new Hono<Env>()
  .get('/votes/:id', async (c) => {
    const { post, place, movedTo } = await findHere(c);
    if (movedTo) return c.redirect(`/votes/${post.uid}?merged`, 303);
    return asMember(c, async ({ member }) => {
      const t = wordsOf(c);
      const of = kinds[place.thread.kind].votes!;
      const { votes, voted } = await votesFor(c.var.deps.db.read, post.id, member.id);
      return renderPage(c, {
        title: t('vote.title', { of }),
        narrow: true,
        children: (
          <form method="post" class="flow">
            <h1>{t('vote.title', { of })}</h1>
            {c.req.query('merged') !== undefined && <output class="note">{t('vote.merged', { title: place.thread.title! })}</output>}
            <p class="meta">{t('vote.of', { of, name: post.authorName })}</p>
            <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
            <p>{t('vote.count', { of, n: votes })}</p>
            <button class="btn main" name="act" value={voted ? 'undo' : 'vote'} aria-pressed={voted}>
              {voted ? t('vote.undo') : t('vote.go', { of })}
            </button>
            <a class="btn" href={`/p/${post.uid}`}>
              {t('reactions.back')}
            </a>
          </form>
        ),
      });
    });
  })
  .post('/votes/:id', async (c) => {
    const { post, place, movedTo } = await findHere(c);
    const actor = isFromOwnPage(c) ? await actorOf(c, place.site) : null;
    if (!actor) return c.redirect(`/votes/${post.uid}`, 303);
    const { act, next } = await typedIn(c);
    if (act !== 'vote' && act !== 'undo') throw new Refusal('malformed');
    await vote(c.var.deps, actor, { post, place, on: act === 'vote' });
    if (movedTo) return c.redirect(`/votes/${post.uid}?merged`, 303);
    return c.redirect(next ? localPath(next) : `/p/${post.uid}`, 303);
  });

async function findHere(c: Context<Env, '/votes/:id'>) {
  const found = await findPublic(c.var.deps, c.req.param('id'));
  if (found.place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  const { movedTo, ...goes } = await whereVotesGo(c.var.deps, found);
  const to = movedTo ? await findPublic(c.var.deps, goes.post.uid) : found;
  if (!isVotedFor(to.place.thread, to.post)) throw new Refusal('not_found');
  return { ...to, movedTo };
}
