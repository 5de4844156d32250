// Who asks, and on behalf of which page.
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Member } from '../accounts/queries.ts';
import { ensureStaffMember, findMember } from '../accounts/queries.ts';
import { readToken } from '../accounts/token.ts';
import type { Session } from '../accounts/sessions.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { findSite, findSiteByToken, type Site } from '../sites/queries.ts';
import type { Address } from './address.ts';

/** `embed` may write posts, never moderate nor change the account; `server` is the publisher's own, by the site's token. */
type Who = { via: 'nobody' } | { via: 'cookie' | 'embed'; session: Session } | { via: 'server'; site: Site };

/** Someone signed in, on one site. */
export type Actor = { via: 'cookie' | 'embed'; session: Session; member: Member };

export type Env = { Variables: { deps: Deps; requestId: string; who: Who; address: Address; locale: 'fr' | 'en'; site: Site | null } };

/**
 * Reads the credentials and refuses those that come from the wrong page: a cookie counts only on requests from our own
 * pages, an embed's token only from the very origin it was given to, while its site still lists it.
 */
export const readWho: MiddlewareHandler<Env> = async function readWho(c, next) {
  c.set('who', await identify(c));
  await next();
};

export const SESSION_COOKIE = 'terrasse_session';

export function setSessionCookie(c: Context<Env>, secret: string, expires: Date) {
  setCookie(c, SESSION_COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c), expires });
}

/** Browsers hold localhost to be as good as https. */
export const isSecure = (c: Context<Env>) => c.var.deps.config.publicUrl.protocol === 'https:';

/** The signed-in member of a site. Refuses `not_signed_in`; `forbidden` where the account never joined this site. */
export async function requireMember(c: Context<Env>, site: Site): Promise<Actor> {
  const actor = await actorOf(c, site);
  if (actor) return actor;
  throw new Refusal(c.var.who.via === 'nobody' ? 'not_signed_in' : 'forbidden');
}

/** Staff by their own cookie: never from an embed. Refuses `not_found` to whoever is none, as if there were nothing here. */
export async function requireStaff(c: Context<Env>, site: Site, allowed: (member: Member) => boolean): Promise<Actor> {
  if (c.var.who.via === 'nobody') throw new Refusal('not_signed_in');
  const actor = await actorOf(c, site);
  if (!actor || actor.via === 'embed' || !allowed(actor.member)) throw new Refusal('not_found');
  return actor;
}

export async function actorOf(c: Context<Env>, site: Site): Promise<Actor | null> {
  const { who, deps } = c.var;
  if (who.via === 'nobody' || who.via === 'server') return null;
  if (who.via === 'embed' && who.session.siteId !== site.id) return null;
  const { account } = who.session;
  const member =
    (await findMember(deps.db.read, site.id, account.id)) ?? (account.owner ? await ensureStaffMember(deps, site.id, account) : null);
  return member && { via: who.via, session: who.session, member };
}

/** The site whose host this is; refuses `not_found` on a host that is no site's. */
export function requireSite(c: Context<Env>): Site {
  if (!c.var.site) throw new Refusal('not_found');
  return c.var.site;
}

/** Our own pages' origin on this host. */
export function ownOrigin(c: Context<Env>): string {
  const { protocol, host } = c.var.deps.config.publicUrl;
  return `${protocol}//${c.req.header('host') ?? host}`;
}

async function identify(c: Context<Env>): Promise<Who> {
  const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer) return bearer.startsWith('tst_') ? byServer(c, bearer) : byEmbed(c, bearer);
  const secret = getCookie(c, SESSION_COOKIE);
  return secret ? byCookie(c, secret) : { via: 'nobody' };
}

async function byServer(c: Context<Env>, token: string): Promise<Who> {
  const site = await findSiteByToken(c.var.deps, token);
  if (!site) throw new Refusal('session_ended');
  return { via: 'server', site };
}

async function byEmbed(c: Context<Env>, token: string): Promise<Who> {
  const { config, sessions, db, now } = c.var.deps;
  const id = readToken(config.secret!, token, now());
  const session = id ? await sessions.find(id) : null;
  if (!session?.siteId) throw new Refusal('session_ended');
  const site = await findSite(db.read, session.siteId);
  const origin = c.req.header('origin');
  // A same-origin GET carries no Origin; every other request from a page does.
  if ((origin ?? session.origin) !== session.origin || !site?.origins.includes(session.origin!)) throw new Refusal('wrong_origin');
  return { via: 'embed', session };
}

async function byCookie(c: Context<Env>, secret: string): Promise<Who> {
  if (!isFromOwnPage(c)) return { via: 'nobody' };
  const resumed = await c.var.deps.sessions.resume(secret);
  if (!resumed || resumed.session.siteId) return { via: 'nobody' };
  if (resumed.renewed) setSessionCookie(c, secret, resumed.session.expiresAt);
  return { via: 'cookie', session: resumed.session };
}

/** Reading needs no proof. To change something, the browser must say that our own page asks. */
export function isFromOwnPage(c: Context<Env>): boolean {
  if (['GET', 'HEAD'].includes(c.req.method))
    return !['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '') || isNavigation(c);
  return c.req.header('origin') === ownOrigin(c) && (c.req.header('sec-fetch-site') ?? 'same-origin') === 'same-origin';
}

const isNavigation = (c: Context<Env>) => c.req.header('sec-fetch-mode') === 'navigate';
