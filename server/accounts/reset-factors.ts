import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { accountInHand } from './in-hand.ts';
import { queueMail } from './mails.ts';
import { deleteRecoveryCodes } from './recovery-codes.ts';
import { endSessions } from './sessions.ts';
import { deleteTotp } from './totp.ts';

/** Whose account, why, and from where. */
export type Handling = { id: string; reason: string; ip: string };

/**
 * For a member who lost them all: no app, no passkey, no recovery code, no session; by mail they learn who did it. The
 * password still stands between. Refuses as `accountInHand` does.
 */
export async function resetFactors(deps: Deps, staff: Staff, { id, reason, ip }: Handling): Promise<void> {
  const { site, session, member } = staff;
  const account = await accountInHand(deps.db.read, staff, id);

  const at = deps.now();
  const ended = await deps.db.write(async (tx) => {
    await deleteTotp(tx, account.id);
    await deleteRecoveryCodes(tx, account.id);
    await tx.delete(tx.t.passkeys).where(eq(tx.t.passkeys.accountId, account.id));
    const entry = { account: account.uid, actor: session.account.uid, facts: { as: member.role, reason }, ip, at };
    await logSecurity(tx, { event: 'factors.reset', siteId: site.id, ...entry });
    await queueMail(tx, { purpose: 'factors', change: 'factorsReset', accountId: account.id, siteId: site.id, next: '/account' }, at);
    return endSessions(tx, account.id);
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}
