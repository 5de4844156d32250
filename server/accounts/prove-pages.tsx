import { Hono, type Context } from 'hono';
import { setSessionCookie, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { asOwner, changing } from './account-page.tsx';
import { askProof } from './as-proved.ts';
import { strengthen } from './change-factors.ts';
import { readDevice } from './device.ts';
import { check, Field, Form, orAgain, renderDoor, typedIn, type Problem } from './form.tsx';
import { passkeyInput, secondInput } from './input.ts';
import { nextOf, pathTo } from './next.ts';
import { addingOptions, enteringOptions, hasPasskeys, holderOf, partyOf } from './passkey-options.ts';
import { PasskeyForm } from './PasskeyForm.tsx';
import { mayChangeFactors } from './policy.ts';
import { provePasskey } from './prove-passkey.ts';
import { factorsOf, hasFactor, proveSecond, type Factors } from './second-factor.ts';
import { SecondFields } from './SecondFields.tsx';
import type { Session } from './sessions.ts';

/** For whoever is signed in already: where the desk, or a change of factors, asks for one. Who has none is led to make it. */
export const provePages = new Hono<Env>()
  .get('/account/second-factor', (c) =>
    asOwner(c, async (session) => {
      const fresh = session.strongAt !== null && mayChangeFactors(true, session, c.var.deps.now());
      return fresh ? c.redirect(nextOf(c), 303) : show(c, session);
    }),
  )
  .post('/account/second-factor', (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          const whose = { ...changing(c, session), accountId: session.account.id };
          return goOn(c, session, await proveSecond(c.var.deps, whose, check(secondInput, await typedIn(c))));
        },
        (problem) => show(c, session, problem),
      ),
    ),
  )
  .post('/account/second-factor/passkey', (c) =>
    asOwner(c, (session) =>
      orAgain(
        c,
        async () => {
          const { credential } = check(passkeyInput, await typedIn(c));
          await provePasskey(c.var.deps, { ...partyOf(c, holderOf(session.id)), accountId: session.account.id }, credential);
          return goOn(c, session, 'passkey');
        },
        (problem) => show(c, session, problem),
      ),
    ),
  );

async function goOn(c: Context<Env>, session: Session, by: 'code' | 'recovery' | 'passkey') {
  const secret = await strengthen(c.var.deps, changing(c, session), by);
  if (secret) setSessionCookie(c, secret, session.expiresAt);
  return c.redirect(nextOf(c), 303);
}

async function show(c: Context<Env>, session: Session, problem?: Problem) {
  const t = wordsOf(c);
  const factors = await factorsOf(c.var.deps.db.read, session.account.id);
  if (!mayBegin(factors, session, c.var.deps.now())) return askProof(c, pathTo(c, '/account/second-factor'));
  return renderDoor(c, {
    title: t('second.title'),
    status: problem?.status,
    script: c.var.deps.assets.manifest.passkeys,
    children: hasFactor(factors) ? prove(c, session, factors, problem) : lead(c, session),
  });
}

/** To give a factor one has, or to make the first. */
const mayBegin = (factors: Factors, session: Session, now: Date) => hasFactor(factors) || mayChangeFactors(false, session, now);

function prove(c: Context<Env>, { id }: Session, { totp, passkeys }: Factors, problem?: Problem) {
  const t = wordsOf(c);
  const party = partyOf(c, holderOf(id));
  const here = hasPasskeys(c) && passkeys.some(({ rpId }) => rpId === party.rpId);
  return (
    <>
      <h1>{t('second.title')}</h1>
      {totp && (
        <Form action={pathTo(c, '/account/second-factor')} problem={problem}>
          <SecondFields t={t} problem={problem} />
          <button class="btn main">{t('second.go')}</button>
        </Form>
      )}
      {here && (
        <PasskeyForm
          t={t}
          action={pathTo(c, '/account/second-factor/passkey')}
          options={enteringOptions(c, party.holder)}
          label={t('passkey.use')}
        />
      )}
      {!totp && problem && (
        <p class="note bad" role="alert">
          {problem.note}
        </p>
      )}
      {!totp && !here && <p>{t('second.elsewhere', { hosts: passkeys.map(({ rpId }) => rpId).join(', ') })}</p>}
    </>
  );
}

/** None yet: two ways to have one, both without a telephone number. */
function lead(c: Context<Env>, session: Session) {
  const t = wordsOf(c);
  const name = readDevice(c.req.header('user-agent')) ?? '';
  return (
    <>
      <h1>{t('second.setUp')}</h1>
      <p>{c.var.site?.settings.secondFactorForStaff ? t('second.asked', { site: c.var.site.settings.name }) : t('second.why')}</p>
      {hasPasskeys(c) && (
        <section class="flow">
          <h2>{t('passkey.title')}</h2>
          <p class="meta">{t('passkey.what')}</p>
          <PasskeyForm t={t} action={pathTo(c, '/account/passkeys')} options={addingOptions(c, session, [])} label={t('passkey.add')}>
            <Field name="name" label={t('passkey.name')} help={t('passkey.nameHelp')} value={name} maxLength={60} />
          </PasskeyForm>
        </section>
      )}
      <section class="flow">
        <h2>{t('totp.title')}</h2>
        <p class="meta">{t('totp.what')}</p>
        <Form action={pathTo(c, '/account/totp')}>
          <button class="btn">{t('totp.begin')}</button>
        </Form>
      </section>
    </>
  );
}
