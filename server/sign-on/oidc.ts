import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  fetchUserInfo,
  ResponseBodyError,
  type Configuration,
} from 'openid-client';
import { PROOF_MS } from '../accounts/policy.ts';
import type { Deps } from '../deps.ts';
import { DoorClosed, type Door, type Question } from './door.ts';
import type { Provider } from './queries.ts';
import { secretOf } from './secret.ts';
import { cleanEmail, cleanLocale, cleanName, subjectInput, type Told } from './told.ts';
import type { DoorReason } from './wire.ts';

/**
 * OpenID Connect Core 1.0: the code flow, with PKCE (RFC 7636) and the issuer's name checked in the answer (RFC 9207).
 * Who must prove anew signs in there again (`prompt`), and it tells when they did (`max_age`): §3.1.2.1.
 */
export const oidcDoor: Door = {
  proves: true,

  async ask(deps, provider, { state, attempt, back }) {
    return buildAuthorizationUrl(await discover(deps, provider), {
      redirect_uri: back,
      scope: ['openid', ...provider.config.scopes].join(' '),
      state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ui_locales: attempt.lang,
      ...(attempt.aim === 'prove' && { prompt: 'login', max_age: String(PROOF_MS / 1000) }),
    });
  },

  stateOf: (_deps, _provider, answer) => answer.get('state') ?? '',

  async hear(deps, provider, question) {
    const config = await discover(deps, provider);
    const claims = await claimsOf(config, question).catch((error: unknown) => {
      throw new DoorClosed(reasonOf(error), error);
    });
    return {
      told: toldBy(claims),
      issuer: config.serverMetadata().issuer,
      session: subjectInput.safeParse(claims.sid).data ?? null,
      strong: Array.isArray(claims.amr) && claims.amr.includes('mfa'),
      authenticatedAt: authTimeIn(claims, deps.now()),
    };
  },
};

/** Its clock may be ahead of ours. */
const authTimeIn = ({ auth_time: at }: Claims, now: Date) => (typeof at === 'number' ? new Date(Math.min(at * 1000, now.getTime())) : null);

/** Rejects with DoorClosed where the provider can't be reached, or is not who it should be. */
export function discover(deps: Deps, provider: Provider): Promise<Configuration> {
  return deps.directory.discover(provider.config, secretOf(deps, provider)).catch((error: unknown) => {
    throw new DoorClosed('unreachable', error);
  });
}

type Claims = Record<string, unknown> & { sub: string };

/** Of the ID token; what only the provider's list of claims says, from there. */
async function claimsOf(config: Configuration, { state, attempt, back, answer }: Question & { answer: URLSearchParams }): Promise<Claims> {
  const tokens = await authorizationCodeGrant(config, new URL(`${back}?${answer}`), {
    expectedState: state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
  });
  const claims = tokens.claims()!;
  if (!config.serverMetadata().userinfo_endpoint) return claims;
  return { ...(await fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims };
}

/** Its answer was judged, or there was none worth judging: what is not there, or not what such an address answers. */
function reasonOf(error: unknown): DoorReason {
  if (error instanceof AuthorizationResponseError) return 'denied';
  if (error instanceof ResponseBodyError) return 'refused';
  return error instanceof ClientError && error.code !== undefined && !NO_ANSWER.includes(error.code) ? 'refused' : 'unreachable';
}
const NO_ANSWER = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];

function toldBy(claims: Claims): Told {
  const { success, data: subject } = subjectInput.safeParse(claims.sub);
  if (!success) throw new DoorClosed('refused', new Error('no subject'));
  return {
    subject,
    name: cleanName(claims.name) ?? cleanName(claims.nickname) ?? cleanName(claims.preferred_username),
    email: cleanEmail(claims.email),
    emailVerified: claims.email_verified === true,
    locale: cleanLocale(claims.locale),
    claims,
  };
}
