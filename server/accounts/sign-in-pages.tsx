import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { enter, leave, signedIn, siteFor } from './enter.ts';
import { check, EmailField, Field, Form, fromOwnPage, orAgain, renderDoor, typedIn, type Problem, type Typed } from './form.tsx';
import { signInInput } from './input.ts';
import { isConnecting, nextOf, pathTo } from './next.ts';
import { signIn } from './sign-in.ts';

export const signInPages = new Hono<Env>()
  .get('/signin', async (c) => (signedIn(c) ? c.redirect(nextOf(c), 303) : show(c, {})))
  .post('/signin', fromOwnPage, async (c) => {
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const account = await signIn(c.var.deps, c.var.address.ip, check(signInInput, typed));
        return enter(c, account.id, nextOf(c));
      },
      (problem) => show(c, typed, problem),
    );
  })
  .post('/signout', fromOwnPage, (c) => leave(c, nextOf(c)));

async function show(c: Context<Env>, typed: Typed, problem?: Problem) {
  const t = wordsOf(c);
  const next = nextOf(c);
  const site = await siteFor(c, next);
  return renderDoor(c, {
    title: t('signin.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('signin.title')}</h1>
        {isConnecting(next) && site && <p>{t('signin.toComment', { site: site.settings.name })}</p>}
        <Form action={pathTo(c, '/signin')} problem={problem}>
          <EmailField t={t} typed={typed} problem={problem} autocomplete="username" />
          <Field
            name="password"
            label={t('signin.password')}
            type="password"
            autocomplete="current-password"
            problem={problem}
            help={<a href={pathTo(c, '/forgot')}>{t('signin.forgot')}</a>}
          />
          <button class="btn main">{t('signin.go')}</button>
        </Form>
        <p class="or">{t('signin.firstTime')}</p>
        <a class="btn" href={pathTo(c, '/signup')}>
          {t('signin.signUp')}
        </a>
      </>
    ),
  });
}
