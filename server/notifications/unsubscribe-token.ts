import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';

/** What stops: all that tells of what others write; the review of each day; or the newsroom's letters, by one of them. */
export type Stopped = 'notices' | 'review' | 'letters';

/** `letter`: the one that they were stopped by, by its outside id. */
type Stopping = { uid: string; what: Stopped; letter: string };

/**
 * What an unsubscribe link holds: whose mails stop, which, and that we said so. It opens nothing else, is good for as long as
 * there is a member, and works without signing in (RFC 8058 §3.1).
 */
export const signUnsubscribe = (secret: string, memberUid: string, what: Stopped = 'notices', letter = '') => {
  const said = [memberUid, ...(what === 'notices' ? [] : [what]), ...(letter ? [letter] : [])].join('~');
  return `${said}.${mac(secret, said)}`;
};

/** The member's outside id and what stops, or null where the token is not ours. */
export function readUnsubscribe(secret: string, token: string): Stopping | null {
  const [said = '', signature = ''] = token.split('.');
  if (!sameBytes(Buffer.from(signature), Buffer.from(mac(secret, said)))) return null;
  const [uid = '', what = 'notices', letter = ''] = said.split('~');
  return { uid, what: what as Stopped, letter };
}

const mac = (secret: string, said: string) => createHmac('sha256', `${secret} unsubscribe`).update(said).digest('base64url');
