import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';

/** What stops: all that tells of what others write; or the review of each day. */
export type Stopped = 'notices' | 'review';

/**
 * What an unsubscribe link holds: whose mails stop, which, and that we said so. It opens nothing else, is good for as long as
 * there is a member, and works without signing in (RFC 8058 §3.1).
 */
export const signUnsubscribe = (secret: string, memberUid: string, what: Stopped = 'notices') => {
  const said = what === 'notices' ? memberUid : `${memberUid}~${what}`;
  return `${said}.${mac(secret, said)}`;
};

/** The member's outside id and what stops, or null where the token is not ours. */
export function readUnsubscribe(secret: string, token: string): { uid: string; what: Stopped } | null {
  const [said = '', signature = ''] = token.split('.');
  if (!sameBytes(Buffer.from(signature), Buffer.from(mac(secret, said)))) return null;
  const [uid = '', what = 'notices'] = said.split('~');
  return { uid, what: what as Stopped };
}

const mac = (secret: string, said: string) => createHmac('sha256', `${secret} unsubscribe`).update(said).digest('base64url');
