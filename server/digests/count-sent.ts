import { eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { DIGEST, type DigestLetter } from './spread.ts';

/** These left: of each letter among them so many more were sent. */
export async function countSent(tx: Writer, left: { kind: string; data: unknown }[]) {
  const { digests } = tx.t;
  const letters = left.flatMap(({ kind, data }) => (kind === DIGEST ? [(data as DigestLetter).digest] : []));
  for (const [id, some] of Map.groupBy(letters, (digest) => digest))
    await tx
      .update(digests)
      .set({ sent: sql`${digests.sent} + ${some.length}` })
      .where(eq(digests.id, id));
}
