import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ComponentChildren } from 'preact';
import { acceptedVersion } from '../accounts/accept-charter.ts';
import { Consent } from '../accounts/Consent.tsx';
import { enter, signedIn } from '../accounts/enter.ts';
import {
  check,
  checkAll,
  Field,
  Form,
  NewPasswordField,
  orAgain,
  renderDoor,
  typedIn,
  type Problem,
  type Typed,
} from '../accounts/form.tsx';
import { joinInput } from '../accounts/input.ts';
import { pathTo } from '../accounts/next.ts';
import { refuseCommon } from '../accounts/password.ts';
import { accountByEmail, findMember } from '../accounts/queries.ts';
import { currentRules } from '../charter/queries.ts';
import { Refusal } from '../errors.ts';
import { isSecure, requireSite, type Env } from '../http/who.ts';
import { hashSecret } from '../ids.ts';
import { wordsOf } from '../pages/page.tsx';
import { canModerate } from '../threads/policy.ts';
import { acceptPlace, joinByMail } from './accept-place.ts';
import { askFreshLink } from './change-invitation.ts';
import { InvitationFacts } from './InvitationFacts.tsx';
import { newcomer } from './input.ts';
import { addressOf } from './mails.ts';
import { openDoor, wayIn, type Way } from './open-door.ts';
import { isFor, standingOf, type Standing } from './policy.ts';
import { findInvitation, threadsOf, type Invitation } from './queries.ts';

/** The link that somebody signs in for, kept by their browser: it stands in no `next` that a mail or a row would carry. */
const COOKIE = 'terrasse_invitation';
/** As long as a confirmation's link, which may have to come first. */
const KEPT_S = 3 * 86_400;
const HERE = '/invitations/here';

/** Where an invitation's link leads. Mail scanners open every link: only the POST of its button does anything. */
export const doorPages = new Hono<Env>()
  .get(HERE, (c) => {
    const kept = getCookie(c, COOKIE);
    return kept && /^[\w-]+\/[\w-]+$/.test(kept) ? c.redirect(`/invitations/${kept}`, 303) : showUnknown(c);
  })
  .post('/invitations/:id/fresh', async (c) => {
    const { deps, address } = c.var;
    const site = requireSite(c);
    try {
      return await showSent(c, await askFreshLink(deps, { siteId: site.id, ip: address.ip }, c.req.param('id')));
    } catch (error) {
      if (error instanceof Refusal && (error.code === 'link_spent' || error.code === 'not_found')) return show(c);
      throw error;
    }
  })
  .get('/invitations/:id/:key', async (c) => {
    await c.var.deps.limit('link', c.var.address.ip);
    return show(c);
  })
  .post('/invitations/:id/:key', async (c) => {
    await c.var.deps.limit('link', c.var.address.ip);
    const invitation = await find(c);
    if (!invitation) return showUnknown(c);
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        try {
          return await (invitation.kind === 'expert' ? open(c) : accept(c, invitation, typed));
        } catch (error) {
          if (error instanceof Refusal && ['link_spent', 'taken', 'forbidden'].includes(error.code)) return show(c);
          throw error;
        }
      },
      (problem) => show(c, { typed, problem }),
    );
  });

const find = (c: Context<Env>) => findInvitation(c.var.deps.db.read, requireSite(c).id, c.req.param('id') ?? '');
const linkOf = (c: Context<Env>) => ({ siteId: requireSite(c).id, id: c.req.param('id')!, key: c.req.param('key')! });

async function open(c: Context<Env>) {
  const { deps, address } = c.var;
  const { siteId, ...link } = linkOf(c);
  const account = signedIn(c)?.account ?? null;
  const opened = await openDoor(deps, { account, siteId, ip: address.ip }, link);
  if (!opened?.accountId) return show(c);
  return account ? c.redirect('/invited', 303) : enter(c, opened.accountId, '/invited', { by: 'invitation' });
}

async function accept(c: Context<Env>, { role }: Invitation, typed: Typed) {
  const { deps } = c.var;
  const account = signedIn(c)?.account;
  const link = linkOf(c);
  const next = canModerate({ role }) ? '/admin/' : '/';
  if (!account) {
    const input = await checkAll(
      () => check(newcomer, typed),
      () => refuseCommon(typed.password ?? '', [typed.name]),
      () => acceptedVersion(deps.db.read, link.siteId, check(joinInput, typed).charter),
    );
    return enter(c, await joinByMail(deps, link, input), next, { by: 'invitation' });
  }
  const { signedOut } = await acceptPlace(deps, account, { link, ...check(joinInput, typed) });
  return signedOut ? enter(c, account.id, next, { by: 'invitation' }) : c.redirect(next, 303);
}

