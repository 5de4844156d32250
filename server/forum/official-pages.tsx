import { Hono, type Context } from 'hono';
import { asProblem, Form, typedIn, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { endOfficial, makeOfficial } from '../threads/marks.ts';
import { moderates } from '../threads/policy.ts';
import { renderAboutPost } from './about-post.tsx';

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
  return renderAboutPost(c, post, {
    title: t('official.title'),
    what: t(is ? 'official.is' : 'official.what'),
    problem,
    children: (
      <Form action={`/official-answers/${post.uid}`}>
        <button class="btn main" name="act" value={is ? 'end' : 'make'}>
          {t(is ? 'official.end' : 'official.make')}
        </button>
      </Form>
    ),
  });
}

async function findHere(c: Context<Env>) {
  const found = await findPublic(c.var.deps, c.req.param('id') ?? '');
  if (!moderates(staffOf(c), found.place.thread)) throw new Refusal('not_found');
  return found;
}
