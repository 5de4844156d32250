import { setTimeout } from 'node:timers/promises';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { postgres } from './columns.ts';
import type { Database, Dialect, Reader, Writer } from './database.ts';
import { tables } from './tables.ts';
import { tsvector } from './tsvector.ts';

/** Serialisation failures and deadlocks are answers, not errors: run again, this often at most. */
const TRIES = 20;
const MOST_WAIT_MS = 200;
const MIGRATION_LOCK = 727;
/** Milliseconds for a connection: whoever asked has given up by then. */
const PATIENCE_MS = 10_000;
/** Seconds of silence after which either end asks whether the other is still there. */
const SILENT_S = 30;
/** For the server, which hears nothing from a machine that lost its power or its network: its locks are let go within a minute. */
const LET_GO = `set tcp_keepalives_idle = ${SILENT_S}; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4; set tcp_user_timeout = '50s'`;

/**
 * The network's own codes; Postgres's (appendix A of its docs) of a connection that ends, of a server that stops, starts, has no
 * connection left or takes no writes for now (move/); and what pg says where there is no code.
 */
const AWAY =
  /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[123]|25006|53300|Connection terminated.*|timeout exceeded.*|Client has encountered.*)$/;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const dialect: Dialect = {
  name: 'postgres',
  unlocked: (query) => query.for('update', { skipLocked: true }),
  compile: (query, name) => {
    const statement = query.prepare(name);
    return (values) => statement.execute(values);
  },
  isTaken: (error) => codeOf(error) === '23505',
  isOutOfPlace: (error) => dialect.isTaken(error) || codeOf(error) === '23503',
  isAway: (error) => {
    const ours = causesOf(error).find((one) => one instanceof DrizzleQueryError || one instanceof NoConnection);
    return causesOf(ours).some(({ code, message }) => AWAY.test(code ?? message ?? ''));
  },
  nextId: (table) => sql`nextval(pg_get_serial_sequence(${table}, 'id'))`,
  randomId: sql`replace(gen_random_uuid()::text, '-', '')`,
  words: tsvector,
};

/** Opens (and migrates, one node at a time) a Postgres database. */
export async function openPostgres(url: string, migrations: string, max = 10): Promise<Database> {
  const onConnect = (client: pg.ClientBase) => client.query(LET_GO);
  const pool = new pg.Pool({ ...heedful(url), max, connectionTimeoutMillis: PATIENCE_MS, onConnect });
  pool.on('error', () => {}); // an idle connection dropped; the pool makes another
  pool.on('connect', (client) => void client.on('error', () => {}));
  await migrateAlone(pool, migrations);

  const turns = new Map<string, Promise<unknown>>();
  let written = 0;
  const inTurn = <T>(lock: string, work: () => Promise<T>): Promise<T> => {
    // One waiter of this process at a time may hold a connection for this lock: the others wait here, for free.
    const mine = (turns.get(lock) ?? Promise.resolve()).then(work, work);
    const settled = mine.then(noop, noop).then(() => void (turns.get(lock) === settled && turns.delete(lock)));
    turns.set(lock, settled);
    return mine;
  };

  return {
    engine: dialect,
    read: on(drizzle({ client: pool, casing: 'snake_case' })) as unknown as Reader,
    write: async (work, { lock } = {}) => {
      if (inside.getStore()?.open) throw new Error('write() inside write()');
      const locks = [...new Set([lock ?? []].flat())].toSorted();
      const run = () =>
        withClient(pool, locks, (client) => serialised(client, (tx) => insideTurn(() => work(on(tx) as unknown as Writer))));
      // Also where it failed: a commit whose answer was lost may have been one.
      return locks
        .reduceRight<typeof run>((then, one) => () => inTurn(one, then), run)()
        .finally(() => written++);
    },
    version: () => written,
    waiting: () => turns.size + pool.waitingCount,
    close: () => pool.end(),
  };
}

/**
 * A database in one transaction: for who reads it as it was at one moment, or fills it and is done wholly or not at all. No node
 * migrates meanwhile; one that does already is waited for, before anything is locked that it would want.
 */
