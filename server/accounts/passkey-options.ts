import { isIP } from 'node:net';
// What a page asks of a browser; plain JSON, so that the library is loaded where something must be verified, not before.
import type {
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isSecure, ownOrigin, type Env } from '../http/who.ts';
import { newSecret } from '../ids.ts';
import { makeChallenge } from './passkey-challenge.ts';
import type { Passkey } from './passkeys.ts';
import type { Party } from './prove-passkey.ts';
import type { Session } from './sessions.ts';

export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON | PublicKeyCredentialCreationOptionsJSON;

/** How long a browser waits for its owner, in ms. */
const TIMEOUT = 5 * 60_000;

/** Ed25519, ES256, RS256 (RFC 9053): every device has one of them. */
export const ALGORITHMS = [-8, -7, -257];

/** The relying party is the site's host, and nothing above it: a neighbour under the same domain gets at no passkey of ours. */
const rpIdOf = (c: Context<Env>) => new URL(ownOrigin(c)).hostname;

/** A numeric address has no passkeys (Web Authentication Level 3, §5.1.2: the relying party is a domain). */
export const hasPasskeys = (c: Context<Env>) => isIP(rpIdOf(c).replace(/^\[|\]$/g, '')) === 0;

export const partyOf = (c: Context<Env>, holder: string): Party => ({
  rpId: rpIdOf(c),
  origin: ownOrigin(c),
  holder,
  siteId: c.var.site?.id ?? null,
  ip: c.var.address.ip,
});

/** Whoever the passkey chosen says it is: none is named before. */
export const enteringOptions = (c: Context<Env>, holder: string): PublicKeyCredentialRequestOptionsJSON => ({
  challenge: challengeFor(c, holder),
  rpId: rpIdOf(c),
  userVerification: 'required',
  timeout: TIMEOUT,
});

/** A new one, found by itself later, its owner verified by the device; not on a device that has one for this account. */
export const addingOptions = (c: Context<Env>, { account, id }: Session, known: Passkey[]): PublicKeyCredentialCreationOptionsJSON => ({
  challenge: challengeFor(c, holderOf(id)),
  rp: { id: rpIdOf(c), name: c.var.site?.settings.name ?? 'Terrasse' },
  user: { id: Buffer.from(account.uid).toString('base64url'), name: account.email ?? account.name, displayName: account.name },
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
  excludeCredentials: known.map(({ credentialId, transports }) => ({
    id: credentialId,
    type: 'public-key',
    transports: transports as AuthenticatorTransport[],
  })),
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  attestation: 'none',
  timeout: TIMEOUT,
});

const challengeFor = (c: Context<Env>, holder: string) => makeChallenge(c.var.deps, holder).toString('base64url');

/** What a challenge is bound to for somebody signed in. */
export const holderOf = (sessionId: string) => `session ${sessionId}`;

const BROWSER_COOKIE = 'terrasse_browser';

/** The same for whoever is not yet: this browser, which a cookie of its own tells from others. */
export function holderOfBrowser(c: Context<Env>): string {
  const known = getCookie(c, BROWSER_COOKIE);
  const secret = known ?? newSecret();
  if (!known) setCookie(c, BROWSER_COOKIE, secret, { path: '/signin', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) });
  return `browser ${secret}`;
}