type Again = { typed?: Typed; problem?: Problem };

/** What the link has to say now: to whoever opens it, and after a POST that came to nothing. */
async function show(c: Context<Env>, again: Again = {}) {
  const invitation = await find(c);
  if (!invitation) return showUnknown(c);
  const { deps } = c.var;
  const account = signedIn(c)?.account ?? null;
  if (invitation.kind === 'expert' && account && invitation.person?.accountId === account.id) return c.redirect('/invited', 303);
  const standing = standingOf(invitation, deps.now());
  if (standing !== 'open') return showClosed(c, invitation, standing);
  const fits = invitation.hash === hashSecret(c.req.param('key') ?? '');
  if (!fits || (invitation.kind === 'expert' && invitation.usedAt)) return showUsed(c, invitation);
  keepLink(c);
  if (account && !isFor(invitation, account)) return showAnother(c, invitation, account);
  if (invitation.kind === 'expert') return showExpert(c, invitation, await wayIn(deps.db.read, invitation, account));
  return account ? showPlace(c, invitation, again) : showNewcomer(c, invitation, again);
}

function keepLink(c: Context<Env>) {
  const { id, key } = linkOf(c);
  const secure = isSecure(c);
  setCookie(c, COOKIE, `${id}/${key}`, { path: '/invitations', httpOnly: true, sameSite: 'Lax', secure, maxAge: KEPT_S });
}

async function showExpert(c: Context<Env>, invitation: Invitation, way: Way) {
  const t = wordsOf(c);
  const { inviter, person } = invitation;
  const site = requireSite(c).settings.name;
  return renderDoor(c, {
    title: t('invitations.title', { site }),
    children: (
      <>
        <h1>{t('invitations.expert', { inviter: inviter.name, site })}</h1>
        <InvitationFacts c={c} invitation={invitation} threads={await threadsOf(c.var.deps.db.read, [invitation.id])} />
        {way === 'sign in' ? (
          <SignIn c={c} why={t('invitations.known')} />
        ) : (
          <Form action={pathTo(c, c.req.path)}>
            <button class="btn main">{t('invitations.openAs', { name: person!.name })}</button>
          </Form>
        )}
      </>
    ),
  });
}

/** Somebody signed in, who takes the place they are offered. */
async function showPlace(c: Context<Env>, invitation: Invitation, { problem }: Again) {
  const { db } = c.var.deps;
  const site = requireSite(c);
  const member = await findMember(db.read, site.id, signedIn(c)!.account.id);
  return renderPlace(
    c,
    invitation,
    <Form action={pathTo(c, c.req.path)} problem={problem}>
      {!member?.charterVersion && <Consent t={wordsOf(c)} rules={await currentRules(db.read, site)} problem={problem} />}
      <button class="btn main">{wordsOf(c)('invitations.accept')}</button>
    </Form>,
    problem,
  );
}

/** Somebody who is not signed in: an account is made at once where a mail proved the address, else by the usual door. */
async function showNewcomer(c: Context<Env>, invitation: Invitation, { typed = {}, problem }: Again) {
  const t = wordsOf(c);
  const { db } = c.var.deps;
  const { email } = invitation;
  if (!email) return renderPlace(c, invitation, <SignIn c={c} why={t('invitations.byLink')} signUp />);
  if (await accountByEmail(db.read, email)) return renderPlace(c, invitation, <SignIn c={c} why={t('invitations.known')} />);
  const rules = await currentRules(db.read, requireSite(c));
  return renderPlace(
    c,
    invitation,
    <Form action={pathTo(c, c.req.path)} problem={problem}>
      <p>{t('invitations.makeAccount', { email })}</p>
      <Field
        name="name"
        label={t('signup.name')}
        help={t('signup.nameHelp')}
        autocomplete="nickname"
        value={typed.name}
        problem={problem}
      />
      <NewPasswordField t={t} problem={problem} label={t('signup.password')} />
      <Consent t={t} rules={rules} accepted={typed.charter} problem={problem} />
      <button class="btn main">{t('invitations.join')}</button>
    </Form>,
    problem,
  );
}

