import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { queueMail } from './mails.ts';
import { accountOfMember, type AccountRecord } from './queries.ts';
import { deleteRecoveryCodes } from './recovery-codes.ts';
import { endSessions } from './sessions.ts';
import { deleteTotp } from './totp.ts';

/**
 * For a member who lost them all: no app, no passkey, no recovery code, no session; by mail they learn who did it. The
 * password still stands between. Refuses `not_found`; `forbidden` for oneself, and to all but an owner for an owner's
 * account or one that is of the staff elsewhere: an admin of one site opens no door to another.
 */
export async function resetFactors(deps: Deps, { site, session, member }: Staff, { id, ip }: { id: string; ip: string }): Promise<void> {
  const account = await accountAt(deps.db.read, site.id, id);
  if (!account) throw new Refusal('not_found');
  if (account.id === session.account.id) throw new Refusal('forbidden');
  if (!session.account.owner && (account.owner || (await isStaffElsewhere(deps.db.read, site.id, account.id))))
    throw new Refusal('forbidden');

  const at = deps.now();
  const ended = await deps.db.write(async (tx) => {
    await deleteTotp(tx, account.id);
    await deleteRecoveryCodes(tx, account.id);
    await tx.delete(tx.t.passkeys).where(eq(tx.t.passkeys.accountId, account.id));
    const entry = { account: account.uid, actor: session.account.uid, facts: { as: member.role }, ip, at };
    await logSecurity(tx, { event: 'factors.reset', siteId: site.id, ...entry });
    await queueMail(tx, { purpose: 'factors', change: 'factorsReset', accountId: account.id, siteId: site.id, next: '/account' }, at);
    return endSessions(tx, account.id);
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}

async function accountAt(reader: Reader, siteId: number, uid: string): Promise<AccountRecord | null> {
  const { members } = reader.t;
  const [member] = await reader
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.uid, uid)));
  return member ? accountOfMember(reader, member.id) : null;
}

async function isStaffElsewhere(reader: Reader, siteId: number, accountId: number): Promise<boolean> {
  const { members } = reader.t;
  const staff = inArray(members.role, ['moderator', 'manager', 'admin']);
  return (await reader.$count(members, and(eq(members.accountId, accountId), ne(members.siteId, siteId), staff))) > 0;
}
