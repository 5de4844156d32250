import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';

/**
 * What an unsubscribe link holds: whose mails stop, and that we said so. It opens nothing else, is good for as long as
 * there is a member, and works without signing in (RFC 8058 §3.1).
 */
export const signUnsubscribe = (secret: string, memberUid: string) => `${memberUid}.${mac(secret, memberUid)}`;

/** The member's outside id, or null where the token is not ours. */
export function readUnsubscribe(secret: string, token: string): string | null {
  const [uid = '', signature = ''] = token.split('.');
  return sameBytes(Buffer.from(signature), Buffer.from(mac(secret, uid))) ? uid : null;
}

const mac = (secret: string, uid: string) => createHmac('sha256', `${secret} unsubscribe`).update(uid).digest('base64url');
