import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import pg from 'pg';
import { CommandProblem } from './command.ts';
import { dumpPostgres, loadPostgres } from './postgres-tools.ts';
import type { Restored } from './restore.ts';

export async function restorePostgres(url: string, file: string, { force, before }: { force: boolean; before: string }): Promise<Restored> {
  if (!isDump(file)) throw new CommandProblem('restore.notOurs', { file });
  const empty = await refuseInUse(url);
  if (!empty && !force) throw new CommandProblem('restore.notEmpty');
  const kept = empty ? null : `${file}${before}`;
  if (kept) await dumpPostgres(url, kept);
  const script = `${file}.restoring`;
  try {
    await loadPostgres(url, file, script);
  } finally {
    rmSync(script, { force: true });
  }
  return { kept };
}

/** pg_dump's custom format begins so. */
function isDump(file: string): boolean {
  const head = Buffer.alloc(5);
  const handle = openSync(file, 'r');
  readSync(handle, head, 0, 5, 0);
  closeSync(handle);
  return head.toString('latin1') === 'PGDMP';
}

/** Resolves with whether the database is empty. */
async function refuseInUse(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const others = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if (others.rows.length > 0) throw new CommandProblem('restore.inUse');
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename in ('sites', 'accounts', 'posts')`,
    );
    for (const { name } of rows) if ((await client.query(`select 1 from public.${name} limit 1`)).rows.length > 0) return false;
    return true;
  } finally {
    await client.end();
  }
}
