// What an embed holds of its session: a partitioned cookie that only the session's routes read, and a short token.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { Refusal } from '../errors.ts';
import { isSecure, type Env } from '../http/who.ts';
import { isListed } from '../partners/queries.ts';
import { findSite, type Site } from '../sites/queries.ts';
import type { SessionWire } from '../wire.ts';
import { findMember } from './queries.ts';
import type { Session } from './sessions.ts';
import { signToken } from './token.ts';

const REFRESH_COOKIE = 'terrasse_embed';
const REFRESH_PATH = '/api/v1/session';

/** The cookie is worth something only on the very origin that its session was given to. */
export async function resumeEmbed(c: Context<Env>): Promise<{ session: Session; secret: string; site: Site }> {
  const { sessions, db } = c.var.deps;
  const secret = getCookie(c, REFRESH_COOKIE);
  const session = secret ? (await sessions.resume(secret))?.session : undefined;
  if (!secret || !session?.siteId) throw new Refusal('not_signed_in');
  const site = await findSite(db.read, session.siteId);
  if (session.origin !== c.req.header('origin') || !site || !(await isListed(db.read, site, session.origin!)))
    throw new Refusal('wrong_origin');
  return { session, secret, site };
}

/** The same where there may be none. */
export const embedOf = (c: Context<Env>) => resumeEmbed(c).catch(() => null);

export async function tokenFor(c: Context<Env>, session: Session, site: Site): Promise<SessionWire> {
  const { config, db, now } = c.var.deps;
  const member = await findMember(db.read, site.id, session.account.id);
  if (!member) throw new Refusal('not_signed_in');
  const { token, expiresAt } = signToken(config.secret!, session.id, now());
  return { token, expiresAt: expiresAt.toISOString(), member: { id: member.uid, name: member.name } };
}

export function setRefreshCookie(c: Context<Env>, secret: string, expires: Date) {
  setCookie(c, REFRESH_COOKIE, secret, { ...cookieOptions(c), expires });
}

export function dropRefreshCookie(c: Context<Env>) {
  deleteCookie(c, REFRESH_COOKIE, cookieOptions(c));
}

/** SameSite=None and Partitioned need Secure, which browsers grant to localhost as well. */
const cookieOptions = (c: Context<Env>) => {
  const { hostname } = c.var.deps.config.publicUrl;
  const secure = isSecure(c) || hostname === 'localhost';
  return { path: REFRESH_PATH, httpOnly: true, secure, sameSite: secure ? ('None' as const) : ('Lax' as const), partitioned: secure };
};
