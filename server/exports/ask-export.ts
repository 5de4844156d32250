import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { segmentByUid } from '../segments/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { KEEP_MS, mayStill } from './run-exports.ts';
import type { ExportInput } from './wire.ts';

/** Of one person at once: each may hold some megabytes. */
const MOST_KEPT = 20;

/** Asks for a list; the job makes it. The same one that is under way is that one. Refuses `not_found`, `too_fast`. */
export async function askExport({ db, now, newId }: Deps, { site, member, session }: Staff, input: ExportInput): Promise<void> {
  const [at, uid] = [now(), newId()];
  await db.write(async (tx) => {
    const { listExports } = tx.t;
    const name = await nameOf(tx, site.id, input);
    if (name === undefined || !(await mayStill(tx, { byId: member.id, input }))) throw new Refusal('not_found');
    const made = await tx
      .insert(listExports)
      .values({
        uid,
        siteId: site.id,
        byId: member.id,
        input,
        key: JSON.stringify(input),
        name,
        state: 'waiting',
        createdAt: at,
        expiresAt: new Date(at.getTime() + KEEP_MS),
      })
      .onConflictDoNothing()
      .returning({ id: listExports.id });
    if (made.length === 0) return;
    const kept = await tx
      .select({ expiresAt: listExports.expiresAt })
      .from(listExports)
      .where(and(eq(listExports.byId, member.id), gt(listExports.expiresAt, at)))
      .orderBy(listExports.expiresAt);
    if (kept.length > MOST_KEPT)
      throw new Refusal('too_fast', { retryAfter: Math.ceil((kept[0]!.expiresAt.getTime() - at.getTime()) / 1000) });
    const facts = { list: input.list, name };
    await logSecurity(tx, { event: 'list.asked', siteId: site.id, actor: session.account.uid, facts, at });
  });
}

async function nameOf(tx: Writer, siteId: number, input: ExportInput): Promise<string | undefined> {
  if (input.list === 'segment') return (await segmentByUid(tx, siteId, input.segment))?.name;
  if (input.list === 'testimonies') return (await findThreadPlace(tx, input.call))?.thread.title ?? undefined;
  return '';
}

/** Cancels it, or forgets it. Refuses `not_found` for another's. */
export async function removeExport({ db }: Deps, { member }: Staff, uid: string): Promise<void> {
  const gone = await db.write((tx) => {
    const { listExports } = tx.t;
    return tx
      .delete(listExports)
      .where(and(eq(listExports.uid, uid), eq(listExports.byId, member.id)))
      .returning({ id: listExports.id });
  });
  if (gone.length === 0) throw new Refusal('not_found');
}

/** Whoever asked fetches it, which the security log is told. Refuses `not_found` for another's, and once its time is over. */
export async function fetchExport({ db, now }: Deps, { site, member, session }: Staff, uid: string) {
  const at = now();
  return db.write(async (tx) => {
    const { listExports } = tx.t;
    const [row] = await tx
      .select({ input: listExports.input, name: listExports.name, rows: listExports.rows, bytes: listExports.bytes })
      .from(listExports)
      .where(and(eq(listExports.uid, uid), eq(listExports.byId, member.id), eq(listExports.state, 'ready'), gt(listExports.expiresAt, at)));
    if (!row?.bytes || !(await mayStill(tx, { byId: member.id, input: row.input }))) throw new Refusal('not_found');
    const facts = { list: row.input.list, name: row.name, rows: row.rows };
    await logSecurity(tx, { event: 'list.fetched', siteId: site.id, actor: session.account.uid, facts, at });
    return { bytes: new Uint8Array(row.bytes), headers: headersOf(row.input) };
  });
}

function headersOf(input: ExportInput) {
  const [type, ending] = input.list === 'testimonies' && input.as === 'json' ? ['application/json', 'json'] : ['text/csv', 'csv'];
  return {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': `attachment; filename="${input.list}.${ending}"`,
    'cache-control': 'private, no-store',
  };
}

export const purgeExports = (db: Database, now: Date) =>
  db.write(async (tx) => void (await tx.delete(tx.t.listExports).where(lte(tx.t.listExports.expiresAt, now))));
