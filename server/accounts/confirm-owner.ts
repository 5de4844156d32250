import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import { tellRenewed, type Changing } from './change-factors.ts';
import { queueMail } from './mails.ts';
import { peekKey, spendKey } from './one-time-key.ts';
import { isPassword } from './password.ts';
import { accountById, emailKey } from './queries.ts';
import { renewSession, type Session } from './sessions.ts';

/** By the password. Refuses `invalid` for a wrong one. @returns the session's new secret */
export async function confirmByPassword(deps: Deps, who: Changing, typed: string): Promise<string | null> {
  const { id, uid } = who.session.account;
  await deps.limit('signIn', `account ${id}`);
  const { password } = (await accountById(deps.db.read, id))!;
  if (await isPassword(typed, password)) return confirm(deps, who, 'password');
  const entry = { siteId: who.siteId, account: uid, actor: uid, facts: { by: 'password' }, ip: who.ip, at: deps.now() };
  await deps.db.write((tx) => logSecurity(tx, { event: 'signin.failed', ...entry }));
  throw new Refusal('invalid', { fields: { password: ['account.wrongPassword'] } });
}

/** Sends the link that confirms, to an address that was proved. */
export async function askConfirmation(deps: Deps, { session: { account }, siteId }: Changing, next: string): Promise<void> {
  if (!account.email || !account.emailConfirmedAt) return;
  await deps.limit('mailLink', emailKey(account.email));
  await deps.db.write((tx) => queueMail(tx, { purpose: 'prove', accountId: account.id, siteId, next }, deps.now()));
}

/**
 * By that link, in whichever browser its owner is signed in: it confirms the session that follows it.
 * @returns the session's new secret and where to go on; null for a link that is spent, or too old. Refuses `not_found` for another's
 */
export async function confirmByLink(deps: Deps, who: Changing, link: string): Promise<{ secret: string | null; next?: string } | null> {
  const key = await peekProof(deps, who.session, link);
  if (!key || !(await spendKey(deps, 'prove', link))) return null;
  return { secret: await confirm(deps, who, 'link'), next: key.data.next };
}

/** By the word of a provider, who asked them anew; `provedAt` is when. @returns the session's new secret */
export const confirmByProvider = (deps: Deps, who: Changing, provedAt: Date) => confirm(deps, who, 'provider', provedAt);

export async function peekProof(deps: Deps, { account }: Session, link: string) {
  const key = await peekKey(deps, 'prove', link);
  if (key && key.accountId !== account.id) throw new Refusal('not_found');
  return key;
}

async function confirm(deps: Deps, { session, siteId, ip }: Changing, by: 'password' | 'link' | 'provider', provedAt = deps.now()) {
  const { account, id } = session;
  const at = deps.now();
  const secret = await deps.db.write(async (tx) => {
    await logSecurity(tx, { event: 'owner.proved', siteId, account: account.uid, actor: account.uid, facts: { by }, ip, at });
    return renewSession(tx, id, { provedAt });
  });
  tellRenewed(deps, id, secret);
  return secret;
}
