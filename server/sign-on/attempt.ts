import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { makeKey, spendKey } from '../accounts/one-time-key.ts';
import { sameBytes } from '../accounts/same-bytes.ts';
import type { Opening } from '../accounts/sessions.ts';
import { isSecure, type Env } from '../http/who.ts';
import { hashSecret, newSecret } from '../ids.ts';
import type { Provider } from './queries.ts';
import type { Introduction } from './told.ts';

/** A browser was sent to a provider: what must be so when it comes back. */
export type Attempt = {
  /** The provider's uid: what another one answers is worth nothing here. */
  provider: string;
  /** Hash of what the browser holds: somebody else's answer, handed to it, is worth nothing there. */
  browser: string;
  /** RFC 7636, and OpenID Connect Core §3.1.2.1. */
  verifier: string;
  nonce: string;
  aim: Aim;
  next: string;
  lang: 'fr' | 'en';
};

/** To come in; to add a door to the account one is signed in to; to prove anew that it is one's own; to see, as a manager, what the provider tells. */
export type Aim = 'enter' | 'link' | 'prove' | 'try';

export type SignOnKeyData = {
  attempt?: Attempt;
  /** What an account is asked to confirm before it is linked. */
  introduction?: Introduction;
  /** The provider's session that an embed's code was given in. */
  door?: Pick<Opening, 'providerId' | 'providerSession'>;
};

/** Each has its own: two windows of one browser may be on their way at once. */
const cookieOf = (state: string) => `terrasse_signon_${hashSecret(state).slice(0, 8)}`;
const SECONDS = 10 * 60;

/** @returns what the provider must send back with its answer; good once, for ten minutes, in this browser */
export async function beginAttempt(
  c: Context<Env>,
  provider: Provider,
  given: Pick<Attempt, 'aim' | 'next'> & { accountId: number | null },
): Promise<{ state: string; attempt: Attempt }> {
  const { deps, locale } = c.var;
  const { accountId, ...rest } = given;
  const browser = newSecret();
  const attempt = {
    ...rest,
    provider: provider.uid,
    browser: hashSecret(browser),
    verifier: newSecret(),
    nonce: newSecret(),
    lang: locale,
  };
  const state = await deps.db.write((tx) => makeKey(tx, { purpose: 'attempt', accountId, data: { attempt }, now: deps.now() }));
  setCookie(c, cookieOf(state), browser, { ...cookieOptions(c), maxAge: SECONDS });
  return { state, attempt };
}

/** Spends it, whatever comes of it; null where it is unknown, too old, or another browser's or provider's. */
export async function endAttempt(
  c: Context<Env>,
  provider: Provider,
  state: string,
): Promise<{ attempt: Attempt; accountId: number | null } | null> {
  const browser = getCookie(c, cookieOf(state)) ?? '';
  deleteCookie(c, cookieOf(state), cookieOptions(c));
  const key = await spendKey(c.var.deps, 'attempt', state);
  const attempt = key?.data.attempt;
  if (attempt?.provider !== provider.uid || !sameBytes(Buffer.from(hashSecret(browser)), Buffer.from(attempt.browser))) return null;
  return { attempt, accountId: key!.accountId };
}

/** Lax: a provider sends the browser back by a link of its own. */
const cookieOptions = (c: Context<Env>) => ({ path: '/signin', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) }) as const;