export type Whole = Pick<Database, 'engine' | 'read' | 'write'> & {
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** From here on a node that starts may migrate again: what is to be read is locked. */
  letMigrate(): Promise<void>;
  migrate(migrations: string): Promise<void>;
};

export async function inOneTransaction<T>(url: string, config: PgTransactionConfig, work: (db: Whole) => Promise<T>): Promise<T> {
  const client = new pg.Client(heedful(url));
  client.on('error', noop); // what is asked next says so
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await drizzle({ client, casing: 'snake_case' }).transaction(async (tx) => work(wholeOf(client, tx)), config);
  } finally {
    await client.end();
  }
}

const wholeOf = (client: pg.Client, tx: PgTransaction): Whole => ({
  engine: dialect,
  read: on(tx) as unknown as Reader,
  write: (part) => tx.transaction((inner) => part(on(inner) as unknown as Writer)),
  query: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await client.query<R>(text, values)).rows,
  letMigrate: async () => void (await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])),
  migrate: async (migrations) => {
    // The migrator would begin a transaction and commit it, and ours with it: it is given a part of ours.
    const { dialect: made, session } = tx as unknown as { dialect: unknown; session: object };
    const inside = Object.create(session, { transaction: { value: tx.transaction.bind(tx) } }) as unknown;
    await migrate({ dialect: made, session: inside } as never, { migrationsFolder: migrations });
  },
});

/** Some connections more that only read a database that is open here; with a limit, Postgres ends what takes longer, in ms. */
export function readPostgres(url: string, options: { max: number; statement_timeout: number }): Pick<Database, 'read' | 'close'> {
  const pool = new pg.Pool({ ...heedful(url), ...options });
  pool.on('error', noop);
  return { read: on(drizzle({ client: pool, casing: 'snake_case' })) as unknown as Reader, close: () => pool.end() };
}

const t = tables(postgres);
const on = <T extends object>(db: T) => Object.assign(db, { t, engine: dialect });
const noop = () => {};
const heedful = (connectionString: string) => ({ connectionString, keepAlive: true, keepAliveInitialDelayMillis: SILENT_S * 1000 });
const inside = new AsyncLocalStorage<{ open: boolean }>();

function insideTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = { open: true };
  return inside.run(turn, () => work().finally(() => (turn.open = false)));
}

/** Whatever else does not answer says so with the same codes: what is the database's is marked. */
class NoConnection extends Error {
  constructor(cause: unknown) {
    super('no connection to the database', { cause });
  }
}
const lost = (cause: unknown): never => {
  throw new NoConnection(cause);
};

/** The lock is taken before the transaction begins, so that its snapshot already holds what the last holder wrote. */
async function withClient<T>(pool: pg.Pool, locks: string[], work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(lost);
  let broken: Error | undefined;
  try {
    for (const lock of locks) await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lock]).catch(lost);
    try {
      return await work(client);
    } finally {
      for (const lock of locks)
        await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [lock]).catch((error: Error) => (broken = error));
    }
  } finally {
    client.release(broken); // a connection that may still hold the lock is closed
  }
}

type PgDatabase = ReturnType<typeof drizzle<Record<string, never>, pg.PoolClient>>;
type PgTransaction = Parameters<Parameters<PgDatabase['transaction']>[0]>[0];

async function serialised<T>(client: pg.PoolClient, work: (tx: PgTransaction) => Promise<T>): Promise<T> {
  const db = drizzle({ client, casing: 'snake_case' });
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work, { isolationLevel: 'serializable' });
    } catch (error) {
      if (attempt === TRIES || !['40001', '40P01'].includes(codeOf(error) ?? '')) throw error;
      await setTimeout(Math.random() * Math.min(MOST_WAIT_MS, 5 * 2 ** attempt)); // or they would meet again
    }
  }
}

async function migrateAlone(pool: pg.Pool, migrations: string) {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: migrations });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(noop);
    client.release();
  }
}

const codeOf = (error: unknown) => causesOf(error).find(({ code }) => code)?.code;

/** The error, what caused it, and so on. */
function causesOf(error: unknown): { code?: string; message?: string }[] {
  return error ? [error, ...causesOf((error as { cause?: unknown }).cause)] : [];
}
