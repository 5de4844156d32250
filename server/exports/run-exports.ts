import { and, asc, eq, lt, or } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Database, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { standingIn } from '../members/queries.ts';
import { fileInWorker } from '../ops/file-in-worker.ts';
import { isFor } from '../rights.ts';
import { readsStill } from '../testimonies/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import type { ExportFailure, ExportInput } from './wire.ts';

/** For which it can be fetched. */
export const KEEP_MS = 86_400_000;
/** Without a percent more: whoever was at it is no more, and another takes it up. */
const LEASE_MS = 2 * 60_000;
/** What breaks three servers breaks a fourth. */
const MOST_TRIES = 3;

export type ExportJob = { database: Config['database']; publicUrl: string; siteId: number; byId: number; input: ExportInput; at: Date };

/** Makes the next one that waits, in a worker; resolves with whether there was one. `signal` ends it: it waits again. */
export async function runExports({ db, config, now }: Deps, signal?: AbortSignal): Promise<boolean> {
  const taken = await claim(db, now());
  if (!taken) return false;
  const ended = new AbortController();
  const until = AbortSignal.any([ended.signal, ...(signal ? [signal] : [])]);
  const { siteId, byId, input } = taken;
  const job: ExportJob = { database: config.database, publicUrl: config.publicUrl.href, siteId, byId, input, at: now() };
  const onProgress = (progress: number) =>
    void change(db, taken, { progress, leasedUntil: leaseFrom(now()) }).then(
      (kept) => kept || ended.abort(),
      () => {}, // the next percent is told too
    );
  try {
    const made = await fileInWorker<ExportFailure>('exports/export-worker.ts', { job, onProgress, signal: until });
    if (!made) await change(db, taken, { state: 'waiting', leasedUntil: null });
    else if (made.kind === 'refused') await change(db, taken, { state: 'failed', failure: made.why });
    else await finish(db, taken, { bytes: Buffer.from(made.bytes), rows: made.rows! }, now());
  } catch (error) {
    await change(db, taken, { state: 'failed', failure: 'broken' });
    throw error;
  }
  return true;
}

const leaseFrom = (at: Date) => new Date(at.getTime() + LEASE_MS);

type Taken = { id: number; siteId: number; byId: number; input: ExportInput; tries: number };

function claim(db: Database, at: Date): Promise<Taken | null> {
  return db.write(async (tx) => {
    const { listExports } = tx.t;
    const free = or(eq(listExports.state, 'waiting'), and(eq(listExports.state, 'running'), lt(listExports.leasedUntil, at)));
    const columns = {
      id: listExports.id,
      siteId: listExports.siteId,
      byId: listExports.byId,
      input: listExports.input,
      tries: listExports.tries,
    };
    const waiting = await tx.select(columns).from(listExports).where(free).orderBy(asc(listExports.id));
    for (const next of waiting) {
      const tries = next.tries + 1;
      if (!(await keepIfMay(tx, next))) continue;
      const over = tries > MOST_TRIES;
      await tx
        .update(listExports)
        .set(over ? { state: 'failed', failure: 'broken' } : { state: 'running', progress: 0, tries, leasedUntil: leaseFrom(at) })
        .where(eq(listExports.id, next.id));
      if (!over) return { ...next, tries };
    }
    return null;
  });
}

/** Whether whoever asked may have it: of the answers to a call, who reads them; of all else, managers. */
export async function mayStill(tx: Writer, { byId, input }: Pick<Taken, 'byId' | 'input'>): Promise<boolean> {
  if (input.list !== 'testimonies') return isFor('POST /api/v1/exports', (await standingIn(tx, byId)).role);
  const place = await findThreadPlace(tx, input.call);
  return place !== null && readsStill(tx, byId, place.thread);
}

/** The row of who may no more is gone. */
async function keepIfMay(tx: Writer, taken: Taken): Promise<boolean> {
  const may = await mayStill(tx, taken);
  if (!may) await tx.delete(tx.t.listExports).where(eq(tx.t.listExports.id, taken.id));
  return may;
}

type Changes = Partial<Writer['t']['listExports']['$inferInsert']>;

const change = (db: Database, taken: Taken, set: Changes) => db.write((tx) => changeIn(tx, taken, set));

/** Nothing, once it is no longer under way, or in another's hands: false. */
async function changeIn(tx: Writer, { id, tries }: Taken, set: Changes): Promise<boolean> {
  const { listExports } = tx.t;
  const changed = await tx
    .update(listExports)
    .set(set)
    .where(and(eq(listExports.id, id), eq(listExports.state, 'running'), eq(listExports.tries, tries)))
    .returning({ id: listExports.id });
  return changed.length > 0;
}

const finish = (db: Database, taken: Taken, made: { bytes: Buffer; rows: number }, at: Date) =>
  db.write(async (tx) => {
    if (!(await keepIfMay(tx, taken))) return;
    await changeIn(tx, taken, { ...made, state: 'ready', progress: 100, leasedUntil: null, expiresAt: new Date(at.getTime() + KEEP_MS) });
  });
