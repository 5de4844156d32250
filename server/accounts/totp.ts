// RFC 6238 as every authenticator app does it: SHA-1, six digits, thirty seconds.
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Config } from '../config.ts';
import type { Reader, Writer } from '../db/database.ts';
import { createBox } from '../security/box.ts';

const PERIOD_S = 30;
/** A step before and after: clocks differ, and a code takes time to copy (RFC 6238 §5.2). */
const WINDOW = 1;

/** A new secret, not in force until `confirmTotp`. Takes the place of one that never was; false where one is in force. */
export async function beginTotp(tx: Writer, config: Config, accountId: number): Promise<boolean> {
  const { totp } = tx.t;
  const secret = box(config).seal(new Secret({ size: 20 }).base32);
  const begun = await tx
    .insert(totp)
    .values({ accountId, secret })
    .onConflictDoUpdate({ target: totp.accountId, set: { secret, lastStep: 0 }, setWhere: isNull(totp.confirmedAt) })
    .returning({ accountId: totp.accountId });
  return begun.length > 0;
}

/** What the app scans or types while it is set up; null where nothing waits to be confirmed. */
export async function pendingTotp(reader: Reader, config: Config, accountId: number): Promise<string | null> {
  const row = await totpOf(reader, accountId);
  return row && !row.confirmedAt ? box(config).open(row.secret) : null;
}

export const totpAddress = (secret: string, { issuer, label }: { issuer: string; label: string }) =>
  new TOTP({ secret, issuer, label, period: PERIOD_S }).toString();

/** Puts it in force by a first code. False for a wrong one. */
export async function confirmTotp(tx: Writer, config: Config, { accountId, code, now }: Given): Promise<boolean> {
  const { totp } = tx.t;
  const row = await totpOf(tx, accountId);
  const step = row && !row.confirmedAt ? stepOf(config, row.secret, code, now) : null;
  if (step === null) return false;
  await tx.update(totp).set({ confirmedAt: now, lastStep: step }).where(eq(totp.accountId, accountId));
  return true;
}

/** Spends a code. False for a wrong one, and for one given before: each step is accepted once, and none before it any more. */
export async function spendCode(tx: Writer, config: Config, { accountId, code, now }: Given): Promise<boolean> {
  const { totp } = tx.t;
  const row = await totpOf(tx, accountId);
  const step = row?.confirmedAt ? stepOf(config, row.secret, code, now) : null;
  if (step === null) return false;
  const spent = await tx
    .update(totp)
    .set({ lastStep: step })
    .where(and(eq(totp.accountId, accountId), isNotNull(totp.confirmedAt), lt(totp.lastStep, step)))
    .returning({ accountId: totp.accountId });
  return spent.length > 0;
}

export async function hasTotp(reader: Reader, accountId: number): Promise<boolean> {
  return (await totpOf(reader, accountId))?.confirmedAt != null;
}

export async function deleteTotp(tx: Writer, accountId: number) {
  await tx.delete(tx.t.totp).where(eq(tx.t.totp.accountId, accountId));
}

type Given = { accountId: number; code: string; now: Date };

async function totpOf(reader: Reader, accountId: number) {
  const [row] = await reader.select().from(reader.t.totp).where(eq(reader.t.totp.accountId, accountId));
  return row ?? null;
}

/** The step whose code this is; otpauth compares in constant time. */
function stepOf(config: Config, sealed: Buffer, code: string, now: Date): number | null {
  const secret = box(config).open(sealed);
  const timestamp = now.getTime();
  const delta = secret && new TOTP({ secret, period: PERIOD_S }).validate({ token: code.replace(/\s/g, ''), timestamp, window: WINDOW });
  return typeof delta === 'number' ? Math.floor(timestamp / 1000 / PERIOD_S) + delta : null;
}

const box = ({ secret }: Config) => createBox(secret!, 'totp');
