import { and, eq } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';

/** Who proved this address on this site before. */
export async function findGuest(reader: Reader, siteId: number, emailKey: string) {
  const { guests, members } = reader.t;
  const [row] = await reader
    .select({ memberId: members.id, accountId: members.accountId, name: members.name })
    .from(guests)
    .innerJoin(members, eq(members.id, guests.memberId))
    .where(and(eq(guests.siteId, siteId), eq(guests.emailKey, emailKey)));
  return row ?? null;
}

/** An account that no address finds: it holds the sessions of a guest's browsers, and opens nothing else. */
export async function insertGuestAccount(
  tx: Writer,
  row: { uid: string; name: string; email: string; locale: string; createdAt: Date },
): Promise<number> {
  const [made] = await tx
    .insert(tx.t.accounts)
    .values({ ...row, emailKey: null, emailConfirmedAt: row.createdAt })
    .returning({ id: tx.t.accounts.id });
  return made!.id;
}
