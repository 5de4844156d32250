import { createHmac } from 'node:crypto';
import { sameBytes } from './same-bytes.ts';

/** Minutes an embed's token lives: the time a stolen one is worth, between two visits to the refresh endpoint. */
const LIFE_MS = 10 * 60_000;

/**
 * The embed's bearer token: names a session, dies soon, is kept in memory only. `te1.<session>.<expiry>.<HMAC>`.
 * The session is looked up at each use, so signing out ends its tokens at once.
 */
export function signToken(secret: string, sessionId: string, now: Date): { token: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  const claim = `te1.${sessionId}.${expiresAt.getTime().toString(36)}`;
  return { token: `${claim}.${mac(secret, claim)}`, expiresAt };
}

/** The session's id, or null where the token is not ours or too old. */
export function readToken(secret: string, token: string, now: Date): string | null {
  const [version, sessionId, expiry, signature] = token.split('.');
  if (version !== 'te1' || !sessionId || !expiry || !signature) return null;
  if (!sameBytes(Buffer.from(signature), Buffer.from(mac(secret, `te1.${sessionId}.${expiry}`)))) return null;
  return Number.parseInt(expiry, 36) > now.getTime() ? sessionId : null;
}

const mac = (secret: string, claim: string) => createHmac('sha256', `${secret} embed token`).update(claim).digest('base64url');
