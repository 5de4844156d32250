import type { PgDatabase, PgQueryResultHKT, PgSelect } from 'drizzle-orm/pg-core';
import { sql, type Column, type SQL } from 'drizzle-orm';
import { newStamp, withStampByName } from './columns.ts';
import type { Tables } from './tables.ts';
import type { WordIndex } from './word-index.ts';

// What both dialects can do: Postgres's types, less what SQLite lacks.
type Pg = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Sees committed data, cannot write. `t` are the tables in this database's own dialect. */
export type Reader = Pick<Pg, 'select' | 'selectDistinct' | 'with' | '$with' | '$count'> & { readonly t: Tables; readonly engine: Dialect };

/** Inside `write`: sees its own writes, and the world as if it were alone. */
export type Writer = Reader & Pick<Pg, 'insert' | 'update' | 'delete'>;

export type RowsOf<T> = (values: Record<string, unknown>) => Promise<T[]>;
export type HotWrite<T> = { prepare(name: string): { execute(values: Record<string, unknown>): Promise<T> } };
export type HotSelect<T> = { prepare(name: string): { execute(values: Record<string, unknown>): Promise<T[]> } };

/** What truly differs between the two engines, side by side in sqlite.ts and postgres.ts. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** Passes over rows that another worker has locked. SQLite has one writer: nothing to pass over. */
  unlocked<Q extends PgSelect>(query: Q): Q;
  /** Prepares a select of a hot path; see `preparedRows`. */
  compile<T>(query: HotSelect<T>, name: string): RowsOf<T>;
  /** Was this error a unique constraint saying no? */
  isTaken(error: unknown): boolean;
  /** Does a row refer to one that is not there, or take another's name? */
  isOutOfPlace(error: unknown): boolean;
  /** Does the database not answer, or take no writes for now? Another try may find it otherwise. */
  isAway(error: unknown): boolean;
  /** What a row made by a select takes as its key, and as an id that nobody guesses. */
  nextId(table: string): SQL<number>;
  readonly randomId: SQL<string>;
  /** The words of posts. */
  readonly words: WordIndex;
}

export interface Database {
  readonly engine: Dialect;
  readonly read: Reader;
  /**
   * The only way to write: one transaction, serialised against all others, rolled back if `work` throws. `work` may
   * run again, so nothing in it may leave the process (no mail, no socket, no network) and nothing slow belongs there.
   * `lock` names what its writers contend for (`thread:12`): on Postgres they queue for it before the transaction
   * begins, instead of clashing inside it; of several, always in the same order. Acknowledged means on disk.
   */
  write<T>(work: (tx: Writer) => Promise<T>, options?: { lock?: string | string[] }): Promise<T>;
  /** Another number after whatever was committed: on SQLite by whatever process, on Postgres by this one. */
  version(): number;
  /** How many of this process wait to write. */
  waiting(): number;
  close(): Promise<void>;
}

/** The built and prepared query of this name on this connection: building costs drizzle more than SQLite's answer. */
function prepared<T>(reader: Reader, name: string, build: () => T): T {
  let kept = statements.get(reader);
  if (!kept) statements.set(reader, (kept = new Map()));
  let statement = kept.get(name) as T | undefined;
  if (!statement) kept.set(name, (statement = build()));
  return statement;
}

/**
 * `prepared`, for the hottest reads: on SQLite a row comes as an array and is decoded by a list made once, where drizzle
 * finds out anew for each field of each row how to read it (three times the cost of the query itself). What is selected
 * is columns, or by name the columns of a table, its key the first of them.
 */
export function preparedRows<T>(reader: Reader, name: string, build: () => HotSelect<T>): RowsOf<T> {
  return prepared(reader, name, () => reader.engine.compile(build(), name.replaceAll(' ', '_')));
}

/** Ids of a prepared `in (…)`, each by a name: a statement for each number of them. */
export function idsByName(ids: number[]) {
  const names = ids.map((_, i) => `id${i}`);
  return {
    values: Object.fromEntries(names.map((name, i) => [name, ids[i]])),
    placeholders: names.map((name) => sql.placeholder(name)),
  };
}

/** `prepared`, for the writes of a hot path: an insert, an update or a delete, of which only what is `given` varies. */
export function preparedWrite<T>(tx: Writer, name: string, build: () => HotWrite<T>): (values: Record<string, unknown>) => Promise<T> {
  const statement = prepared(tx, name, () => withStampByName(() => build().prepare(name.replaceAll(' ', '_'))));
  return (values) => statement.execute({ ...values, stamp: newStamp() });
}

/** A column's value, by name, in a prepared write. A null of one stays null, which drizzle would give to the column to encode. */
export const given = (column: Column, name: string) =>
  sql`${sql.param(sql.placeholder(name), { mapToDriverValue: (value) => (value === null ? null : column.mapToDriverValue(value)) })}`;

/** Of several columns, each by its own name. */
export const givenAll = <T extends Record<K, Column>, K extends string>(table: T, names: K[]) =>
  Object.fromEntries(names.map((name) => [name, given(table[name], name)])) as Record<K, SQL>;

/**
 * The ids that `due` finds, locked, without those that another worker has. As numbers: within an update, PostgreSQL may ask a limited select again for
 * each row, and change more than its limit.
 */
export async function lockedIds<Q extends PgSelect & PromiseLike<{ id: number }[]>>(tx: Writer, due: Q): Promise<number[]> {
  return (await tx.engine.unlocked(due)).map(({ id }) => id);
}

const statements = new WeakMap<Reader, Map<string, unknown>>();
