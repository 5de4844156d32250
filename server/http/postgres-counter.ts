import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { countBy, spelled } from './library-counter.ts';
import { PATIENCE, type SharedCounter } from './rate-counters.ts';

/** Apart from the database's own: limits are asked for when that one is exhausted. */
const CONNECTIONS = 2;
const LOCK = 728;

/** Shared by all processes on one Postgres, in a table of its own: not logged, since a crash may forget it. */
export async function openPostgresCounter(url: string): Promise<SharedCounter> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE });
  pool.on('error', () => {}); // an idle connection dropped; the pool makes another
  await makeTable(pool);
  const store = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
  const count = countBy(
    (name, isFirst) => new RateLimiterPostgres({ ...store, ...spelled(name), keyPrefix: name, clearExpiredByTimeout: isFirst }),
  );
  return { count, close: () => pool.end() };
}

/** Two processes that start together make it once. */
async function makeTable(pool: pg.Pool) {
  await pool.query(`
    begin;
    select pg_advisory_xact_lock(${LOCK});
    create unlogged table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint);
    commit`);
}
