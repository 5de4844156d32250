import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { enter, siteFor } from './enter.ts';
import { check, EmailField, Form, NewPasswordField, orAgain, renderDoor, renderSpent, typedIn, type Problem, type Typed } from './form.tsx';
import { forgotInput, resetInput } from './input.ts';
import { localPath, nextOf, pathTo } from './next.ts';
import { peekKey } from './one-time-key.ts';
import { askReset, resetPassword } from './reset-password.ts';

export const resetPages = new Hono<Env>()
  .get('/forgot', (c) => showAsk(c, {}))
  .post('/forgot', async (c) => {
    const { deps, address } = c.var;
    const typed = await typedIn(c);
    const next = nextOf(c);
    return orAgain(
      c,
      async () => {
        const { email } = check(forgotInput, typed);
        await askReset(deps, address.ip, { email, siteId: (await siteFor(c, next))?.id ?? null, next });
        return showAsked(c, email);
      },
      (problem) => showAsk(c, typed, problem),
    );
  })
  .get('/reset/:key', async (c) => ((await peekKey(c.var.deps, 'reset', c.req.param('key'))) ? showReset(c) : renderSpent(c)))
  .post('/reset/:key', async (c) => {
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const done = await resetPassword(
          c.var.deps,
          { secret: c.req.param('key'), ip: c.var.address.ip },
          check(resetInput, typed).password,
        );
        return done ? enter(c, done.accountId, localPath(done.next), { by: 'reset' }) : renderSpent(c);
      },
      (problem) => showReset(c, problem),
    );
  });

function showAsk(c: Context<Env>, typed: Typed, problem?: Problem) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('reset.askTitle'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('reset.askTitle')}</h1>
        <p>{t('reset.ask')}</p>
        <Form action={pathTo(c, '/forgot')} problem={problem}>
          <EmailField t={t} typed={typed} problem={problem} autocomplete="username" />
          <button class="btn main">{t('reset.askGo')}</button>
        </Form>
        <a class="btn" href={pathTo(c, '/signin')}>
          {t('signin.title')}
        </a>
      </>
    ),
  });
}

/** The same for every address. */
function showAsked(c: Context<Env>, email: string) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('signup.sentTitle'),
    children: (
      <>
        <h1>{t('signup.sentTitle')}</h1>
        <p>{t('reset.sent', { email })}</p>
      </>
    ),
  });
}

function showReset(c: Context<Env>, problem?: Problem) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('reset.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('reset.title')}</h1>
        <p>{t('reset.what')}</p>
        <Form action={pathTo(c, c.req.path)} problem={problem}>
          <NewPasswordField t={t} problem={problem} />
          <button class="btn main">{t('reset.go')}</button>
        </Form>
      </>
    ),
  });
}
