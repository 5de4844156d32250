import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isSecure, sessionCookieOf, setSessionCookie, type Env } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import { readAsked } from './connect.ts';
import { readDevice } from './device.ts';
import { isConnecting, pathTo } from './next.ts';
import { KEY_MINUTES, makeKey } from './one-time-key.ts';
import { accountById, findMember } from './queries.ts';
import type { Arrival } from './schema.ts';
import type { Session } from './sessions.ts';
import { hasTotp } from './totp.ts';

/** Whoever signed in on our own pages, or came to their data from an embed, where that will do (http/guard.ts); an embed's token opens nothing here. */
export const signedIn = ({ var: { who } }: Context<Env>): Session | null =>
  who.via === 'cookie' || who.via === 'data' ? who.session : null;

/**
 * Signs in on this browser and goes on: by way of a code, where the account asks for one and none was given; then of the
 * charter, where it has not joined this host's site yet.
 */
export async function enter(c: Context<Env>, accountId: number, next: string, arrival: Arrival): Promise<Response> {
  const { deps } = c.var;
  if (!arrival.second && (await hasTotp(deps.db.read, accountId))) return askForCode(c, { accountId, next, arrival });
  await endHere(c);
  const { secret, expiresAt } = await deps.sessions.start(accountId, await openingFor(c, accountId, next, arrival));
  setSessionCookie(c, secret, expiresAt);
  return c.redirect((await mustJoin(c, accountId, next)) ? `/join?${new URLSearchParams({ next })}` : next, 303);
}

/** Signs out of this browser. */
export async function leave(c: Context<Env>, next: string): Promise<Response> {
  await endHere(c);
  deleteCookie(c, sessionCookieOf(c.var.deps.config), { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) });
  return c.redirect(next, 303);
}

/** The site that somebody signs in for: the embed's, where its window asks; else this host's. */
export async function siteFor({ var: { site, deps } }: Context<Env>, next: string): Promise<Site | null> {
  if (!isConnecting(next)) return site;
  const asked = await readAsked(deps.db.read, Object.fromEntries(new URLSearchParams(next.slice(next.indexOf('?')))));
  return typeof asked === 'string' ? null : asked.site;
}

/** What the browser holds of somebody who gave the first proof and owes the second. */
const SECOND_COOKIE = 'terrasse_second';

export const secondKeyOf = (c: Context<Env>) => getCookie(c, SECOND_COOKIE) ?? '';

async function askForCode(c: Context<Env>, { accountId, next, arrival }: { accountId: number; next: string; arrival: Arrival }) {
  const { db, now } = c.var.deps;
  const secret = await db.write((tx) => makeKey(tx, { purpose: 'second', accountId, data: { next, arrival }, now: now() }));
  setCookie(c, SECOND_COOKIE, secret, {
    path: '/signin',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: KEY_MINUTES.second * 60,
  });
  return c.redirect(pathTo(c, '/signin/code', next), 303);
}

async function openingFor(c: Context<Env>, accountId: number, next: string, arrival: Arrival) {
  const { deps, address } = c.var;
  const { by, second, authenticatedAt, ...provider } = arrival;
  const at = deps.now();
  const { uid } = (await accountById(deps.db.read, accountId))!;
  const siteId = (await siteFor(c, next))?.id ?? null;
  return {
    siteId: null,
    origin: null,
    device: readDevice(c.req.header('user-agent')),
    strongAt: second ? at : null,
    provedAt: isByWord(arrival) ? (authenticatedAt ? new Date(authenticatedAt) : null) : at,
    ...provider,
    log: { event: 'signin.succeeded' as const, siteId, account: uid, facts: { by, second: second ?? null }, ip: address.ip, at },
  };
}

/** A provider may let by whoever it still knows, unasked: only what was given here was seen. */
const isByWord = ({ by, second }: Arrival) => by === 'provider' && (second === undefined || second === 'provider');

export async function endHere(c: Context<Env>) {
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
