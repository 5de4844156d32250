import { asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';

/** How long a taken entry is left alone before another worker may take it, in ms. */
const LEASE_MS = 5 * 60_000;
const BATCH = 20;
/** Tries back off from 30 s to an hour; after the last the entry stays, due in the far future, for a person to see. */
const TRIES = 12;

export type OutboxHandlers = Record<string, (data: never) => Promise<void>>;

/** In the transaction of what caused it, so that neither exists without the other. */
export async function addToOutbox(tx: Writer, entry: { kind: string; siteId: number | null; data: unknown; key?: string }, now: Date) {
  await tx
    .insert(tx.t.outbox)
    .values({ ...entry, runAt: now })
    .onConflictDoNothing({ target: tx.t.outbox.key });
}

/** Runs what is due, each at least once; resolves with how many it ran. Failures are told to `onError` and come back later. */
export async function runOutbox(
  db: Database,
  handlers: OutboxHandlers,
  now: Date,
  onError: (error: unknown, kind: string) => void,
): Promise<number> {
  const entries = await take(db, now);
  for (const entry of entries) {
    try {
      await handlers[entry.kind]!(entry.data as never);
      await db.write(async (tx) => void (await tx.delete(tx.t.outbox).where(eq(tx.t.outbox.id, entry.id))));
    } catch (error) {
      onError(error, entry.kind);
      await db.write(
        async (tx) =>
          void (await tx
            .update(tx.t.outbox)
            .set({ runAt: later(now, entry.tries) })
            .where(eq(tx.t.outbox.id, entry.id))),
      );
    }
  }
  return entries.length;
}

function take(db: Database, now: Date) {
  return db.write(async (tx) => {
    const { outbox } = tx.t;
    const due = tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(lte(outbox.runAt, now))
      .orderBy(asc(outbox.runAt), asc(outbox.id))
      .limit(BATCH)
      .$dynamic();
    return tx
      .update(outbox)
      .set({ runAt: new Date(now.getTime() + LEASE_MS), tries: sql`${outbox.tries} + 1` })
      .where(inArray(outbox.id, tx.engine.unlocked(due)))
      .returning();
  });
}

function later(now: Date, tries: number): Date {
  if (tries >= TRIES) return new Date('9999-01-01T00:00:00Z');
  return new Date(now.getTime() + Math.min(30_000 * 2 ** (tries - 1), 3_600_000));
}
