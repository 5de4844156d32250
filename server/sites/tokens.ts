import { and, asc, eq } from 'drizzle-orm';
import type { Database, Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashSecret, newSecret } from '../ids.ts';
import type { TokenWire } from './wire.ts';

export async function tokensOf(reader: Reader, siteId: number): Promise<TokenWire[]> {
  const { siteTokens } = reader.t;
  const rows = await reader.select().from(siteTokens).where(eq(siteTokens.siteId, siteId)).orderBy(asc(siteTokens.id));
  return rows.map(({ uid, name, createdAt, lastUsedAt }) => ({
    id: uid,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** `token` is told this once; the database keeps its hash. */
export async function makeToken(
  { db, newId, now }: Pick<Deps, 'db' | 'newId' | 'now'>,
  siteId: number,
  name: string,
): Promise<TokenWire & { token: string }> {
  const token = `tst_${newSecret()}`;
  const row = { uid: newId(), siteId, name, hash: hashSecret(token), createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.siteTokens).values(row)));
  return { id: row.uid, name, createdAt: row.createdAt.toISOString(), lastUsedAt: null, token };
}

export async function endToken(db: Database, siteId: number, uid: string): Promise<boolean> {
  const ended = await db.write((tx) =>
    tx
      .delete(tx.t.siteTokens)
      .where(and(eq(tx.t.siteTokens.siteId, siteId), eq(tx.t.siteTokens.uid, uid)))
      .returning({ id: tx.t.siteTokens.id }),
  );
  return ended.length > 0;
}
