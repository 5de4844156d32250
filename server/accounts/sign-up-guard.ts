import { createHmac } from 'node:crypto';
import { sameBytes } from './same-bytes.ts';
import type { Suspicion } from './schema.ts';

/** Milliseconds in which nobody has read a charter and typed a name, an address and ten characters of password. */
const FASTEST = 3000;
/** Milliseconds after which a form was not left open but copied. */
const OLDEST = 24 * 3_600_000;

/** Fields of the form beside those that people fill in: when it was shown, and one that nobody sees. */
export const GUARD = { stamp: 'shown', trap: 'homepage' } as const;

/** When a form was shown, signed: what it says of that cannot be made up. */
export function stampForm(secret: string, now: Date): string {
  const time = now.getTime().toString(36);
  return `${time}.${sign(secret, time)}`;
}

/** Kept when the form comes back with a fault: what is mended in a second was still typed before. */
export const keptStamp = (secret: string, now: Date, typed: Record<string, string>): string =>
  ageOf(secret, now, typed[GUARD.stamp]) === null ? stampForm(secret, now) : typed[GUARD.stamp]!;

/**
 * What speaks for a machine. It refuses nobody: somebody reads their first posts, and tells a clever password manager
 * from a flood of advertisements (WCAG 3.3.8: no puzzle for anyone).
 */
export function suspicionsOf(secret: string, now: Date, typed: Record<string, string>): Suspicion[] {
  const age = ageOf(secret, now, typed[GUARD.stamp]);
  return [
    ...(age === null || age > OLDEST ? ['stale' as const] : age < FASTEST ? ['fast' as const] : []),
    ...(typed[GUARD.trap] ? ['trap' as const] : []),
  ];
}

function ageOf(secret: string, now: Date, stamp = ''): number | null {
  const [time = '', signature = ''] = stamp.split('.');
  return sameBytes(Buffer.from(signature), Buffer.from(sign(secret, time))) ? now.getTime() - Number.parseInt(time, 36) : null;
}

const sign = (secret: string, time: string) => createHmac('sha256', `${secret} sign-up form`).update(time).digest('base64url');
