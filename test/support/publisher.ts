// A publisher with accounts of its own: its door on a site, and the tokens that its server would sign.
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { Deps } from '#server/deps.ts';
import { newSecret, uuidv7 } from '#server/ids.ts';
import { sealSecret } from '#server/sign-on/secret.ts';
import type { ProviderConfig } from '#server/sign-on/wire.ts';

const ISSUER = 'https://www.courrier.test';
const AUDIENCE = 'terrasse';

/** Adds a door for signed tokens: by a shared secret, unless an address of public keys is given. */
export async function openDoor(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  siteId: number,
  given: Partial<ProviderConfig> & { secret?: string | null; enabled?: boolean } = {},
) {
  const { secret = newSecret(), enabled = true, ...config } = given;
  const uid = uuidv7();
  const row = {
    uid,
    siteId,
    kind: 'jwt' as const,
    name: 'Compte Le Courrier',
    config: { issuer: ISSUER, audience: AUDIENCE, jwksUrl: null, scopes: [], mappings: [], ...config },
    secret: secret === null || config.jwksUrl ? null : sealSecret(deps, secret),
    enabled,
    createdAt: deps.now(),
  };
  await deps.db.write(async (tx) => void (await tx.insert(tx.t.providers).values(row)));
  return { uid, secret: secret ?? '' };
}

/** What the publisher says of a reader; a quarter of an hour from now unless told otherwise. */
export const claimsOf = (deps: Pick<Deps, 'now'>, more: JWTPayload = {}): JWTPayload => {
  const now = Math.floor(deps.now().getTime() / 1000);
  return { iss: ISSUER, aud: AUDIENCE, sub: 'ines-1', name: 'Inès Kerbrat', iat: now, exp: now + 900, jti: uuidv7(), ...more };
};

export const signWith = (secret: string, claims: JWTPayload) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(Buffer.from(secret));

/** A pair of keys as a publisher's server keeps one and publishes the other. */
export async function makeKeys(alg: 'RS256' | 'ES256' | 'EdDSA', kid: string) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  const sign = (claims: JWTPayload) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey);
  return { jwk, publicKey, sign };
}
