// PostgreSQL's own tools. They must be at least as new as the server: where they are not, they say so themselves.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { CommandProblem } from './command.ts';

/** The whole database as a dump of pg_restore's custom format, read back to its end. */
export async function dumpPostgres(url: string, file: string) {
  closeSync(openSync(file, 'w', 0o600));
  await runTool('pg_dump', ['--format=custom', '--no-owner', '--no-acl', '--no-unlogged-table-data', `--file=${file}`], url);
  await runTool('pg_restore', [`--file=${devNull}`, file]);
}

// Not the schema `public` itself: dropping and making it again would change whose it is, and with it later dumps.
const EMPTY = `
do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public' loop execute format('drop table public.%I cascade', name); end loop;
end $$;
drop schema if exists drizzle cascade;`;

/** Replaces what the database holds by a dump: all of it, or nothing. `script` is a file of ours for as long as it takes. */
export async function loadPostgres(url: string, file: string, script: string) {
  closeSync(openSync(script, 'w', 0o600));
  // To its end first: psql would commit what it got of a dump that breaks off.
  await runTool('pg_restore', ['--no-owner', '--no-acl', `--file=${script}`, file]);
  await runTool(
    'psql',
    ['--no-psqlrc', '--quiet', '--single-transaction', '--set=ON_ERROR_STOP=1', `--command=${EMPTY}`, `--file=${script}`],
    url,
  );
}

/** The password goes by the environment: arguments can be read by everybody on the machine. */
function runTool(tool: 'pg_dump' | 'pg_restore' | 'psql', args: string[], url?: string): Promise<void> {
  const to = url === undefined ? null : new URL(url);
  const password = to ? decodeURIComponent(to.password) : '';
  if (to) to.password = '';
  const child = spawn(tool, to ? [...args, `--dbname=${to.href}`] : args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(password && { PGPASSWORD: password }) },
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new CommandProblem('tool.missing', { tool })));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new CommandProblem('tool.failed', { tool, detail: said.trim() || String(code) })),
    );
  });
}
