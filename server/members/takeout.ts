import { and, asc, desc, eq, gt, lt, lte, ne, or } from 'drizzle-orm';
import type { Session } from '../accounts/sessions.ts';
import type { Config } from '../config.ts';
import type { Database, Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import { fileInWorker } from '../ops/file-in-worker.ts';
import { logSecurity } from '../security/log.ts';

const DAY_MS = 86_400_000;
/** For which it can be fetched: it holds all that somebody has here. */
const KEEP_MS = 7 * DAY_MS;
/** Longer than any takes: whoever was at it is no more, and another takes it up. */
const LEASE_MS = 10 * 60_000;

export type TakeoutJob = Pick<Config, 'database' | 'media'> & { publicUrl: string; accountId: number; at: Date };

export type Asking = { session: Session; siteId: number | null; ip: string };

/** Asks for all that an account has here; the job makes it. Once a day: refuses `too_fast`. */
export async function askTakeout({ db, now, newId }: Deps, { session: { account }, siteId, ip }: Asking): Promise<void> {
  const [at, uid] = [now(), newId()];
  await db.write(async (tx) => {
    const { takeouts } = tx.t;
    const aDayAgo = new Date(at.getTime() - DAY_MS);
    const [last] = await tx
      .select({ createdAt: takeouts.createdAt })
      .from(takeouts)
      .where(and(eq(takeouts.accountId, account.id), ne(takeouts.state, 'failed'), gt(takeouts.createdAt, aDayAgo)));
    if (last) throw new Refusal('too_fast', { retryAfter: Math.ceil((last.createdAt.getTime() - aDayAgo.getTime()) / 1000) });
    await tx
      .insert(takeouts)
      .values({ uid, accountId: account.id, siteId, state: 'waiting', createdAt: at, expiresAt: new Date(at.getTime() + KEEP_MS) });
    await logSecurity(tx, { event: 'export.asked', siteId, account: account.uid, actor: account.uid, ip, at });
  });
}

/** Makes the next one that waits, in a worker; resolves with whether there was one. One that fails can be asked for anew. */
export async function runTakeouts({ db, config, now }: Deps): Promise<boolean> {
  const taken = await claim(db, now());
  if (!taken) return false;
  try {
    const { database, media, publicUrl } = config;
    const job: TakeoutJob = { database, media, publicUrl: publicUrl.href, accountId: taken.accountId, at: now() };
    const onProgress = (progress: number) => void change(db, taken.id, { progress }).catch(() => {});
    const made = await fileInWorker('members/takeout-worker.ts', { job, onProgress });
    if (made?.kind === 'done') await finish(db, taken, Buffer.from(made.bytes), now());
  } catch (error) {
    await change(db, taken.id, { state: 'failed' });
    throw error;
  }
  return true;
}

function claim(db: Database, at: Date) {
  return db.write(async (tx) => {
    const { takeouts } = tx.t;
    const free = or(eq(takeouts.state, 'waiting'), and(eq(takeouts.state, 'running'), lt(takeouts.leasedUntil, at)));
    const [next] = await tx.select({ id: takeouts.id }).from(takeouts).where(free).orderBy(asc(takeouts.id)).limit(1);
    if (!next) return null;
    const [taken] = await tx
      .update(takeouts)
      .set({ state: 'running', progress: 0, leasedUntil: new Date(at.getTime() + LEASE_MS) })
      .where(and(eq(takeouts.id, next.id), free))
      .returning({ id: takeouts.id, uid: takeouts.uid, accountId: takeouts.accountId, siteId: takeouts.siteId });
    return taken ?? null;
  });
}

type Taken = NonNullable<Awaited<ReturnType<typeof claim>>>;

/** Nothing, once it is no longer under way. */
const change = (db: Database, id: number, set: { progress: number } | { state: 'failed' }) =>
  db.write(async (tx) => {
    const { takeouts } = tx.t;
    await tx
      .update(takeouts)
      .set(set)
      .where(and(eq(takeouts.id, id), eq(takeouts.state, 'running')));
  });

const finish = (db: Database, { id, uid, accountId, siteId }: Taken, bytes: Buffer, at: Date) =>
  db.write(async (tx) => {
    const { takeouts, accounts } = tx.t;
    const done = await tx
      .update(takeouts)
      .set({ state: 'ready', progress: 100, bytes, leasedUntil: null, expiresAt: new Date(at.getTime() + KEEP_MS) })
      .where(and(eq(takeouts.id, id), eq(takeouts.state, 'running')))
      .returning({ id: takeouts.id });
    if (done.length === 0) return;
    const [account] = await tx.select({ uid: accounts.uid }).from(accounts).where(eq(accounts.id, accountId));
    await logSecurity(tx, { event: 'export.made', siteId, account: account!.uid, facts: { bytes: bytes.length }, at });
    await addToOutbox(tx, { kind: 'takeout.mail', siteId, data: { takeout: uid } }, at);
  });

/** The latest of an account, without its contents. */
export async function latestTakeout(reader: Reader, accountId: number, now: Date) {
  const { takeouts } = reader.t;
  const { uid, state, progress, createdAt, expiresAt } = takeouts;
  const [row] = await reader
    .select({ uid, state, progress, createdAt, expiresAt })
    .from(takeouts)
    .where(and(eq(takeouts.accountId, accountId), gt(takeouts.expiresAt, now)))
    .orderBy(desc(takeouts.id))
    .limit(1);
  return row ?? null;
}

/** Its owner fetches it, which is told to the security log. Refuses `not_found` for another's, and once its time is over. */
export async function fetchTakeout({ db, now }: Deps, { session: { account }, siteId, ip }: Asking, uid: string) {
  const at = now();
  return db.write(async (tx) => {
    const { takeouts } = tx.t;
    const [row] = await tx
      .select({ bytes: takeouts.bytes, createdAt: takeouts.createdAt })
      .from(takeouts)
      .where(and(eq(takeouts.uid, uid), eq(takeouts.accountId, account.id), eq(takeouts.state, 'ready'), gt(takeouts.expiresAt, at)));
    if (!row?.bytes) throw new Refusal('not_found');
    await logSecurity(tx, { event: 'export.fetched', siteId, account: account.uid, actor: account.uid, ip, at });
    return { bytes: row.bytes, createdAt: row.createdAt };
  });
}

/** By its outside id, for the mail that tells of it; null once it is over. */
export async function takeoutByUid(reader: Reader, uid: string) {
  const { takeouts } = reader.t;
  const { accountId, siteId, expiresAt } = takeouts;
  const [row] = await reader.select({ accountId, siteId, expiresAt }).from(takeouts).where(eq(takeouts.uid, uid));
  return row ?? null;
}

export const purgeTakeouts = (db: Database, now: Date) =>
  db.write(async (tx) => void (await tx.delete(tx.t.takeouts).where(lte(tx.t.takeouts.expiresAt, now))));
