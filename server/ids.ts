import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** UUIDv7 (RFC 9562 §5.7): sorts by time, tells nothing else. */
export function uuidv7(at = Date.now()): string {
  const time = at.toString(16).padStart(12, '0');
  // All of version 4 but its first 48 bits and its version, from a pool of randomness.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** A secret for a link, a code or a token: 32 random bytes, base64url. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** What the database keeps of a secret. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url');
