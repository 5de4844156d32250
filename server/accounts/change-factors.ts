// What somebody changes of their own factors. Each is told to the log and, by mail, to its owner, in its own transaction.
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { queueMail, type FactorChange } from './mails.ts';
import { deletePasskey } from './passkeys.ts';
import { deleteRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';
import { renewSession, type Session } from './sessions.ts';
import { confirmTotp, deleteTotp } from './totp.ts';

export type Changing = { session: Session; siteId: number | null; ip: string };

/**
 * Puts the app's codes in force by a first one: this session is renewed as one that gave it. Refuses `invalid` for a
 * wrong one.
 * @returns ten recovery codes, shown this once, and the session's new secret
 */
export async function enableTotp(deps: Deps, who: Changing, code: string): Promise<{ codes: string[]; secret: string | null }> {
  const { account, id } = who.session;
  await deps.limit('secondFactor', `account ${account.id}`);
  const now = deps.now();
  const done = await deps.db.write(async (tx) => {
    if (!(await confirmTotp(tx, deps.config, { accountId: account.id, code, now }))) return null;
    await tell(tx, who, { event: 'totp.enabled', change: 'totpEnabled', at: now });
    return { codes: await makeRecoveryCodes(tx, account.id), secret: await renewSession(tx, id, { provedAt: now, strongAt: now }) };
  });
  if (!done) throw new Refusal('invalid', { fields: { code: ['second.wrong'] } });
  tellRenewed(deps, id, done.secret);
  return done;
}

export async function disableTotp({ db, now }: Deps, who: Changing): Promise<void> {
  await db.write(async (tx) => {
    await deleteTotp(tx, who.session.account.id);
    await deleteRecoveryCodes(tx, who.session.account.id);
    await tell(tx, who, { event: 'totp.disabled', change: 'totpDisabled', at: now() });
  });
}

/** Ten others, in the place of those there were. */
export function renewRecoveryCodes({ db, now }: Deps, who: Changing): Promise<string[]> {
  return db.write(async (tx) => {
    await tell(tx, who, { event: 'recovery.made', change: 'recoveryMade', at: now() });
    return makeRecoveryCodes(tx, who.session.account.id);
  });
}

/** Refuses `not_found` for what is none of theirs. */
export async function removePasskey({ db, now }: Deps, who: Changing, uid: string): Promise<void> {
  await db.write(async (tx) => {
    if (!(await deletePasskey(tx, who.session.account.id, uid))) throw new Refusal('not_found');
    await tell(tx, who, { event: 'passkey.removed', change: 'passkeyRemoved', at: now() });
  });
}

/** This session gave a second factor: it goes on under another secret. */
export async function strengthen(deps: Deps, who: Changing, by: 'code' | 'recovery' | 'passkey'): Promise<string | null> {
  const { session, siteId, ip } = who;
  const { account, id } = session;
  const at = deps.now();
  const secret = await deps.db.write(async (tx) => {
    await logSecurity(tx, { event: 'second.given', siteId, account: account.uid, actor: account.uid, facts: { by }, ip, at });
    return renewSession(tx, id, { provedAt: at, strongAt: at });
  });
  tellRenewed(deps, id, secret);
  return secret;
}

type Told = { event: SecurityEvent; change: FactorChange; at: Date };

export async function tell(tx: Writer, { session: { account }, siteId, ip }: Changing, { event, change, at }: Told) {
  await logSecurity(tx, { event, siteId, account: account.uid, actor: account.uid, ip, at });
  await queueMail(tx, { purpose: 'factors', change, accountId: account.id, siteId, next: '/account' }, at);
}

/** The sockets of the session stay with it under its new name. */
export function tellRenewed({ bus }: Deps, from: string, secret: string | null) {
  if (secret) bus.emit('session.renewed', { from, to: hashSecret(secret) });
}
