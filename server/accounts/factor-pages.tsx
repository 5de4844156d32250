import { Hono, type Context } from 'hono';
import { setSessionCookie, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { asOwner, changing, showAccount } from './account-page.tsx';
import { addPasskey } from './add-passkey.ts';
import { askProof } from './as-proved.ts';
import { disableTotp, enableTotp, removePasskey, renewRecoveryCodes } from './change-factors.ts';
import { check, Field, Form, orAgain, renderDoor, typedIn, type Problem } from './form.tsx';
import { firstCodeInput, newPasskeyInput, passkeyNameInput } from './input.ts';
import { nextOf, pathTo } from './next.ts';
import { holderOf, partyOf } from './passkey-options.ts';
import { renamePasskey } from './passkeys.ts';
import { mayChangeFactors } from './policy.ts';
import { factorsOf, hasFactor } from './second-factor.ts';
import type { Session } from './sessions.ts';
import { beginTotp, pendingTotp, totpAddress } from './totp.ts';

/** What somebody changes of their own passkeys and codes, a factor given a moment ago where they have one. */
export const factorPages = new Hono<Env>()
  .post('/account/passkeys', (c) =>
    asProvedEnough(c, (session) =>
      orAgain(
        c,
        async () => {
          const who = { ...changing(c, session), ...partyOf(c, holderOf(session.id)) };
          keep(c, session, await addPasskey(c.var.deps, who, check(newPasskeyInput, await typedIn(c))));
          return c.redirect(nextOf(c) === '/' ? '/account?done=passkey#passkeys' : nextOf(c), 303);
        },
        (problem) => showAccount(c, session, { of: 'passkeys', problem }),
      ),
    ),
  )
  .post('/account/passkeys/:id', (c) =>
    asProvedEnough(c, (session) =>
      orAgain(
        c,
        async () => {
          const { name } = check(passkeyNameInput, await typedIn(c));
          await c.var.deps.db.write((tx) => renamePasskey(tx, session.account.id, c.req.param('id'), name));
          return c.redirect('/account?done=passkey#passkeys', 303);
        },
        (problem) => showAccount(c, session, { of: 'passkeys', problem }),
      ),
    ),
  )
  .post('/account/passkeys/:id/removal', (c) =>
    asProvedEnough(c, async (session) => {
      await removePasskey(c.var.deps, changing(c, session), c.req.param('id'));
      return c.redirect('/account?done=passkeyGone#passkeys', 303);
    }),
  )
  .get('/account/totp', (c) => asProvedEnough(c, (session) => showPending(c, session)))
  .post('/account/totp', (c) =>
    asProvedEnough(c, async ({ account }) => {
      const { db, config } = c.var.deps;
      await db.write((tx) => beginTotp(tx, config, account.id));
      return c.redirect(pathTo(c, '/account/totp'), 303);
    }),
  )
  .post('/account/totp/confirmation', (c) =>
    asProvedEnough(c, (session) =>
      orAgain(
        c,
        async () => {
          const { code } = check(firstCodeInput, await typedIn(c));
          const { codes, secret } = await enableTotp(c.var.deps, changing(c, session), code);
          keep(c, session, secret);
          return showCodes(c, codes);
        },
        (problem) => showPending(c, session, problem),
      ),
    ),
  )
  .post('/account/totp/removal', (c) =>
    asProvedEnough(c, async (session) => {
      await disableTotp(c.var.deps, changing(c, session));
      return c.redirect('/account?done=totpGone#codes', 303);
    }),
  )
  .post('/account/recovery-codes', (c) =>
    asProvedEnough(c, async (session) => {
      if (!(await factorsOf(c.var.deps.db.read, session.account.id)).totp) return c.redirect('/account', 303);
      return showCodes(c, await renewRecoveryCodes(c.var.deps, changing(c, session)));
    }),
  );

/** What was sent is lost where a factor, or who they are, must be proved first: it was one button. */
function asProvedEnough(c: Context<Env>, work: (session: Session) => Response | Promise<Response>) {
  return asOwner(c, async (session) => {
    const { db, now } = c.var.deps;
    const has = hasFactor(await factorsOf(db.read, session.account.id));
    if (mayChangeFactors(has, session, now())) return work(session);
    return has ? c.redirect('/account/second-factor?next=/account', 303) : askProof(c, '/account');
  });
}

function keep(c: Context<Env>, { expiresAt }: Session, secret: string | null) {
  if (secret) setSessionCookie(c, secret, expiresAt);
}

async function showPending(c: Context<Env>, { account }: Session, problem?: Problem) {
  const { deps, site } = c.var;
  const secret = await pendingTotp(deps.db.read, deps.config, account.id);
  if (!secret) return c.redirect(pathTo(c, '/account'), 303);
  const t = wordsOf(c);
  const address = totpAddress(secret, { issuer: site?.settings.name ?? 'Terrasse', label: account.email ?? account.name });
  const { default: QRCode } = await import('qrcode');
  const picture = await QRCode.toString(address, { type: 'svg', margin: 4 });
  return renderDoor(c, {
    title: t('totp.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('totp.title')}</h1>
        <p>{t('totp.scan')}</p>
        <div class="qr" role="img" aria-label={t('totp.picture')} dangerouslySetInnerHTML={{ __html: picture }} />
        <p>
          <a href={address}>{t('totp.here')}</a>
        </p>
        <p>
          {t('totp.type')} <code>{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
        </p>
        <Form action={pathTo(c, '/account/totp/confirmation')} problem={problem}>
          <Field
            name="code"
            label={t('totp.firstCode')}
            help={t('second.codeHelp')}
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={10}
            problem={problem}
          />
          <button class="btn main">{t('totp.go')}</button>
        </Form>
      </>
    ),
  });
}

/** This once: the table holds only their hashes. */
function showCodes(c: Context<Env>, codes: string[]) {
  const t = wordsOf(c);
  const next = nextOf(c);
  return renderDoor(c, {
    title: t('recovery.title'),
    children: (
      <>
        <h1>{t('recovery.title')}</h1>
        <p>{t('recovery.what')}</p>
        <ol class="codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p class="note warn">{t('recovery.once')}</p>
        <a class="btn main" href={next === '/' ? '/account' : next}>
          {t('recovery.kept')}
        </a>
      </>
    ),
  });
}
