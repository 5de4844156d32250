import { Hono, type Context } from 'hono';
import { setSessionCookie, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { provingDoors } from '../sign-on/proving-doors.ts';
import { asOwner, changing } from './account-page.tsx';
import { CONFIRM } from './as-proved.ts';
import { askConfirmation, confirmByLink, confirmByPassword, peekProof } from './confirm-owner.ts';
import { check, Field, Form, orAgain, renderDoor, renderSpent, typedIn, type Problem } from './form.tsx';
import { ownerPasswordInput } from './input.ts';
import { localPath, nextOf, pathTo } from './next.ts';
import { isLatelyProved } from './policy.ts';
import { ownDoorsOf } from './queries.ts';
import { factorsOf, hasFactor } from './second-factor.ts';
import type { Session } from './sessions.ts';

/** Asked of whoever is signed in, before what a session left open must not do (as-proved.ts). */
export const confirmOwnerPages = new Hono<Env>()
  .get(CONFIRM, (c) => asOwner(c, (session) => (isLatelyProved(session, c.var.deps.now()) ? c.redirect(nextOf(c), 303) : show(c, session))))
  .post(CONFIRM, (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          const { password } = check(ownerPasswordInput, await typedIn(c));
          return goOn(c, session, await confirmByPassword(c.var.deps, changing(c, session), password), nextOf(c));
        },
        (problem) => show(c, session, problem),
      ),
    ),
  )
  .post(`${CONFIRM}/link`, (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          await askConfirmation(c.var.deps, changing(c, session), nextOf(c));
          return showSent(c, session);
        },
        (problem) => show(c, session, problem),
      ),
    ),
  )
  .get(`${CONFIRM}/:key`, (c) =>
    asOwner(c, async (session) => ((await peekProof(c.var.deps, session, c.req.param('key'))) ? showGo(c) : showSpent(c))),
  )
  .post(`${CONFIRM}/:key`, (c) =>
    asOwner(c, async (session) => {
      const done = await confirmByLink(c.var.deps, changing(c, session), c.req.param('key'));
      return done ? goOn(c, session, done.secret, localPath(done.next)) : showSpent(c);
    }),
  );

function goOn(c: Context<Env>, { expiresAt }: Session, secret: string | null, next: string) {
  if (secret) setSessionCookie(c, secret, expiresAt);
  return c.redirect(next, 303);
}

async function show(c: Context<Env>, { account }: Session, problem?: Problem) {
  const t = wordsOf(c);
  const { read } = c.var.deps.db;
  const { password: hasPassword } = await ownDoorsOf(read, account.id);
  const hasOther = hasFactor(await factorsOf(read, account.id));
  const providers = await provingDoors(c, account.id);
  const byLink = !hasPassword && account.email !== null && account.emailConfirmedAt !== null;
  return renderDoor(c, {
    title: t('prove.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('prove.title')}</h1>
        <p>{t('prove.why')}</p>
        {hasPassword && (
          <Form action={pathTo(c, CONFIRM)} problem={problem}>
            <input type="hidden" autocomplete="username" value={account.email ?? undefined} />
            <Field
              name="password"
              label={t('signin.password')}
              type="password"
              autocomplete="current-password"
              problem={problem}
              help={<a href="/forgot">{t('signin.forgot')}</a>}
            />
            <button class="btn main">{t('prove.go')}</button>
          </Form>
        )}
        {byLink && (
          <Form action={pathTo(c, `${CONFIRM}/link`)} problem={problem}>
            <p>{t('prove.byLink', { email: account.email! })}</p>
            <button class="btn main">{t('prove.askLink')}</button>
          </Form>
        )}
        {hasOther && (
          <a class="btn" href={pathTo(c, '/account/second-factor')}>
            {t('prove.byFactor')}
          </a>
        )}
        {providers.map(({ uid, name }) => (
          <a class="btn" key={uid} href={pathTo(c, `${CONFIRM}/with/${uid}`)} rel="nofollow">
            {t('prove.byProvider', { name })}
          </a>
        ))}
        {!hasPassword && !byLink && !hasOther && providers.length === 0 && (
          <Form action={pathTo(c, '/signout', pathTo(c, '/signin'))}>
            <p>{t('prove.byDoor')}</p>
            <button class="btn main">{t('prove.comeAgain')}</button>
          </Form>
        )}
      </>
    ),
  });
}

function showSent(c: Context<Env>, { account }: Session) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('signup.sentTitle'),
    children: (
      <>
        <h1>{t('signup.sentTitle')}</h1>
        <p>{t('prove.sent', { email: account.email ?? '' })}</p>
      </>
    ),
  });
}

function showGo(c: Context<Env>) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('prove.title'),
    children: (
      <>
        <h1>{t('prove.title')}</h1>
        <Form action={pathTo(c, c.req.path)}>
          <button class="btn main">{t('prove.itIsMe')}</button>
        </Form>
      </>
    ),
  });
}

function showSpent(c: Context<Env>) {
  return renderSpent(
    c,
    <a class="btn main" href="/account">
      {wordsOf(c)('own.account')}
    </a>,
  );
}
