import { Hono, type Context } from 'hono';
import { Form, renderDoor } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { stopMails, stopReview } from './save-settings.ts';
import { readUnsubscribe } from './unsubscribe-token.ts';

/**
 * One click in a mail program (RFC 8058 §3.1): it posts here by itself, without cookie, origin or page of ours, so the
 * signed address is all the proof there is. Scanners follow a GET: that one only shows the form.
 */
export const unsubscribePages = new Hono<Env>()
  .get('/unsubscribe/:token', (c) => {
    const { what } = readToken(c);
    const t = wordsOf(c);
    const forum = requireSite(c).settings.forumName;
    return renderDoor(c, {
      title: t('notices.stopTitle'),
      children: (
        <>
          <h1>{t('notices.stopTitle')}</h1>
          <p>{t(what === 'review' ? 'notices.stopReview' : 'notices.stopWhat', { forum })}</p>
          <Form action={c.req.path}>
            <button class="btn main">{t('notices.stopGo')}</button>
          </Form>
        </>
      ),
    });
  })
  .post('/unsubscribe/:token', async (c) => {
    const { uid, what } = readToken(c);
    await (what === 'review' ? stopReview : stopMails)(c.var.deps, uid);
    const t = wordsOf(c);
    return renderDoor(c, {
      title: t('notices.stopTitle'),
      children: (
        <>
          <h1>{t('notices.stopped')}</h1>
          <a class="btn" href="/notifications">
            {t('notices.settings')}
          </a>
        </>
      ),
    });
  });

function readToken(c: Context<Env, '/unsubscribe/:token'>) {
  const told = readUnsubscribe(c.var.deps.config.secret!, c.req.param('token'));
  if (!told) throw new Refusal('not_found');
  return told;
}
