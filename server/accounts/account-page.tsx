import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { wordsOf } from '../pages/page.tsx';
import { changePassword, signOutElsewhere } from './change-password.ts';
import { signedIn } from './enter.ts';
import { check, Field, Form, fromOwnPage, NewPasswordField, orAgain, renderDoor, typedIn, type Problem } from './form.tsx';
import { changeInput, languageInput } from './input.ts';
import { LocaleField } from './LocaleField.tsx';
import { queueMail } from './mails.ts';
import { emailKey, setLocale } from './queries.ts';
import type { Session } from './sessions.ts';

const DONE = {
  confirmation: 'account.confirmationSent',
  language: 'account.languageSaved',
  password: 'account.passwordSaved',
  sessions: 'account.sessionsEnded',
} as const satisfies Record<string, MessageKey>;

export const accountPage = new Hono<Env>()
  .get('/account', (c) => asOwner(c, (session) => show(c, session)))
  .post('/account/confirmation', fromOwnPage, (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          await resend(c, session);
          return c.redirect('/account?done=confirmation', 303);
        },
        (problem) => show(c, session, problem),
      ),
    ),
  )
  .post('/account/language', fromOwnPage, (c) =>
    asOwner(c, async (session) => {
      const { locale } = check(languageInput, await typedIn(c));
      await c.var.deps.db.write((tx) => setLocale(tx, session.account.id, locale));
      return c.redirect(`/account?done=language&lang=${locale}`, 303);
    }),
  )
  .post('/account/password', fromOwnPage, (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          await changePassword(c.var.deps, session, { ...check(changeInput, await typedIn(c)), siteId: c.var.site?.id ?? null });
          return c.redirect('/account?done=password', 303);
        },
        (problem) => show(c, session, problem),
      ),
    ),
  )
  .post('/account/sessions', fromOwnPage, (c) =>
    asOwner(c, async (session) => {
      await signOutElsewhere(c.var.deps, session);
      return c.redirect('/account?done=sessions', 303);
    }),
  );

function asOwner(c: Context<Env>, work: (session: Session) => Response | Promise<Response>) {
  const session = signedIn(c);
  return session ? work(session) : c.redirect('/signin?next=/account', 303);
}

async function resend({ var: { deps, site } }: Context<Env>, { account }: Session) {
  if (account.emailConfirmedAt || !account.email) return;
  await deps.limit('mailLink', emailKey(account.email));
  await deps.db.write((tx) =>
    queueMail(tx, { purpose: 'confirm', accountId: account.id, siteId: site?.id ?? null, next: '/account' }, deps.now()),
  );
}

function show(c: Context<Env>, { account }: Session, problem?: Problem) {
  const t = wordsOf(c);
  const done = DONE[c.req.query('done') as keyof typeof DONE];
  return renderDoor(c, {
    title: t('account.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{account.name}</h1>
        {done && !problem && <output class="note good">{t(done)}</output>}
        <section class="flow">
          <h2>{t('signin.email')}</h2>
          <p>{account.email}</p>
          {account.emailConfirmedAt ? <p class="meta">{t('account.confirmed')}</p> : <p class="note warn">{t('account.unconfirmed')}</p>}
          {!account.emailConfirmedAt && (
            <Form action="/account/confirmation">
              <button class="btn">{t('account.resend')}</button>
            </Form>
          )}
        </section>
        <section class="flow">
          <h2>{t('account.language')}</h2>
          <Form action="/account/language">
            <LocaleField label={t('account.languageOfMails')} chosen={account.locale} />
            <button class="btn">{t('account.save')}</button>
          </Form>
        </section>
        <section class="flow">
          <h2>{t('account.changePassword')}</h2>
          <Form action="/account/password" problem={problem}>
            <input type="hidden" autocomplete="username" value={account.email ?? undefined} />
            <Field
              name="current"
              label={t('account.current')}
              type="password"
              autocomplete="current-password"
              problem={problem}
              help={<a href="/forgot">{t('signin.forgot')}</a>}
            />
            <NewPasswordField t={t} problem={problem} />
            <button class="btn">{t('account.changePassword')}</button>
          </Form>
        </section>
        <section class="flow">
          <h2>{t('account.sessions')}</h2>
          <p class="meta">{t('account.sessionsHelp')}</p>
          <Form action="/account/sessions">
            <button class="btn">{t('account.endOthers')}</button>
          </Form>
        </section>
      </>
    ),
  });
}
