import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { hashSecret } from '../ids.ts';

const COUNT = 10;
/** Without what one may take for the other: l and 1, o and 0. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 80 bits: a stolen table of their hashes cannot be guessed through. */
const LENGTH = 16;

/** Ten new ones, in the place of those there were. Shown to their owner once: the table holds only hashes. */
export async function makeRecoveryCodes(tx: Writer, accountId: number): Promise<string[]> {
  const { recoveryCodes } = tx.t;
  const codes = Array.from({ length: COUNT }, makeCode);
  await deleteRecoveryCodes(tx, accountId);
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ accountId, hash: hashSecret(code) })));
  return codes.map((code) => code.replace(/.{4}(?=.)/g, '$&-'));
}

/** Of two at once, one gets it. False for a wrong one, or one used before. */
export async function spendRecoveryCode(tx: Writer, accountId: number, typed: string): Promise<boolean> {
  const { recoveryCodes } = tx.t;
  const hash = hashSecret(typed.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const spent = await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.hash, hash), eq(recoveryCodes.accountId, accountId)))
    .returning({ hash: recoveryCodes.hash });
  return spent.length > 0;
}

export const recoveryCodesLeft = (reader: Reader, accountId: number) =>
  reader.$count(reader.t.recoveryCodes, eq(reader.t.recoveryCodes.accountId, accountId));

export async function deleteRecoveryCodes(tx: Writer, accountId: number) {
  await tx.delete(tx.t.recoveryCodes).where(eq(tx.t.recoveryCodes.accountId, accountId));
}

const makeCode = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
