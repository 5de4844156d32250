import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Deps } from '../deps.ts';
import { cleanAvatar } from './avatar.ts';
import { givenBy, together } from './given.ts';
import type { Provider } from './queries.ts';
import { secretOf } from './secret.ts';
import { cleanEmail, cleanLocale, cleanName, subjectInput, type Told } from './told.ts';
import type { Given, TokenProblem } from './wire.ts';

export class TokenRefused extends Error {
  readonly problem: TokenProblem;

  constructor(problem: TokenProblem, cause?: unknown) {
    super(`token: ${problem}`, { cause });
    this.problem = problem;
  }
}

/** Who reads, as the publisher's server signed it. */
export type Signed = { told: Told; given: Given; overFifteen: boolean; avatar: string | null | undefined; expiresAt: Date };

/** Seconds that two clocks may differ by. */
const LEEWAY = 60;
/** Seconds: a page is read within it, and what was copied from one is worth nothing the next day. */
const LONGEST = 3600;
const PUBLIC_KEY_ALGORITHMS = ['RS256', 'ES256', 'EdDSA', 'Ed25519'];

/** The enabled ones that a token may come from, by the issuer it claims: two of one name are a change of secrets under way. */
export function candidatesFor(providers: Provider[], token: string): Provider[] {
  const { iss } = peek(token);
  return providers.filter(({ kind, enabled, config }) => kind === 'jwt' && enabled && config.issuer === iss);
}

/**
 * A JWT (RFC 7519) believed: signed with a key and an algorithm that the provider's settings name, whatever its header says
 * (RFC 8725 §3.1), for us, and not for long. Rejects with TokenRefused.
 */
export async function verifyToken(deps: Pick<Deps, 'config' | 'now' | 'directory'>, provider: Provider, token: string): Promise<Signed> {
  const { issuer, audience } = provider.config;
  const options = { issuer, audience, clockTolerance: LEEWAY, currentDate: deps.now(), requiredClaims: ['sub', 'exp'] };
  const claims = await verifyBy(deps, provider, token, options).catch((error: unknown) => {
    throw new TokenRefused(problemOf(error), error);
  });
  const subject = subjectInput.safeParse(plainSubject(claims.sub));
  if (!subject.success) throw new TokenRefused('subject');
  refuseTimes(claims, Math.floor(deps.now().getTime() / 1000));
  return {
    told: toldBy(subject.data, claims),
    given: together([givenBy(provider.config.mappings, claims), givenPlainly(claims)]),
    overFifteen: claims.age_over_15 === true,
    avatar: cleanAvatar(claims.avatar === undefined ? claims.picture : claims.avatar),
    expiresAt: new Date((claims.exp + LEEWAY) * 1000),
  };
}

type Claims = Record<string, unknown> & { exp: number };
type Options = NonNullable<Parameters<typeof jwtVerify>[2]>;

async function verifyBy(deps: Pick<Deps, 'config' | 'directory'>, provider: Provider, token: string, options: Options): Promise<Claims> {
  const { jwksUrl } = provider.config;
  const secret = secretOf(deps, provider);
  if (jwksUrl) {
    const algorithms = PUBLIC_KEY_ALGORITHMS;
    return (await jwtVerify(token, deps.directory.keysAt(jwksUrl), { ...options, algorithms })).payload as Claims;
  }
  if (!secret) throw new TokenRefused('key');
  return (await jwtVerify(token, Buffer.from(secret), { ...options, algorithms: ['HS256'] })).payload as Claims;
}

/** What the signature covers. The signature itself may be spelled in more than one way: a token is known again by this. */
export const signedPart = (token: string) => token.slice(0, token.lastIndexOf('.'));

function peek(token: string): { iss?: unknown } {
  try {
    decodeProtectedHeader(token);
    return decodeJwt(token);
  } catch (error) {
    throw new TokenRefused('malformed', error);
  }
}

function problemOf(error: unknown): TokenProblem {
  if (error instanceof TokenRefused) return error.problem;
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? 'malformed';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid || error instanceof errors.JOSENotSupported)
    return 'malformed';
  return 'key';
}
const CLAIMS: Record<string, TokenProblem> = { iss: 'issuer', aud: 'audience', sub: 'subject', exp: 'too_long', nbf: 'too_early' };

function refuseTimes({ exp, iat }: Claims, now: number) {
  if (exp > now + LONGEST + LEEWAY) throw new TokenRefused('too_long');
  if (typeof iat !== 'number') return;
  if (iat > now + LEEWAY) throw new TokenRefused('too_early');
  if (exp - iat > LONGEST || iat < now - LONGEST - LEEWAY) throw new TokenRefused('too_long');
}

/** A number, as many a server's own ids are, is taken for its text. NUL is no character to Postgres. */
const plainSubject = (sub: unknown) =>
  typeof sub === 'number' ? String(sub) : typeof sub === 'string' && !sub.includes('\0') && sub.isWellFormed() ? sub : null;

/** Whoever signs vouches for the account; an address that they say is not proved is not kept. */
function toldBy(subject: string, claims: Claims): Told {
  const proved = claims.email_verified !== false;
  return {
    subject,
    name: cleanName(claims.name) ?? cleanName(claims.nickname) ?? cleanName(claims.preferred_username),
    email: proved ? cleanEmail(claims.email) : null,
    emailVerified: proved,
    locale: cleanLocale(claims.locale),
    claims,
  };
}

/** What the token says in our own words, beside what the provider's mappings read from others. */
const givenPlainly = ({ subscriber, badges }: Claims): Given => ({
  role: subscriber === true ? 'subscriber' : 'member',
  badges: (Array.isArray(badges) ? badges : [])
    .map(shorten)
    .filter((badge) => badge !== null)
    .slice(0, BADGES_MAX),
});
/** Characters: it stands beside a name, on a phone. */
const BADGE_MAX = 30;
const BADGES_MAX = 3;

const shorten = (badge: unknown) =>
  cleanName(
    Array.from(cleanName(badge) ?? '')
      .slice(0, BADGE_MAX)
      .join(''),
  );
