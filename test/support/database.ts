import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { openSqlite } from '#server/db/sqlite.ts';

export type Engine = 'sqlite' | 'postgres';

/** The same suite, once on each engine. */
export function onBothDatabases(suite: (engine: Engine) => void) {
  describe.each<Engine>(['sqlite', 'postgres'])('on %s', suite);
}

/** A fresh, migrated database of a test's own. `close` also removes it. */
export async function freshDatabase(engine: Engine): Promise<Database & { location: string }> {
  return engine === 'sqlite' ? freshSqlite() : freshPostgres();
}

function freshSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-'));
  const location = join(folder, 'test.db');
  copyFileSync(inject('sqliteTemplate'), location);
  const db = openSqlite(location, 'migrations/sqlite');
  return {
    ...db,
    location,
    close: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freshPostgres() {
  const url = inject('postgresUrl');
  const name = `test_${process.pid}_${counter++}_${Math.random().toString(36).slice(2, 8)}`;
  await onServer(url, `create database ${name} template template_terrasse`);
  const location = `${url}/${name}`;
  const db = await openPostgres(location, 'migrations/postgres', 8);
  return {
    ...db,
    location,
    close: async () => {
      await db.close();
      await onServer(url, `drop database if exists ${name} with (force)`);
    },
  };
}
let counter = 0;

async function onServer(url: string, statement: string) {
  const client = new pg.Client(`${url}/postgres`);
  await client.connect();
  // Two copies of one template at once are refused: they queue here.
  await client.query('select pg_advisory_lock(1)');
  await client.query(statement);
  await client.end();
}
