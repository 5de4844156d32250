import { eq } from 'drizzle-orm';
import { accountByEmail, accountById } from '../accounts/queries.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { isOurs, type Written } from './addresses.ts';
import type { Arrived } from './arrived.ts';
import { isComplaint, noteComplaint } from './complaints.ts';
import type { InboundOutcome } from './wire.ts';

/** Characters of the other server's words that are kept. */
const MAX_REASON = 300;

/** What could not be delivered, or was not wanted, came back to the address that it was sent from, which nobody else knows (addresses.ts). */
export async function noteBounce(deps: Deps, written: Written, { reports }: Arrived): Promise<InboundOutcome> {
  const { db, config, now } = deps;
  const account = await accountById(db.read, written.id);
  if (!account?.email || !isOurs(config, written, account.email.toLowerCase())) return 'not_ours';
  if (reports.some(isComplaint)) return noteComplaint(deps, account.id);
  const failure = reports.map(lastingFailure).find((reason) => reason !== null);
  if (failure === undefined) return 'delayed';
  await db.write((tx) => markFailing(tx, account.id, { reason: failure }, now()));
  return 'bounced';
}

/** Told by the service that sends for us, which knows what became of a mail. */
export async function noteRefused(
  { db, now }: Deps,
  { recipient, reason }: { recipient: string; reason: string },
): Promise<InboundOutcome> {
  const account = await accountByEmail(db.read, recipient);
  if (!account) return 'not_ours';
  await db.write((tx) => markFailing(tx, account.id, { reason }, now()));
  return 'bounced';
}

/** Since when their address refuses our mails, and why; null while it does not. */
export async function failureOf(reader: Reader, accountId: number) {
  const { accounts } = reader.t;
  const [row] = await reader
    .select({ at: accounts.emailFailingAt, reason: accounts.emailFailure })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return row?.at ? { at: row.at, reason: row.reason ?? '' } : null;
}

/** From the beginning: what refuses again says so again. */
export async function clearFailing(tx: Writer, accountId: number) {
  const { accounts } = tx.t;
  await tx.update(accounts).set({ emailFailingAt: null, emailFailure: null }).where(eq(accounts.id, accountId));
}

async function markFailing(tx: Writer, accountId: number, { reason }: { reason: string }, at: Date) {
  const { accounts } = tx.t;
  await tx
    .update(accounts)
    .set({ emailFailingAt: at, emailFailure: reason.replace(/\s+/g, ' ').slice(0, MAX_REASON) })
    .where(eq(accounts.id, accountId));
}

/**
 * In the other server's words, where it says `failed` with a status of class 5 (RFC 3464 §2.3.3, RFC 3463): a full mailbox
 * (x.2.2) empties, what is put off arrives. null otherwise.
 */
function lastingFailure(report: string): string | null {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+(?:\\r?\\n[ \\t].+)*)`, 'im').exec(report)?.[1]?.trim() ?? '';
  const status = field('Status');
  if (!/^failed\b/i.test(field('Action')) || !/^5\.(?!2\.2\b)/.test(status)) return null;
  return field('Diagnostic-Code').replace(/^smtp;\s*/i, '') || status;
}
