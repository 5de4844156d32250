import { Hono, type Context } from 'hono';
import { Form, renderDoor } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { stopLetters, stopMails, stopReview } from './save-settings.ts';
import { readUnsubscribe, signUnsubscribe } from './unsubscribe-token.ts';

/**
 * One click in a mail program (RFC 8058 §3.1): it posts here by itself, without cookie, origin or page of ours, so the
 * signed address is all the proof there is. Scanners follow a GET: that one only shows the form.
 */
export const unsubscribePages = new Hono<Env>()
  .get('/unsubscribe/:token', (c) => {
    const { what } = readToken(c);
    const t = wordsOf(c);
    const forum = requireSite(c).settings.forumName;
    const title = t(what === 'letters' ? 'digests.stopTitle' : 'notices.stopTitle');
    return renderDoor(c, {
      title,
      children: (
        <>
          <h1>{title}</h1>
          <p>{t(WHAT[what], { forum })}</p>
          <Form action={c.req.path}>
            <button class="btn main">{t(what === 'letters' ? 'digests.stopGo' : 'notices.stopGo')}</button>
          </Form>
        </>
      ),
    });
  })
  .post('/unsubscribe/:token', async (c) => {
    const { uid, what, letter } = readToken(c);
    const { deps } = c.var;
    if (what === 'letters') await stopLetters(deps, { member: uid, letter });
    else await (what === 'review' ? stopReview : stopMails)(deps, uid);
    const t = wordsOf(c);
    return renderDoor(c, {
      title: t(what === 'letters' ? 'digests.stopTitle' : 'notices.stopTitle'),
      children: (
        <>
          <h1>{t(what === 'letters' ? 'digests.stopped' : 'notices.stopped')}</h1>
          {what === 'letters' && (
            <p>
              <a href={`/unsubscribe/${signUnsubscribe(deps.config.secret!, uid)}`}>{t('digests.stopAll')}</a>
            </p>
          )}
          <a class="btn" href="/notifications">
            {t('notices.settings')}
          </a>
        </>
      ),
    });
  });

const WHAT = { notices: 'notices.stopWhat', review: 'notices.stopReview', letters: 'digests.stopWhat' } as const;

function readToken(c: Context<Env, '/unsubscribe/:token'>) {
  const told = readUnsubscribe(c.var.deps.config.secret!, c.req.param('token'));
  if (!told) throw new Refusal('not_found');
  return told;
}
