import { Hono, type Context } from 'hono';
import { claimableBy } from '../guests/claim-guest.ts';
import type { Env } from '../http/who.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { openDoors } from '../sign-on/ProviderDoors.tsx';
import { identitiesOf } from '../sign-on/queries.ts';
import { askFirstPassword, changePassword } from './change-password.ts';
import { CodeSection } from './CodeSection.tsx';
import { readDevice } from './device.ts';
import { endOthers } from './end-others.ts';
import { signedIn } from './enter.ts';
import { check, Form, orAgain, renderDoor, typedIn, type Problem } from './form.tsx';
import { changeInput, languageInput, schemeInput, sessionInput } from './input.ts';
import { LocaleField } from './LocaleField.tsx';
import { queueMail } from './mails.ts';
import { addingOptions, hasPasskeys } from './passkey-options.ts';
import { PasskeySection } from './PasskeySection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { mayChangeFactors } from './policy.ts';
import { emailKey, ownDoorsOf, setLocale, setScheme } from './queries.ts';
import { factorsOf, hasFactor } from './second-factor.ts';
import { sessionsOf, type Session } from './sessions.ts';
import { SchemeSection } from './SchemeSection.tsx';
import { SessionSection } from './SessionSection.tsx';

const DONE = {
  confirmation: 'account.confirmationSent',
  language: 'account.languageSaved',
  scheme: 'account.schemeSaved',
  password: 'account.passwordSaved',
  passwordLink: 'account.confirmationSent',
  passkey: 'passkey.saved',
  passkeyGone: 'passkey.removed',
  sessions: 'account.sessionsEnded',
  totpGone: 'totp.ended',
} as const satisfies Record<string, MessageKey>;

export const accountPage = new Hono<Env>()
  .get('/account', (c) => asOwner(c, (session) => showAccount(c, session)))
  .post('/account/confirmation', (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          await resend(c, session);
          return c.redirect('/account?done=confirmation', 303);
        },
        (problem) => showAccount(c, session, { of: 'email', problem }),
      ),
    ),
  )
  .post('/account/language', (c) =>
    asOwner(c, async (session) => {
      const { locale } = check(languageInput, await typedIn(c));
      await c.var.deps.db.write((tx) => setLocale(tx, session.account.id, locale));
      return c.redirect(`/account?done=language&lang=${locale}`, 303);
    }),
  )
  .post('/account/scheme', (c) =>
    asOwner(c, async (session) => {
      const { scheme } = check(schemeInput, await typedIn(c));
      await c.var.deps.db.write((tx) => setScheme(tx, session.account.id, scheme === 'auto' ? null : scheme));
      return c.redirect('/account?done=scheme', 303);
    }),
  )
  .post('/account/password', (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          await changePassword(c.var.deps, changing(c, session), check(changeInput, await typedIn(c)));
          return c.redirect('/account?done=password', 303);
        },
        (problem) => showAccount(c, session, { of: 'password', problem }),
      ),
    ),
  )
  .post('/account/password-link', (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          await askFirstPassword(c.var.deps, changing(c, session));
          return c.redirect('/account?done=passwordLink', 303);
        },
        (problem) => showAccount(c, session, { of: 'password', problem }),
      ),
    ),
  )
  .post('/account/sessions', (c) =>
    asOwner(c, async (session) => {
      await endOthers(c.var.deps, changing(c, session), check(sessionInput, await typedIn(c)).id);
      return c.redirect('/account?done=sessions', 303);
    }),
  );

/** Whoever is signed in, on this site, from here: what the security log tells of a change. */
export const changing = ({ var: { site, address } }: Context<Env>, session: Session) => ({
  session,
  siteId: site?.id ?? null,
  ip: address.ip,
});

export function asOwner(c: Context<Env>, work: (session: Session) => Response | Promise<Response>) {
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

/** Said in the form it came from, of the many on that page. */
type Wrong = { of: 'email' | 'password' | 'passkeys'; problem: Problem };

export async function showAccount(c: Context<Env>, session: Session, wrong?: Wrong) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const { account } = session;
  const hasDoors = (await openDoors(c)).length > 0 || (await identitiesOf(deps.db.read, account.id)).length > 0;
  const factors = await factorsOf(deps.db.read, account.id);
  const own = await ownDoorsOf(deps.db.read, account.id);
  const guest = c.var.site && (await claimableBy(deps.db.read, c.var.site.id, account));
  const mayChange = mayChangeFactors(hasFactor(factors), session, deps.now());
  const name = readDevice(c.req.header('user-agent')) ?? '';
  const adding = hasPasskeys(c) ? { options: addingOptions(c, session, factors.passkeys), name } : null;
  const problemOf = (form: Wrong['of']) => (wrong?.of === form ? wrong.problem : undefined);
  const done = DONE[c.req.query('done') as keyof typeof DONE];
  return renderDoor(c, {
    title: t('account.title'),
    status: wrong?.problem.status,
    script: deps.assets.manifest.passkeys,
    children: (
      <>
        <h1>{account.name}</h1>
        {c.var.site && <OwnTabs t={t} here="/account" />}
        {done && !wrong && <output class="note good">{t(done)}</output>}
        {c.var.own?.invited && (
          <p>
            <a class="btn main" href="/invited">
              {t('invited.title')}
            </a>
          </p>
        )}
        {account.email && (
          <section class="flow">
            <h2>{t('signin.email')}</h2>
            <p>{account.email}</p>
            {account.emailConfirmedAt ? <p class="meta">{t('account.confirmed')}</p> : <p class="note warn">{t('account.unconfirmed')}</p>}
            {!account.emailConfirmedAt && (
              <Form action="/account/confirmation" problem={problemOf('email')}>
                <button class="btn">{t('account.resend')}</button>
              </Form>
            )}
            {guest && <a href="/account/guest">{t('guests.claimTitle')}</a>}
          </section>
        )}
        <section class="flow">
          <h2>{t('account.language')}</h2>
          <Form action="/account/language">
            <LocaleField label={t('account.languageOfMails')} chosen={account.locale} />
            <button class="btn">{t('account.save')}</button>
          </Form>
        </section>
        <SchemeSection t={t} chosen={account.scheme} />
        {own.address && <PasswordSection t={t} email={account.email!} hasPassword={own.password} problem={problemOf('password')} />}
        {!mayChange && (
          <p class="note">
            <span>
              {t('second.before')}{' '}
              {hasFactor(factors) ? (
                <a href="/account/second-factor?next=/account">{t('second.give')}</a>
              ) : (
                <a href="/account/confirm-it-is-you?next=/account">{t('prove.first')}</a>
              )}
            </span>
          </p>
        )}
        <PasskeySection
          t={t}
          locale={locale}
          timeZone={zoneOf(c)}
          passkeys={factors.passkeys}
          adding={adding}
          mayChange={mayChange}
          problem={problemOf('passkeys')}
        />
        <CodeSection t={t} factors={factors} mayChange={mayChange} />
        {hasDoors && (
          <section class="flow">
            <h2>{t('signOn.doorsTitle')}</h2>
            <a class="btn" href="/account/doors">
              {t('signOn.toDoors')}
            </a>
          </section>
        )}
        <SessionSection
          t={t}
          locale={locale}
          timeZone={zoneOf(c)}
          sessions={await sessionsOf(deps.db.read, account.id, new Date())}
          here={session.id}
        />
      </>
    ),
  });
}
