// Who asks, and on behalf of which page.
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Member } from '../accounts/queries.ts';
import { ensureStaffMember, findMember, roleOf } from '../accounts/queries.ts';
import { readToken } from '../accounts/token.ts';
import type { Account, Session } from '../accounts/sessions.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Own } from '../members/own.ts';
import { Refusal } from '../errors.ts';
import { isListed } from '../partners/queries.ts';
import type { Frame } from '../sites/frame.ts';
import { findSite, findSiteByToken, type Site } from '../sites/queries.ts';
import type { Place } from '../threads/queries.ts';
import type { Address } from './address.ts';

/**
 * `embed` may write posts, never moderate nor change the account; `data` came from there for their own data alone, and is
 * nobody elsewhere (guard.ts); `server` is the publisher's own, by the site's token.
 */
type Who = { via: 'nobody' } | { via: 'cookie' | 'embed' | 'data'; session: Session } | { via: 'server'; site: Site; scopes: string[] };

/** Someone signed in, on one site. */
export type Actor = { via: 'cookie' | 'embed'; session: Session; member: Member };

/** Who writes, by whatever way: all that writing asks of them. */
export type Author = { member: Member; session: { account: Account } };

/** Somebody whose role opened the route, on the site whose host was asked. `spaces` are all they moderate; null: all of it. */
export type Staff = Actor & { site: Site; spaces: number[] | null };

export type Env = {
  Variables: {
    deps: Deps;
    requestId: string;
    who: Who;
    address: Address;
    locale: 'fr' | 'en';
    site: Site | null;
    staff?: Staff;
    own?: Own;
    frame?: Frame;
    /** What is shown is a conversation. */
    read?: Place;
    /** What the answer says, as it went. */
    sent?: Uint8Array<ArrayBuffer>;
  };
};

/**
 * Reads the credentials and refuses those that come from the wrong page: a cookie counts only on requests from our own
 * pages, an embed's token only from the very origin it was given to, while its site still lists it.
 */
export const readWho: MiddlewareHandler<Env> = async function readWho(c, next) {
  c.set('who', await identify(c));
  await next();
};

export const SESSION_COOKIE = 'terrasse_session';

/** By https `__Host-` (RFC 6265bis §4.1.3.2): for this very host alone, so that no neighbour under its domain plants one. */
export const sessionCookieOf = ({ publicUrl }: Pick<Config, 'publicUrl'>) =>
  publicUrl.protocol === 'https:' ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;

export function setSessionCookie(c: Context<Env>, secret: string, expires: Date) {
  setCookie(c, sessionCookieOf(c.var.deps.config), secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c), expires });
}

/** Browsers hold localhost to be as good as https. */
export const isSecure = (c: Context<Env>) => c.var.deps.config.publicUrl.protocol === 'https:';

/** The signed-in member of a site. Refuses `not_signed_in`; `forbidden` where the account never joined this site. */
export async function requireMember(c: Context<Env>, site: Site): Promise<Actor> {
  const actor = await actorOf(c, site);
  if (actor) return actor;
  throw new Refusal(c.var.who.via === 'nobody' ? 'not_signed_in' : 'forbidden');
}

/** The staff whom the guard let by; their role was asked for in rights.ts. */
export function staffOf(c: Context<Env>): Staff {
  if (!c.var.staff) throw new Error(`${c.req.path} is not for staff in server/rights.ts`);
  return c.var.staff;
}

export async function actorOf(c: Context<Env>, site: Site): Promise<Actor | null> {
  const who = c.get('who');
  if (who.via !== 'cookie' && who.via !== 'embed') return null;
  if (who.via === 'embed' && who.session.siteId !== site.id) return null;
  const { account } = who.session;
  const deps = c.get('deps');
  const member =
    (await findMember(deps.db.read, site.id, account.id)) ?? (account.owner ? await ensureStaffMember(deps, site.id, account) : null);
  return member && { via: who.via, session: who.session, member: { ...member, role: roleOf(account, member) } };
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
  const secret = getCookie(c, sessionCookieOf(c.get('deps').config));
  return secret ? byCookie(c, secret) : { via: 'nobody' };
}

async function byServer(c: Context<Env>, token: string): Promise<Who> {
  const found = await findSiteByToken(c.var.deps, token);
  if (!found) throw new Refusal('session_ended');
  return { via: 'server', ...found };
}

async function byEmbed(c: Context<Env>, token: string): Promise<Who> {
  const { config, sessions, db, now } = c.var.deps;
  const id = readToken(config.secret!, token, now());
  const session = id ? await sessions.find(id) : null;
  if (!session?.siteId) throw new Refusal('session_ended');
  const site = await findSite(db.read, session.siteId);
  const origin = c.req.header('origin');
  // A same-origin GET carries no Origin; every other request from a page does.
  if ((origin ?? session.origin) !== session.origin || !site || !(await isListed(db.read, site, session.origin!)))
    throw new Refusal('wrong_origin');
  return { via: 'embed', session };
}

async function byCookie(c: Context<Env>, secret: string): Promise<Who> {
  if (!isFromOwnPage(c)) return { via: 'nobody' };
  const resumed = await c.var.deps.sessions.resume(secret);
  if (!resumed) return { via: 'nobody' };
  if (resumed.session.siteId) return isForData(c, resumed.session) ? { via: 'data', session: resumed.session } : { via: 'nobody' };
  if (resumed.renewed) setSessionCookie(c, secret, resumed.session.expiresAt);
  return { via: 'cookie', session: resumed.session };
}

/** On the host of the site whose embed opened it. */
const isForData = ({ var: { site } }: Context<Env>, { siteId, origin }: Session) => origin === null && siteId === site?.id;

/** Reading needs no proof. To change something, the browser must say that our own page asks. */
export function isFromOwnPage(c: Context<Env>): boolean {
  if (['GET', 'HEAD'].includes(c.req.method))
    return !['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '') || isNavigation(c);
  return c.req.header('origin') === ownOrigin(c) && (c.req.header('sec-fetch-site') ?? 'same-origin') === 'same-origin';
}

const isNavigation = (c: Context<Env>) => c.req.header('sec-fetch-mode') === 'navigate';
