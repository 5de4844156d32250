import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { currentRules } from '../charter/queries.ts';
import type { Deps } from '../deps.ts';
import { refuseUnderAge } from '../members/age.ts';
import { AgeBox } from '../members/AgeBox.tsx';
import { wordsOf } from '../pages/page.tsx';
import type { Site } from '../sites/queries.ts';
import { acceptCharter, acceptedVersion } from './accept-charter.ts';
import { Consent } from './Consent.tsx';
import { signedIn, siteFor } from './enter.ts';
import {
  check,
  checkAll,
  EmailField,
  Field,
  Form,
  NewPasswordField,
  orAgain,
  renderDoor,
  typedIn,
  type Problem,
  type Typed,
} from './form.tsx';
import { GuardFields } from './GuardFields.tsx';
import { joinInput, signUpInput } from './input.ts';
import { nextOf, pathTo } from './next.ts';
import { refuseCommon } from './password.ts';
import { findMember } from './queries.ts';
import { signUp } from './sign-up.ts';
import { keptStamp, suspicionsOf } from './sign-up-guard.ts';

export const signUpPages = new Hono<Env>()
  .get('/signup', async (c) => (signedIn(c) ? c.redirect(nextOf(c), 303) : showSignUp(c, {})))
  .post('/signup', async (c) => {
    const { deps, address, locale } = c.var;
    const typed = await typedIn(c);
    const next = nextOf(c);
    return orAgain(
      c,
      async () => {
        const site = await siteFor(c, next);
        const input = await checkAll(
          () => check(signUpInput, typed),
          () => refuseCommon(typed.password ?? '', [typed.name, typed.email, site?.settings.name]),
          ...joining(deps, site, typed),
        );
        const suspicion = suspicionsOf(deps.config.secret!, deps.now(), typed);
        await signUp(deps, { ip: address.ip, site, locale, next, suspicion }, input);
        return showSent(c, input.email);
      },
      (problem) => showSignUp(c, typed, problem),
    );
  })
  .get('/join', async (c) => {
    const { site, deps } = c.var;
    const session = signedIn(c);
    if (!session) return c.redirect(pathTo(c, '/signin'), 303);
    if (!site || (await findMember(deps.db.read, site.id, session.account.id))) return c.redirect(nextOf(c), 303);
    return showJoin(c);
  })
  .post('/join', async (c) => {
    const { site, deps } = c.var;
    const session = signedIn(c);
    if (!session || !site) return c.redirect(pathTo(c, '/signin'), 303);
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const input = await checkAll(() => check(joinInput, typed), ...joining(deps, site, typed));
        await acceptCharter(deps, session.account, { site, ...input });
        return c.redirect(nextOf(c), 303);
      },
      (problem) => showJoin(c, problem),
    );
  });

/** What a site asks of whoever joins it. */
const joining = ({ db }: Deps, site: Site | null, typed: Typed) => [
  () => site && acceptedVersion(db.read, site.id, check(joinInput, typed).charter),
  () => refuseUnderAge(site, typed.ofAge !== undefined),
];

async function showSignUp(c: Context<Env>, typed: Typed, problem?: Problem) {
  const t = wordsOf(c);
  const { config, now } = c.var.deps;
  const site = await siteFor(c, nextOf(c));
  const rules = site ? await currentRules(c.var.deps.db.read, site) : [];
  return renderDoor(c, {
    title: t('signup.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('signup.title')}</h1>
        {site && <p>{t('signup.onSite', { site: site.settings.name })}</p>}
        <Form action={pathTo(c, '/signup')} problem={problem}>
          <GuardFields t={t} stamp={keptStamp(config.secret!, now(), typed)} />
          <Field
            name="name"
            label={t('signup.name')}
            help={t('signup.nameHelp')}
            autocomplete="nickname"
            value={typed.name}
            problem={problem}
          />
          <EmailField t={t} typed={typed} problem={problem} autocomplete="email" />
          <NewPasswordField t={t} problem={problem} label={t('signup.password')} />
          <Consent t={t} rules={rules} accepted={typed.charter} problem={problem} />
          <AgeBox t={t} age={site?.settings.minAge ?? null} checked={typed.ofAge !== undefined} problem={problem} />
          <button class="btn main">{t('signup.go')}</button>
        </Form>
        <p class="or">{t('signup.already')}</p>
        <a class="btn" href={pathTo(c, '/signin')}>
          {t('signin.title')}
        </a>
      </>
    ),
  });
}

/** The same for every address: only its mailbox tells whether it had an account. */
function showSent(c: Context<Env>, email: string) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('signup.sentTitle'),
    children: (
      <>
        <h1>{t('signup.sentTitle')}</h1>
        <p>{t('signup.sent', { email })}</p>
        <p>{t('signup.meanwhile')}</p>
        <a class="btn main" href={pathTo(c, '/signin')}>
          {t('signin.title')}
        </a>
      </>
    ),
  });
}

async function showJoin(c: Context<Env>, problem?: Problem) {
  const t = wordsOf(c);
  const site = c.var.site!;
  return renderDoor(c, {
    title: t('signup.joinTitle', { site: site.settings.name }),
    status: problem?.status,
    children: (
      <>
        <h1>{t('signup.joinTitle', { site: site.settings.name })}</h1>
        <p>{t('signup.join')}</p>
        <Form action={pathTo(c, '/join')} problem={problem}>
          <Consent t={t} rules={await currentRules(c.var.deps.db.read, site)} problem={problem} />
          <AgeBox t={t} age={site.settings.minAge ?? null} problem={problem} />
          <button class="btn main">{t('signup.joinGo')}</button>
        </Form>
        <a class="btn" href={nextOf(c)}>
          {t('signup.later')}
        </a>
      </>
    ),
  });
}
