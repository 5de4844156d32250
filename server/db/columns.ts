// One vocabulary of column types, spelled twice. `Columns` is typed as Postgres; the SQLite spelling is cast to it here and nowhere else.
import { sql } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

const bytea = pg.customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Two of them added up are exact still. */
export const newStamp = () => Math.floor(Math.random() * 2 ** 52);

let preparing = false;

/** What `build` builds is run again and again: its stamp is asked for by name (`stamp`) each time. */
export function withStampByName<T>(build: () => T): T {
  preparing = true;
  try {
    return build();
  } finally {
    preparing = false;
  }
}

const stampNow = () => (preparing ? (sql`${sql.placeholder('stamp')}` as unknown as number) : newStamp());

export const postgres = {
  table: pg.pgTable,
  id: () => pg.bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  ref: () => pg.bigint({ mode: 'number' }),
  text: () => pg.text(),
  int: () => pg.integer(),
  real: () => pg.doublePrecision(),
  bool: () => pg.boolean(),
  time: () => pg.timestamp({ precision: 3, withTimezone: true, mode: 'date' }),
  json: <T>() => pg.jsonb().$type<T>(),
  bytes: () => bytea(),
  /** Another at each change of its row: what has the same is the same (known-rows.ts). By chance: a count would come again after a rollback. */
  stamp: () => pg.bigint({ mode: 'number' }).notNull().default(0).$onUpdate(stampNow),
  index: pg.index,
  unique: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
};
export type Columns = typeof postgres;

export const sqlite = {
  table: lite.sqliteTable,
  id: () => lite.integer().primaryKey({ autoIncrement: true }),
  ref: () => lite.integer(),
  text: () => lite.text(),
  int: () => lite.integer(),
  real: () => lite.real(),
  bool: () => lite.integer({ mode: 'boolean' }),
  time: () => lite.integer({ mode: 'timestamp_ms' }),
  json: <T>() => lite.text({ mode: 'json' }).$type<T>(),
  bytes: () => lite.blob({ mode: 'buffer' }),
  stamp: () => lite.integer().notNull().default(0).$onUpdate(stampNow),
  index: lite.index,
  unique: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
} satisfies Record<keyof Columns, unknown> as unknown as Columns;
