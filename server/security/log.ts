import type { Writer } from '../db/database.ts';
import { networkOf } from '../http/address.ts';
import { uuidv7 } from '../ids.ts';

/** What admins read and nobody edits. Past tense; each with the facts that tell it from the next. */
export type SecurityEvent = 'signin.succeeded' | 'signin.failed' | 'session.ended' | 'role.given';

export type SecurityEntry = {
  event: SecurityEvent;
  /** null for what concerns the installation, or an account on no site in particular. */
  siteId: number | null;
  /** Outside ids: the account it happened to, and the one who did it. */
  account?: string | null;
  actor?: string | null;
  facts?: Record<string, string | number | null>;
  /** Kept as its network only. */
  ip?: string | null;
  at: Date;
};

/** In the transaction of what it tells, so that neither exists without the other. */
export async function logSecurity(tx: Writer, { event, siteId, account = null, actor = null, facts = {}, ip, at }: SecurityEntry) {
  const network = ip ? networkOf(ip) : null;
  await tx.insert(tx.t.securityLog).values({ uid: uuidv7(at.getTime()), siteId, event, account, actor, facts, network, at });
}
