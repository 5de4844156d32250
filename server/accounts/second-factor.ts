import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import type { SecondInput } from './input.ts';
import { queueMail } from './mails.ts';
import { passkeysOf, type Passkey } from './passkeys.ts';
import { accountById } from './queries.ts';
import { recoveryCodesLeft, spendRecoveryCode } from './recovery-codes.ts';
import { hasTotp, spendCode } from './totp.ts';

/** What an account has beside its password. */
export type Factors = { totp: boolean; codesLeft: number; passkeys: Passkey[] };

export async function factorsOf(reader: Reader, accountId: number): Promise<Factors> {
  const [totp, codesLeft, passkeys] = [hasTotp(reader, accountId), recoveryCodesLeft(reader, accountId), passkeysOf(reader, accountId)];
  return { totp: await totp, codesLeft: await codesLeft, passkeys: await passkeys };
}

export const hasFactor = ({ totp, passkeys }: Factors) => totp || passkeys.length > 0;

type Whose = { accountId: number; siteId: number | null; ip: string };

/**
 * Spends the code of an app, or a recovery code; tells its owner by mail of the latter. Refuses `invalid` for a wrong
 * one and one that was used, `too_fast` where they are being guessed.
 * @returns which of the two it was
 */
export async function proveSecond(deps: Deps, { accountId, siteId, ip }: Whose, typed: SecondInput): Promise<'code' | 'recovery'> {
  await deps.limit('secondFactor', `account ${accountId}`);
  const at = deps.now();
  const { uid } = (await accountById(deps.db.read, accountId))!;
  const second = typed.recovery ? 'recovery' : 'code';

  const spent = await deps.db.write(async (tx) => {
    const good = await spend(tx, deps, { accountId, typed });
    if (!good) await logSecurity(tx, { event: 'signin.failed', siteId, account: uid, facts: { by: second }, ip, at });
    if (!good || second === 'code') return good;
    const left = await recoveryCodesLeft(tx, accountId);
    await logSecurity(tx, { event: 'recovery.used', siteId, account: uid, facts: { left }, ip, at });
    await queueMail(tx, { purpose: 'factors', change: 'recoveryUsed', accountId, siteId, next: '/account' }, at);
    return true;
  });

  if (!spent) throw new Refusal('invalid', { fields: { [second]: ['second.wrong'] } });
  return second;
}

const spend = (tx: Writer, { config, now }: Deps, { accountId, typed }: { accountId: number; typed: SecondInput }) =>
  typed.recovery
    ? spendRecoveryCode(tx, accountId, typed.recovery)
    : spendCode(tx, config, { accountId, code: typed.code ?? '', now: now() });
