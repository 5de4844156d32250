import { createRemoteJWKSet, customFetch as jwksFetch, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ClientAuth,
  type Configuration,
} from 'openid-client';
import type { GuardedFetch, GuardedInit } from '../http/guarded-fetch.ts';
import type { ProviderConfig } from './wire.ts';

/** What providers publish about themselves, kept for a while. */
export type Directory = {
  /** An OpenID provider, ready to be asked as this client. Rejects where it can't be reached, or is not who it should be. */
  discover(config: Pick<ProviderConfig, 'issuer' | 'audience'>, secret: string | null): Promise<Configuration>;
  /** The public keys at an address; asked again for one that is not there, once in half a minute at most. */
  keysAt(url: string): JWTVerifyGetKey;
};

/** A provider that moves an endpoint or revokes a key is followed within this. */
const LIFE_MS = 10 * 60_000;
/** More providers than any installation has: the oldest are forgotten first, memory stays bounded. */
const SIZE = 200;
/** Somebody is waiting in front of a button. */
const TIMEOUT_MS = 5000;
const MAX_BYTES = 256 * 1024;

export function createDirectory(fetch: GuardedFetch, now: () => Date): Directory {
  const ask = (url: string, init: GuardedInit) => fetch(url, { ...init, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  const issuers = createShelf<Promise<Configuration>>(now);
  const keys = createShelf<JWTVerifyGetKey>(now);
  return {
    discover: ({ issuer, audience }, secret) =>
      issuers.get(JSON.stringify([issuer, audience, secret]), () =>
        discovery(new URL(issuer), audience, undefined, authentication(secret), {
          [customFetch]: (url, { body, ...init }) => ask(url, { ...init, body: body as BodyInit }),
          execute: [enableNonRepudiationChecks, ...(isLoopback(issuer) ? [allowInsecureRequests] : [])],
        }),
      ),
    keysAt: (url) => keys.get(url, () => createRemoteJWKSet(new URL(url), { [jwksFetch]: ask })),
  };
}

/** Plain http is for the same machine, which the guarded fetch allows to tests and the demonstration alone. */
export const isLoopback = (url: string) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/.test(url);

/** Basic is what a client is registered for unless said otherwise (OpenID Connect Registration §2). */
function authentication(secret: string | null): ClientAuth {
  if (!secret) return None();
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const byBasic = methods.includes('client_secret_basic');
    (byBasic ? ClientSecretBasic(secret) : ClientSecretPost(secret))(server, ...rest);
  };
}

/** What failed is not kept: the next to ask tries again. */
function createShelf<T>(now: () => Date) {
  const shelf = new Map<string, { value: T; until: number }>();
  return {
    get(key: string, make: () => T): T {
      const found = shelf.get(key);
      if (found && found.until > now().getTime()) return found.value;
      const value = make();
      shelf.delete(key);
      shelf.set(key, { value, until: now().getTime() + LIFE_MS });
      if (shelf.size > SIZE) shelf.delete(shelf.keys().next().value!);
      if (value instanceof Promise) value.catch(() => shelf.get(key)?.value === value && shelf.delete(key));
      return value;
    },
  };
}
