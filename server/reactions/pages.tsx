import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { Icon } from '../../widget/thread/Icon.tsx';
import { Refusal } from '../errors.ts';
import { actorOf, isFromOwnPage, requireSite, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { reactionKey } from './input.ts';
import { presentReactions } from './present.ts';
import { reactionsTo } from './queries.ts';
import { react } from './react.ts';

/** One button says what it does: giving twice is giving once. */
const pressed = z.union([z.object({ kind: reactionKey }), z.object({ undo: reactionKey })]);

/** Reacting with forms alone. A form of another page, or of nobody known, leads to one of ours. */
export const reactionPages = new Hono<Env>()
  .get('/p/:id/reactions', async (c) => {
    const { post, place } = await findHere(c);
    return asMember(c, async ({ member }) => {
      const t = wordsOf(c);
      const { reactions, reacted } = await reactionsTo(c.var.deps.db.read, post.id, member.id);
      return renderPage(c, {
        title: t('reactions.title'),
        narrow: true,
        children: (
          <form method="post" class="flow">
            <h1>{t('reactions.title')}</h1>
            <p class="meta">{t('reactions.to', { name: post.authorName })}</p>
            <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
            <p class="line">
              {presentReactions(place.site.settings).map(({ key, glyph, ...words }) => {
                const on = reacted.includes(key);
                return (
                  <button key={key} class="btn" name={on ? 'undo' : 'kind'} value={key} aria-pressed={on}>
                    <Icon d={glyph} />
                    {words[c.var.locale]} {reactions[key]}
                  </button>
                );
              })}
            </p>
            <a class="btn" href={`/p/${post.uid}`}>
              {t('reactions.back')}
            </a>
          </form>
        ),
      });
    });
  })
  .post('/p/:id/reactions', async (c) => {
    const { post, place } = await findHere(c);
    const actor = isFromOwnPage(c) ? await actorOf(c, place.site) : null;
    if (!actor) return c.redirect(`/p/${post.uid}/reactions`, 303);
    const asked = pressed.safeParse(await c.req.parseBody());
    if (!asked.success) throw new Refusal('malformed');
    const given = 'kind' in asked.data ? { kind: asked.data.kind, on: true } : { kind: asked.data.undo, on: false };
    await react(c.var.deps, actor, { post, place, ...given });
    return c.redirect(`/p/${post.uid}`, 303);
  });

async function findHere(c: Context<Env, '/p/:id/reactions'>) {
  const found = await findPublic(c.var.deps, c.req.param('id'));
  if (found.place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return found;
}