function renderPlace(c: Context<Env>, { inviter, role, message }: Invitation, form: ComponentChildren, problem?: Problem) {
  const t = wordsOf(c);
  const site = requireSite(c).settings.name;
  return renderDoor(c, {
    title: t('invitations.title', { site }),
    status: problem?.status,
    children: (
      <>
        <h1>{t('invitations.place', { inviter: inviter.name, site })}</h1>
        <p>{t('invitations.asRole', { role: t(`invitations.role.${role as 'member'}`) })}</p>
        {message && <blockquote class="said">{message}</blockquote>}
        {form}
      </>
    ),
  });
}

/** The sign-in that comes back to this very link. */
function SignIn({ c, why, signUp = false }: { c: Context<Env>; why: string; signUp?: boolean }) {
  const t = wordsOf(c);
  return (
    <>
      <p>{why}</p>
      <a class="btn main" href={pathTo(c, '/signin', HERE)}>
        {t('signin.title')}
      </a>
      {signUp && (
        <a class="btn" href={pathTo(c, '/signup', HERE)}>
          {t('signup.title')}
        </a>
      )}
    </>
  );
}

function showAnother(c: Context<Env>, invitation: Invitation, account: { name: string; emailConfirmedAt: Date | null }) {
  const t = wordsOf(c);
  const unproved = account.emailConfirmedAt === null;
  return renderRefused(c, {
    status: 403,
    title: t('invitations.anotherTitle'),
    children: (
      <>
        <p>{t(unproved ? 'invitations.unproved' : 'invitations.another', { name: account.name })}</p>
        <Ask c={c} invitation={invitation} />
        {unproved && (
          <a class="btn" href="/account">
            {t('invitations.account')}
          </a>
        )}
        <Form action={pathTo(c, '/signout', HERE)}>
          <button class="btn">{t('page.signOut')}</button>
        </Form>
      </>
    ),
  });
}

/** A link that was used, or that a fresher one took the place of. It never signs in twice; its address gets another. */
async function showUsed(c: Context<Env>, invitation: Invitation) {
  const t = wordsOf(c);
  const address = await addressOf(c.var.deps.db.read, invitation);
  return renderRefused(c, {
    status: 410,
    title: t('invitations.usedTitle'),
    children: (
      <>
        {address && (
          <>
            <p>{t('invitations.used', { address: masked(address) })}</p>
            <Form action={pathTo(c, `/invitations/${invitation.uid}/fresh`)}>
              <button class="btn main">{t('invitations.fresh')}</button>
            </Form>
          </>
        )}
        <Ask c={c} invitation={invitation} />
      </>
    ),
  });
}

async function showSent(c: Context<Env>, invitation: Invitation) {
  const t = wordsOf(c);
  const address = masked((await addressOf(c.var.deps.db.read, invitation)) ?? '');
  return renderDoor(c, {
    title: t('invitations.sentTitle'),
    children: (
      <>
        <h1>{t('invitations.sentTitle')}</h1>
        <p>{t('invitations.sent', { address })}</p>
      </>
    ),
  });
}

function showClosed(c: Context<Env>, invitation: Invitation, standing: Exclude<Standing, 'open'>) {
  const t = wordsOf(c);
  return renderRefused(c, {
    status: 410,
    title: t('invitations.closedTitle'),
    children: (
      <>
        <p>{t(`invitations.closed.${standing === 'full' && invitation.email ? 'accepted' : standing}`)}</p>
        <Ask c={c} invitation={invitation} />
        <a class="btn" href={pathTo(c, '/signin')}>
          {t('signin.title')}
        </a>
      </>
    ),
  });
}

function showUnknown(c: Context<Env>) {
  const t = wordsOf(c);
  const site = c.var.site?.settings.name ?? 'Terrasse';
  return renderRefused(c, { status: 404, title: t('invitations.unknownTitle'), children: <p>{t('invitations.unknown', { site })}</p> });
}

/** Whom to ask. */
function Ask({ c, invitation: { inviter } }: { c: Context<Env>; invitation: Invitation }) {
  return <p>{wordsOf(c)('invitations.ask', { inviter: inviter.name, site: requireSite(c).settings.name })}</p>;
}

function renderRefused(
  c: Context<Env>,
  { title, status, children }: { title: string; status: 403 | 404 | 410; children: ComponentChildren },
) {
  return renderDoor(c, {
    title,
    status,
    children: (
      <>
        <h1>{title}</h1>
        {children}
      </>
    ),
  });
}

/** Enough for its owner to know it by, not enough for another to learn it. */
const masked = (address: string) => address.replace(/^(.)[^@]*/, '$1***');
