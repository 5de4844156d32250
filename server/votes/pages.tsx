import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { actorOf, isFromOwnPage, requireSite, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { votesFor } from './queries.ts';
import { isVotedFor, vote } from './vote.ts';

/** Voting for a question with forms alone. A form of another page, or of nobody known, leads to one of ours. */
export const votePages = new Hono<Env>()
  .get('/votes/:id', async (c) => {
    const { post } = await findHere(c);
    return asMember(c, async ({ member }) => {
      const t = wordsOf(c);
      const { votes, voted } = await votesFor(c.var.deps.db.read, post.id, member.id);
      return renderPage(c, {
        title: t('vote.title'),
        narrow: true,
        children: (
          <form method="post" class="flow">
            <h1>{t('vote.title')}</h1>
            <p class="meta">{t('vote.of', { name: post.authorName })}</p>
            <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
            <p>{t('vote.count', { n: votes })}</p>
            <button class="btn main" name="act" value={voted ? 'undo' : 'vote'} aria-pressed={voted}>
              {t(voted ? 'vote.undo' : 'vote.go')}
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
    const { post, place } = await findHere(c);
    const actor = isFromOwnPage(c) ? await actorOf(c, place.site) : null;
    if (!actor) return c.redirect(`/votes/${post.uid}`, 303);
    const { act } = await c.req.parseBody();
    if (act !== 'vote' && act !== 'undo') throw new Refusal('malformed');
    await vote(c.var.deps, actor, { post, place, on: act === 'vote' });
    return c.redirect(`/p/${post.uid}`, 303);
  });

async function findHere(c: Context<Env, '/votes/:id'>) {
  const found = await findPublic(c.var.deps, c.req.param('id'));
  if (found.place.site.id !== requireSite(c).id || !isVotedFor(found.place.thread, found.post)) throw new Refusal('not_found');
  return found;
}
