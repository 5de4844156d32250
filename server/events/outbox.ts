import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import { givenAll, lockedIds, preparedWrite, type Database, type Writer } from '../db/database.ts';
import { countMails } from '../mail/count-mails.ts';
import type { OutboxFailure } from './schema.ts';

/** How long a taken entry is left alone before another worker may take it, in ms. */
export const LEASE_MS = 5 * 60_000;
const BATCH = 20;
/** Tries back off from 30 s to an hour; after the last the entry stays, due in the far future, for a person to see. */
const TRIES = 12;
/** Of what the other side says it will never take: it may have been a slip of its own. */
const LASTING_TRIES = 3;
export const GIVEN_UP = new Date('9999-01-01T00:00:00Z');
/** Characters of a reason: some servers answer with a page. */
const MAX_REASON = 300;

export type OutboxHandlers = Record<string, (data: never) => Promise<void>>;

/** In the transaction of what caused it, so that neither exists without the other. A mail's kind is among those of mail/kinds.ts. */
export async function addToOutbox(tx: Writer, entry: { kind: string; siteId: number | null; data: unknown; key?: string }, now: Date) {
  const { outbox } = tx.t;
  const insert = preparedWrite(tx, 'add to outbox', () =>
    tx
      .insert(outbox)
      .values(givenAll(outbox, ['kind', 'siteId', 'data', 'key', 'runAt']))
      .onConflictDoNothing({ target: outbox.key }),
  );
  await insert({ ...entry, key: entry.key ?? null, runAt: now });
}

/**
 * Runs what is due of the kinds that have a handler, a batch at most, each at least once: one after the other, or `atOnce`, whose
 * writes are then committed together. Resolves with how many it took. Failures are told to `onError`, kept with their reason, and
 * come back later.
 */
export async function runOutbox(
  db: Database,
  handlers: OutboxHandlers,
  now: Date,
  onError: (error: unknown, kind: string) => void,
  { atOnce = false } = {},
): Promise<number> {
  const entries = await takeDue(db, { kinds: Object.keys(handlers), most: BATCH }, now);
  if (atOnce) await Promise.all(entries.map(run));
  else await inTurns(entries, run);
  return entries.length;

  async function run(entry: (typeof entries)[number]) {
    const { id, kind, data } = entry;
    try {
      await handlers[kind]!(data as never);
      await db.write(async (tx) => {
        await tx.delete(tx.t.outbox).where(eq(tx.t.outbox.id, id));
        await countMails(tx, [entry], { sent: 1 }, now);
      });
    } catch (error) {
      onError(error, kind);
      await putOff(db, entry, { error, now });
    }
  }
}

/** Runs batches until one is not full, or the signal says to stop. */
export async function emptyOutbox(
  db: Database,
  handlers: OutboxHandlers,
  {
    now,
    failed,
    signal,
    atOnce = false,
  }: { now(): Date; failed(error: unknown, kind: string): void; signal: AbortSignal; atOnce?: boolean },
) {
  while ((await runOutbox(db, handlers, now(), failed, { atOnce })) === BATCH && !signal.aborted);
}

/** A mail server that hangs costs half a minute a mail: what is left when half the lease is over comes back by itself, and to one worker. */
async function inTurns<T>(entries: T[], run: (entry: T) => Promise<void>) {
  const leaseEnds = performance.now() + LEASE_MS / 2;
  for (const entry of entries) {
    if (performance.now() > leaseEnds) break;
    await run(entry);
  }
}

export type Entry = { id: number; siteId: number | null; kind: string; tries: number };

/** It did not work: kept with its reason, to come back, or given up. */
export async function putOff(db: Database, entry: Entry, { error, now }: { error: unknown; now: Date }) {
  const failure = failureOf(error, now);
  const runAt = later(now, entry.tries, failure.lasting ? LASTING_TRIES : TRIES);
  await db.write(async (tx) => {
    await tx.update(tx.t.outbox).set({ runAt, failure }).where(eq(tx.t.outbox.id, entry.id));
    await countMails(tx, [entry], runAt === GIVEN_UP ? { lost: 1 } : { failed: 1 }, now);
  });
}

/** Those due, `most` of them, for one worker alone until the lease ends. */
export function takeDue(db: Database, { kinds, most }: { kinds: string[]; most: number }, now: Date) {
  return db.write(async (tx) => {
    const { outbox } = tx.t;
    const due = tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(lte(outbox.runAt, now), inArray(outbox.kind, kinds)))
      .orderBy(asc(outbox.runAt), asc(outbox.id))
      .limit(most)
      .$dynamic();
    const ids = await lockedIds(tx, due);
    if (ids.length === 0) return [];
    const taken = await tx
      .update(outbox)
      .set({ runAt: new Date(now.getTime() + LEASE_MS), tries: sql`${outbox.tries} + 1`, failure: null })
      .where(inArray(outbox.id, ids))
      .returning();
    return taken.toSorted((a, b) => a.id - b.id);
  });
}

function failureOf(error: unknown, now: Date): OutboxFailure {
  const { message, to = null, lasting = false } = error as { message?: string; to?: string; lasting?: boolean };
  return { at: now.toISOString(), reason: (message ?? String(error)).slice(0, MAX_REASON), to, lasting };
}

function later(now: Date, tries: number, most: number): Date {
  if (tries >= most) return GIVEN_UP;
  return new Date(now.getTime() + Math.min(30_000 * 2 ** (tries - 1), 3_600_000));
}
