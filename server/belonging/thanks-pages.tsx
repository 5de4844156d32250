import { Hono, type Context } from 'hono';
import { check, Field, Form, orAgain, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { renderAboutPost } from '../forum/about-post.tsx';
import { wordsOf } from '../pages/page.tsx';
import { findThankable } from './find-thankable.ts';
import { thanksInput } from './input.ts';
import { endThanks, thank } from './thank.ts';

/** The newsroom thanks for a post, or no longer, with a form alone. */
export const thanksPages = new Hono<Env>()
  .get('/thanks/:id', (c) => show(c))
  .post('/thanks/:id', async (c) => {
    const { post, place } = await findThankable(c, c.req.param('id'));
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const there = { place, postId: post.id };
        if (typed.act === 'end') await endThanks(c.var.deps, staffOf(c), there);
        else await thank(c.var.deps, staffOf(c), { ...there, ...check(thanksInput, typed) });
        return c.redirect(`/p/${post.uid}`, 303);
      },
      (problem) => show(c, { typed, problem }),
    );
  });

async function show(c: Context<Env>, { typed, problem }: { typed?: Typed; problem?: Problem } = {}) {
  const { post } = await findThankable(c, c.req.param('id') ?? '');
  const t = wordsOf(c);
  return renderAboutPost(c, post, {
    title: t('thanks.title'),
    what: t('thanks.what'),
    problem,
    children: (
      <Form action={`/thanks/${post.uid}`} problem={problem?.fields.word ? problem : undefined}>
        <Field
          name="word"
          label={t('thanks.word')}
          help={t('thanks.wordHelp')}
          required={false}
          value={typed?.word ?? post.thanks?.word ?? ''}
          problem={problem}
        />
        <button class="btn main">{t(post.thanks ? 'thanks.change' : 'thanks.give')}</button>
        {post.thanks && (
          <button class="btn" name="act" value="end">
            {t('thanks.end')}
          </button>
        )}
      </Form>
    ),
  });
}
