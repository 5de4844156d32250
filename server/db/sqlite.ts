import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { sqlite } from './columns.ts';
import type { Database, Dialect, HotSelect, Reader, Writer } from './database.ts';
import { decoderOf, type Selection } from './decode-rows.ts';
import { fts5 } from './fts5.ts';
import { tables } from './tables.ts';

/** Works committed together share one fsync. More in a batch would only keep its first waiting. */
const BATCH = 64;
/** Milliseconds of a batch: nobody who reads waits longer for those who write. */
const BATCH_MS = 25;
/** How long a writer waits for another process's lock before giving up, in ms. */
const BUSY_MS = 5000;

const dialect: Dialect = {
  name: 'sqlite',
  unlocked: (query) => query,
  compile: <T>(query: HotSelect<T>) => {
    const { selectedFields } = (query as unknown as { _: { selectedFields: Selection } })._;
    const decode = decoderOf(selectedFields) as (row: unknown[]) => T;
    const statement = query.prepare('') as unknown as { values(values: Record<string, unknown>): unknown[][] };
    return async (values) => statement.values(values).map(decode);
  },
  isTaken: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE' || codeOf(error) === 'SQLITE_CONSTRAINT_PRIMARYKEY',
  isOutOfPlace: (error) => dialect.isTaken(error) || codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  isAway: (error) => codeOf(error) === 'SQLITE_BUSY',
  nextId: () => sql`null`,
  randomId: sql`lower(hex(randomblob(16)))`,
  words: fts5,
};

/** Opens (and migrates) a database file. WAL; every acknowledged write survives a power cut (synchronous=FULL). */
export function openSqlite(file: string, migrations: string): Database {
  const writer = new Sqlite(file);
  writer.pragma('journal_mode = wal');
  writer.pragma('synchronous = full');
  // A rebuilt table must not cascade its deletes, so keys are off while migrating.
  writer.pragma('foreign_keys = off');
  migrate(drizzle({ client: writer }), { migrationsFolder: migrations });
  writer.pragma('foreign_keys = on');
  writer.pragma('busy_timeout = 0'); // waiting inside SQLite would stop the event loop; begin() waits outside
  const reader = new Sqlite(file, { readonly: true, timeout: BUSY_MS });
  const read: Reader = on(reader);
  const tx = on(writer);
  const turns = new Turns(writer, tx);
  const version = reader.prepare<[], number>('pragma data_version').pluck();
  return {
    engine: dialect,
    read,
    write: (work) => turns.take(work),
    version: () => version.get()!,
    waiting: () => turns.waiting,
    close: async () => {
      await turns.idle();
      reader.close();
      writer.close();
    },
  };
}

/** A connection more that only reads a database that is open here, for a thread of its own. Closed with its thread. */
export const readSqlite = (file: string): Reader => on(new Sqlite(file, { readonly: true, timeout: BUSY_MS }));

function on(client: Sqlite.Database): Writer {
  client.pragma('cache_size = -16000');
  // What a savepoint may take back is kept in memory: a post would write some forty pages of it to a file.
  client.pragma('temp_store = memory');
  keepStatements(client);
  return Object.assign(drizzle({ client, casing: 'snake_case' }), { t: tables(sqlite), engine: dialect }) as unknown as Writer;
}

type Turn = { run: () => Promise<unknown>; resolve: (value: never) => void; reject: (error: unknown) => void };

/** Writers take turns; those that wait together are committed together, a savepoint each. */
class Turns {
  #waiting: Turn[] = [];
  #draining: Promise<void> | null = null;
  readonly #client: Sqlite.Database;
  readonly #tx: Writer;

  constructor(client: Sqlite.Database, tx: Writer) {
    this.#client = client;
    this.#tx = tx;
  }

  take<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    if (inside.getStore()?.open) throw new Error('write() inside write()');
    return new Promise<T>((resolve, reject) => {
      const turn = { open: true };
      const run = () => inside.run(turn, () => work(this.#tx).finally(() => (turn.open = false)));
      this.#waiting.push({ run, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  async idle() {
    await this.#draining;
  }

  async #drain() {
    // Those whose requests are here already ride along; and between two batches, whoever reads has their turn.
    do {
      await setImmediate();
      await this.#commitTogether();
    } while (this.#waiting.length > 0);
    this.#draining = null;
  }

  async #commitTogether() {
    const done: (() => void)[] = [];
    const batch: Turn[] = [];
    try {
      await this.#begin();
      const until = performance.now() + BATCH_MS;
      while (this.#waiting.length > 0 && batch.length < BATCH && performance.now() < until) {
        const turn = this.#waiting.shift()!;
        batch.push(turn);
        done.push(await this.#inSavepoint(turn));
      }
      this.#client.exec('commit');
    } catch (error) {
      if (this.#client.inTransaction) this.#client.exec('rollback');
      const lost = batch.length > 0 ? batch : this.#waiting.splice(0);
      for (const turn of lost) turn.reject(error);
      return;
    }
    for (const settle of done) settle();
  }

  /** What to tell the writer once the batch is on disk. */
  async #inSavepoint(turn: Turn): Promise<() => void> {
    this.#client.exec('savepoint turn');
    try {
      const value = await turn.run();
      this.#client.exec('release turn');
      return () => turn.resolve(value as never);
    } catch (error) {
      if (!this.#client.inTransaction) throw error; // SQLite has given up all of it: it could not write
      this.#client.exec('rollback to turn; release turn');
      return () => turn.reject(error);
    }
  }

  async #begin() {
    for (const deadline = Date.now() + BUSY_MS; ;) {
      try {
        return this.#client.exec('begin immediate');
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_BUSY' || Date.now() > deadline) throw error;
        await setTimeout(10);
      }
    }
  }
}
const inside = new AsyncLocalStorage<{ open: boolean }>();

/** Drizzle prepares every query anew; keep the compiled statements, and have SQLite keep them too. */
function keepStatements(client: Sqlite.Database, limit = 500) {
  const prepare = client.prepare.bind(client);
  const kept = new Map<string, Sqlite.Statement>();
  client.prepare = ((source: string) => {
    const statement = kept.get(source) ?? (prepare(veiled(source)) as Sqlite.Statement);
    kept.delete(source);
    kept.set(source, statement);
    if (kept.size > limit) kept.delete(kept.keys().next().value!);
    return statement;
  }) as typeof client.prepare;
}

/**
 * A select whose plan might depend on a value is compiled again whenever it is given one (SQLite with STAT4 and without
 * QPSG, as it comes): ten times the cost of the query itself. Inside a call the planner sees no value to depend on.
 */
const veiled = (source: string) =>
  /^(select|with) /.test(source) ? source.replaceAll(/'[^']*'|"[^"]*"|\?/g, (part) => (part === '?' ? 'coalesce(?, null)' : part)) : source;

function codeOf(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown };
  return code ?? (cause ? codeOf(cause) : undefined);
}
