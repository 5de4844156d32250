import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../server/db/postgres.ts';
import { openSqlite } from '../../server/db/sqlite.ts';
import { freePort } from './free-port.ts';
import { makePostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated, empty SQLite file: each test copies it. */
    sqliteTemplate: string;
    /** A running Postgres; its database `template_terrasse` is migrated and empty. */
    postgresUrl: string;
  }
}

/** One Postgres for the whole run, one migrated template a database. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-test-'));
  chmodSync(folder, 0o755);
  const sqliteTemplate = join(folder, 'template.db');
  await openSqlite(sqliteTemplate, 'migrations/sqlite').close();

  const port = await freePort();
  // Durability is not what these tests are about; speed is.
  const { server, url: postgresUrl } = await makePostgres(join(folder, 'postgres'), port, ['-c', 'synchronous_commit=off']);
  await server.createDatabase('template_terrasse');
  await (await openPostgres(`${postgresUrl}/template_terrasse`, 'migrations/postgres')).close();
  await keepSpares(postgresUrl);

  project.provide('sqliteTemplate', sqliteTemplate);
  project.provide('postgresUrl', postgresUrl);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The names of emptied databases (database.ts). */
async function keepSpares(postgresUrl: string) {
  const client = new pg.Client(`${postgresUrl}/postgres`);
  await client.connect();
  await client.query('create table spare (name text)');
  await client.end();
}
