import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { confirmEmail } from './confirm-email.ts';
import { signedIn } from './enter.ts';
import { Form, renderDoor, renderSpent } from './form.tsx';
import { localPath, pathTo } from './next.ts';
import { peekKey } from './one-time-key.ts';

/** Mail scanners open every link: a GET shows a button, and only its POST does anything. So for all mailed links. */
export const confirmPages = new Hono<Env>()
  .get('/confirm/:key', async (c) => ((await peekKey(c.var.deps, 'confirm', c.req.param('key'))) ? show(c) : showSpent(c)))
  .post('/confirm/:key', async (c) => {
    const done = await confirmEmail(c.var.deps, c.req.param('key'));
    return done ? showDone(c, done.published, localPath(done.next)) : showSpent(c);
  });

function show(c: Context<Env>) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('confirm.title'),
    children: (
      <>
        <h1>{t('confirm.title')}</h1>
        <p>{t('confirm.why')}</p>
        <Form action={pathTo(c, c.req.path)}>
          <button class="btn main">{t('confirm.go')}</button>
        </Form>
      </>
    ),
  });
}

function showDone(c: Context<Env>, published: number, next: string) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('confirm.doneTitle'),
    children: (
      <>
        <h1>{t('confirm.doneTitle')}</h1>
        <p>{t('confirm.published', { count: published })}</p>
        <p>{t('confirm.back')}</p>
        <a class="btn main" href={signedIn(c) ? next : pathTo(c, '/signin', next)}>
          {t(signedIn(c) ? 'confirm.continue' : 'signin.title')}
        </a>
      </>
    ),
  });
}

/** Opened again, as mail programs do: most often the address is confirmed already. */
function showSpent(c: Context<Env>) {
  const t = wordsOf(c);
  return renderSpent(
    c,
    <>
      <p>{t('confirm.spent')}</p>
      <a class="btn main" href="/account">
        {t('confirm.account')}
      </a>
    </>,
  );
}
