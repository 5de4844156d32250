import { createHmac, randomBytes } from 'node:crypto';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../ids.ts';
import { KEY_MINUTES } from './one-time-key.ts';
import { sameBytes } from './same-bytes.ts';

const LIFE_MS = KEY_MINUTES.challenge * 60_000;
/** When it ends, in ms since 1970, then randomness; the MAC follows. */
const HEAD = 8 + 16;

/**
 * What a passkey is asked to sign. It carries its end and an HMAC over its `holder` (one browser, one purpose), so that a
 * sign-in page that is only looked at writes nothing; a row is written when it is used, by which it works once.
 */
export function makeChallenge({ config, now }: Pick<Deps, 'config' | 'now'>, holder: string): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeBigUInt64BE(BigInt(now().getTime() + LIFE_MS));
  randomBytes(16).copy(head, 8);
  return Buffer.concat([head, mac(config.secret!, holder, head)]);
}

/** Whether it is ours, given to this very holder, and not too old. */
export function isChallenge({ config, now }: Pick<Deps, 'config' | 'now'>, holder: string, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== HEAD + 32) return false;
  const head = bytes.subarray(0, HEAD);
  return sameBytes(bytes.subarray(HEAD), mac(config.secret!, holder, head)) && Number(head.readBigUInt64BE()) > now().getTime();
}

/** False where it was spent before. */
export async function spendChallenge(tx: Writer, challenge: string, now: Date): Promise<boolean> {
  const spent = await tx
    .insert(tx.t.oneTimeKeys)
    .values({ hash: hashSecret(challenge), purpose: 'challenge', data: {}, expiresAt: new Date(now.getTime() + LIFE_MS) })
    .onConflictDoNothing({ target: tx.t.oneTimeKeys.hash })
    .returning({ hash: tx.t.oneTimeKeys.hash });
  return spent.length > 0;
}

const mac = (secret: string, holder: string, head: Buffer) =>
  createHmac('sha256', `${secret} passkey challenge`).update(head).update(holder).digest();
