import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { askSignInLink } from './ask-sign-in-link.ts';
import { openDoors, ProviderDoors } from '../sign-on/ProviderDoors.tsx';
import { enter, leave, signedIn, siteFor } from './enter.ts';
import { check, EmailField, Field, Form, orAgain, renderDoor, typedIn, type Problem, type Typed } from './form.tsx';
import { forgotInput, passkeyInput, signInInput } from './input.ts';
import { isConnecting, nextOf, pathTo } from './next.ts';
import { PasskeyForm } from './PasskeyForm.tsx';
import { enteringOptions, hasPasskeys, holderOfBrowser, partyOf } from './passkey-options.ts';
import { provePasskey } from './prove-passkey.ts';
import { signIn } from './sign-in.ts';

export const signInPages = new Hono<Env>()
  .get('/signin', async (c) => (signedIn(c) ? c.redirect(nextOf(c), 303) : showSignIn(c, {})))
  .post('/signin', async (c) => {
    const { deps, address } = c.var;
    const typed = await typedIn(c);
    const next = nextOf(c);
    return orAgain(
      c,
      async () => {
        const account = await signIn(deps, { ip: address.ip, siteId: (await siteFor(c, next))?.id ?? null }, check(signInInput, typed));
        return enter(c, account.id, next, { by: 'password' });
      },
      (problem) => showSignIn(c, typed, problem),
    );
  })
  .post('/signin/link', async (c) => {
    const { deps, address } = c.var;
    const typed = await typedIn(c);
    const next = nextOf(c);
    return orAgain(
      c,
      async () => {
        const { email } = check(forgotInput, typed);
        await askSignInLink(deps, address.ip, { email, siteId: (await siteFor(c, next))?.id ?? null, next });
        return showSent(c, email);
      },
      (problem) => showSignIn(c, typed, problem),
    );
  })
  .post('/signin/passkey', async (c) => {
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const { credential } = check(passkeyInput, typed);
        const accountId = await provePasskey(c.var.deps, partyOf(c, holderOfBrowser(c)), credential);
        return enter(c, accountId, nextOf(c), { by: 'passkey', second: 'passkey' });
      },
      (problem) => showSignIn(c, {}, problem),
    );
  })
  .post('/signout', (c) => leave(c, nextOf(c)));

async function showSignIn(c: Context<Env>, typed: Typed, problem?: Problem) {
  const t = wordsOf(c);
  const next = nextOf(c);
  const site = await siteFor(c, next);
  return renderDoor(c, {
    title: t('signin.title'),
    status: problem?.status,
    script: c.var.deps.assets.manifest.passkeys,
    children: (
      <>
        <h1>{t('signin.title')}</h1>
        {isConnecting(next) && site && <p>{t('signin.toComment', { site: site.settings.name })}</p>}
        <ProviderDoors c={c} open={await openDoors(c)} />
        <Form action={pathTo(c, '/signin')} problem={problem}>
          <EmailField t={t} typed={typed} problem={problem} autocomplete="username webauthn" />
          <Field
            name="password"
            label={t('signin.password')}
            type="password"
            autocomplete="current-password"
            problem={problem}
            help={<a href={pathTo(c, '/forgot')}>{t('signin.forgot')}</a>}
          />
          <button class="btn main">{t('signin.go')}</button>
          <p class="or">{t('signin.noPassword')}</p>
          <button class="btn" formAction={pathTo(c, '/signin/link')}>
            {t('signin.link')}
          </button>
        </Form>
        {hasPasskeys(c) && (
          <PasskeyForm
            t={t}
            action={pathTo(c, '/signin/passkey')}
            options={enteringOptions(c, holderOfBrowser(c))}
            label={t('passkey.use')}
          />
        )}
        <p class="or">{t('signin.firstTime')}</p>
        <a class="btn" href={pathTo(c, '/signup')}>
          {t('signin.signUp')}
        </a>
      </>
    ),
  });
}

/** The same for every address. */
function showSent(c: Context<Env>, email: string) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('signup.sentTitle'),
    children: (
      <>
        <h1>{t('signup.sentTitle')}</h1>
        <p>{t('signin.linkSent', { email })}</p>
      </>
    ),
  });
}
