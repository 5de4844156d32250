import { Hono, type Context } from 'hono';
import { Form, renderDoor } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireMember, requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { keepAnswer, letAnswerGo } from '../threads/keep-answer.ts';
import { canKeepAnswer } from '../threads/policy.ts';

/** Keeping an answer, or no longer, with a form alone. */
export const answerPages = new Hono<Env>()
  .get('/kept-answers/:id', async (c) => {
    const { post, place } = await findHere(c);
    const t = wordsOf(c);
    const kept = place.thread.acceptedId === post.id;
    return renderDoor(c, {
      title: t('answer.title'),
      children: (
        <>
          <h1>{t('answer.title')}</h1>
          <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
          <p class="meta">{t(kept ? 'answer.kept' : 'answer.what')}</p>
          <Form action={`/kept-answers/${post.uid}`}>
            <button class="btn main" name="act" value={kept ? 'let-go' : 'keep'}>
              {t(kept ? 'answer.letGo' : 'answer.keep')}
            </button>
          </Form>
          <a class="btn" href={`/p/${post.uid}`}>
            {t('edit.cancel')}
          </a>
        </>
      ),
    });
  })
  .post('/kept-answers/:id', async (c) => {
    const { post, place, actor } = await findHere(c);
    const { act } = await c.req.parseBody();
    await (act === 'let-go' ? letAnswerGo : keepAnswer)(c.var.deps, actor, { place, postId: post.id });
    return c.redirect(`/p/${post.uid}`, 303);
  });

async function findHere(c: Context<Env>) {
  const found = await findPublic(c.var.deps, c.req.param('id') ?? '');
  if (found.place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  const actor = await requireMember(c, found.place.site);
  if (!canKeepAnswer(found.place.thread, actor.member)) throw new Refusal('forbidden');
  return { ...found, actor };
}
