import type { Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { isSecure, SESSION_COOKIE, setSessionCookie, type Env } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import { readAsked } from './connect.ts';
import { isConnecting } from './next.ts';
import { accountById, findMember } from './queries.ts';
import type { Session } from './sessions.ts';

/** Whoever signed in on our own pages; an embed's token opens nothing here. */
export const signedIn = ({ var: { who } }: Context<Env>): Session | null => (who.via === 'cookie' ? who.session : null);

/** Signs in on this browser and goes on: by way of the charter, where the account has not joined this host's site yet. */
export async function enter(c: Context<Env>, accountId: number, next: string): Promise<Response> {
  await endSession(c);
  const { secret, expiresAt } = await c.var.deps.sessions.start(accountId, { siteId: null, origin: null });
  setSessionCookie(c, secret, expiresAt);
  return c.redirect((await mustJoin(c, accountId, next)) ? `/join?${new URLSearchParams({ next })}` : next, 303);
}

/** Signs out of this browser. */
export async function leave(c: Context<Env>, next: string): Promise<Response> {
  await endSession(c);
  deleteCookie(c, SESSION_COOKIE, { path: '/', secure: isSecure(c) });
  return c.redirect(next, 303);
}

/** The site that somebody signs in for: the embed's, where its window asks; else this host's. */
export async function siteFor({ var: { site, deps } }: Context<Env>, next: string): Promise<Site | null> {
  if (!isConnecting(next)) return site;
  const asked = await readAsked(deps.db.read, Object.fromEntries(new URLSearchParams(next.slice(next.indexOf('?')))));
  return typeof asked === 'string' ? null : asked.site;
}

async function endSession(c: Context<Env>) {
  const { deps } = c.var;
  const session = signedIn(c);
  if (!session) return;
  await deps.sessions.end(session.id);
  deps.bus.emit('session.ended', { sessionId: session.id });
}

async function mustJoin({ var: { site, deps } }: Context<Env>, accountId: number, next: string): Promise<boolean> {
  if (!site || isConnecting(next)) return false; // the window asks by itself, for its own site
  const account = await accountById(deps.db.read, accountId);
  return !account!.owner && !(await findMember(deps.db.read, site.id, accountId));
}
