import { Hono, type Context } from 'hono';
import { asProblem, Form, renderDoor, typedIn, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { endOfficial, makeOfficial } from '../threads/marks.ts';
import { moderates } from '../threads/policy.ts';

/** Making an answer the newsroom's, or no longer, with a form alone. */
export const officialPages = new Hono<Env>()
  .get('/official-answers/:id', (c) => show(c))
  .post('/official-answers/:id', async (c) => {
    const { post, place } = await findHere(c);
    const { act } = await typedIn(c);
    try {
      await (act === 'end' ? endOfficial : makeOfficial)(c.var.deps, staffOf(c), { place, postId: post.id });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'invalid') return show(c, asProblem(c, error));
      throw error;
    }
    return c.redirect(`/p/${post.uid}`, 303);
  });

async function show(c: Context<Env>, problem?: Problem) {
  const { post, place } = await findHere(c);
  const t = wordsOf(c);
  const is = place.thread.officialId === post.id;
  return renderDoor(c, {
    title: t('official.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('official.title')}</h1>
        <p class="meta">{t('reactions.to', { name: post.authorName })}</p>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
        <p>{t(is ? 'official.is' : 'official.what')}</p>
        {problem?.fields.post && (
          <p class="note bad" role="alert">
            {problem.fields.post}
          </p>
        )}
        <Form action={`/official-answers/${post.uid}`}>
          <button class="btn main" name="act" value={is ? 'end' : 'make'}>
            {t(is ? 'official.end' : 'official.make')}
          </button>
        </Form>
        <a class="btn" href={`/p/${post.uid}`}>
          {t('edit.cancel')}
        </a>
      </>
    ),
  });
}

async function findHere(c: Context<Env>) {
  const found = await findPublic(c.var.deps, c.req.param('id') ?? '');
  if (!moderates(staffOf(c), found.place.thread)) throw new Refusal('not_found');
  return found;
}
