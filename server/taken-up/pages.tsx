import { Hono, type Context } from 'hono';
import { check, Field, Form, orAgain, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { findThankable } from '../belonging/find-thankable.ts';
import { renderAboutPost } from '../forum/about-post.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { taking } from './input.ts';
import { takenFrom } from './queries.ts';
import { takeUp } from './take-up.ts';

/** The newsroom says which article took up a post, with a form alone. */
export const takenUpPages = new Hono<Env>()
  .get('/taken-up/:id', (c) => show(c))
  .post('/taken-up/:id', async (c) => {
    const { post, place } = await findThankable(c, c.req.param('id'));
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const article = typed.act === 'end' ? null : check(taking, typed).article;
        await takeUp(c.var.deps, staffOf(c), { place, postId: post.id, article });
        return c.redirect(`/p/${post.uid}`, 303);
      },
      (problem) => show(c, { typed, problem }),
    );
  });

async function show(c: Context<Env>, { typed, problem }: { typed?: Typed; problem?: Problem } = {}) {
  const { post, place } = await findThankable(c, c.req.param('id') ?? '');
  const known = (await takenFrom(c.var.deps.db.read, place.thread.id)).find((one) => one.post === post.uid);
  const t = wordsOf(c);
  return renderAboutPost(c, post, {
    title: t('takenUp.title'),
    what: t('takenUp.what'),
    problem,
    children: (
      <Form action={`/taken-up/${post.uid}`} problem={problem?.fields.article ? problem : undefined}>
        <Field
          name="article"
          label={t('takenUp.article')}
          help={t('takenUp.articleHelp')}
          value={typed?.article ?? known?.key ?? place.articleKey ?? ''}
          problem={problem}
        />
        <button class="btn main">{t('takenUp.save')}</button>
        {known && (
          <button class="btn" name="act" value="end" formNoValidate>
            {t('takenUp.end')}
          </button>
        )}
      </Form>
    ),
  });
}
