// The table of passkeys.
import { and, asc, eq, lt, or, sql } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';

export type Passkey = {
  id: number;
  uid: string;
  accountId: number;
  rpId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

export function passkeysOf(reader: Reader, accountId: number): Promise<Passkey[]> {
  const { passkeys } = reader.t;
  return reader.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(asc(passkeys.id));
}

/** On one host: a browser offers a passkey to no other. */
export async function findPasskey(reader: Reader, rpId: string, credentialId: string): Promise<Passkey | null> {
  const { passkeys } = reader.t;
  const [row] = await reader
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.credentialId, credentialId), eq(passkeys.rpId, rpId)));
  return row ?? null;
}

/** False where there is one with this credential already. */
export async function insertPasskey(tx: Writer, row: Omit<Passkey, 'id' | 'lastUsedAt'>): Promise<boolean> {
  const made = await tx
    .insert(tx.t.passkeys)
    .values(row)
    .onConflictDoNothing({ target: tx.t.passkeys.credentialId })
    .returning({ id: tx.t.passkeys.id });
  return made.length > 0;
}

/**
 * Notes a use. False where the counter did not grow: the key may have been copied (Web Authentication §6.1.1). Those
 * that do not count stay at nought.
 */
export async function countUse(tx: Writer, id: number, { counter, at }: { counter: number; at: Date }): Promise<boolean> {
  const { passkeys } = tx.t;
  const grew = or(lt(passkeys.counter, counter), and(eq(passkeys.counter, 0), sql`${counter} = 0`));
  const noted = await tx
    .update(passkeys)
    .set({ counter, lastUsedAt: at })
    .where(and(eq(passkeys.id, id), grew))
    .returning({ id: passkeys.id });
  return noted.length > 0;
}

/** One's own only; false where there is none of this id. */
export async function renamePasskey(tx: Writer, accountId: number, uid: string, name: string): Promise<boolean> {
  const { passkeys } = tx.t;
  const named = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.uid, uid), eq(passkeys.accountId, accountId)))
    .returning({ id: passkeys.id });
  return named.length > 0;
}

export async function deletePasskey(tx: Writer, accountId: number, uid: string): Promise<boolean> {
  const { passkeys } = tx.t;
  const gone = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.uid, uid), eq(passkeys.accountId, accountId)))
    .returning({ id: passkeys.id });
  return gone.length > 0;
}
