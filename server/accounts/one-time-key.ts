import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashSecret, newSecret } from '../ids.ts';
import type { KeyData, KeyPurpose } from './schema.ts';

/** How long each stays good, in minutes. */
export const KEY_MINUTES: Record<KeyPurpose, number> = {
  owner: 60 * 24,
  signin: 15,
  confirm: 60 * 24 * 3,
  reset: 30,
  prove: 15,
  /** From an embed's page to ours. */
  data: 2,
  embed: 2,
  draft: 120,
  attempt: 10,
  link: 10,
  logout: 10,
  guest: 60,
  /** A text that its author was cautioned about: the time to think it over. */
  nudge: 60,
  /** From the link's page back to the one where the text waits. */
  guestProof: 60,
  /** Between a password and its second factor: the time to find one's telephone. */
  second: 10,
  /** A sign-in page that stays open in its tab still takes a passkey. */
  challenge: 30,
};

/** A secret that works once. Only its hash is kept. */
export async function makeKey(
  tx: Writer,
  key: { purpose: KeyPurpose; accountId: number | null; data?: KeyData; now: Date },
): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(key.now.getTime() + KEY_MINUTES[key.purpose] * 60_000);
  await tx
    .insert(tx.t.oneTimeKeys)
    .values({ hash: hashSecret(secret), purpose: key.purpose, accountId: key.accountId, data: key.data ?? {}, expiresAt });
  return secret;
}

/** Spends it: of two at once, one gets it; null for the other, and for what is unknown or too old. */
export const spendKey = ({ db, now }: Pick<Deps, 'db' | 'now'>, purpose: KeyPurpose, secret: string) =>
  db.write((tx) => takeKey(tx, purpose, secret, now()));

/** The same, in the transaction of what it is spent on: neither happens without the other. */
export async function takeKey(tx: Writer, purpose: KeyPurpose, secret: string, now: Date) {
  const { oneTimeKeys } = tx.t;
  const [key] = await tx
    .delete(oneTimeKeys)
    .where(and(eq(oneTimeKeys.hash, hashSecret(secret)), eq(oneTimeKeys.purpose, purpose), gt(oneTimeKeys.expiresAt, now)))
    .returning();
  return key ?? null;
}

/** Links sent earlier stop working: the account's own, or those that name no account. */
export async function dropKeys(tx: Writer, purposes: KeyPurpose[], accountId: number | null) {
  const { oneTimeKeys } = tx.t;
  const whose = accountId === null ? isNull(oneTimeKeys.accountId) : eq(oneTimeKeys.accountId, accountId);
  await tx.delete(oneTimeKeys).where(and(whose, inArray(oneTimeKeys.purpose, purposes)));
}

/** Whether it would work now, without spending it: a link opened is not a link used, for mail scanners open them all. */
export async function peekKey({ db, now }: Pick<Deps, 'db' | 'now'>, purpose: KeyPurpose, secret: string) {
  const { oneTimeKeys } = db.read.t;
  const [key] = await db.read
    .select()
    .from(oneTimeKeys)
    .where(and(eq(oneTimeKeys.hash, hashSecret(secret)), eq(oneTimeKeys.purpose, purpose), gt(oneTimeKeys.expiresAt, now())));
  return key ?? null;
}

export const deleteExpiredKeys = (db: Database, now: Date) =>
  db.write(async (tx) => void (await tx.delete(tx.t.oneTimeKeys).where(lte(tx.t.oneTimeKeys.expiresAt, now))));
