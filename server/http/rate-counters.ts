import pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { limits, type LimitName } from './rate-limit.ts';

/** How often so far, this time included, and when the count starts anew. */
export type Counts = { acts: number; msLeft: number };
/** Counts one act more. */
export type Counter = (name: LimitName, key: string) => Promise<Counts>;

/** More keys than this means an attack from many addresses: the oldest are forgotten first, memory stays bounded. */
const KEYS = 50_000;

/** In this process's memory, by the clock it is given. */
export function createMemoryCounter(now: () => Date): Counter {
  const windows = new Map<string, { acts: number; end: number }>();
  return async (name, key) => {
    const at = now().getTime();
    const open = windows.get(key);
    const window = open && open.end > at ? open : { acts: 0, end: at + limits[name].ms };
    window.acts++;
    windows.delete(key);
    windows.set(key, window);
    if (windows.size > KEYS) windows.delete(windows.keys().next().value!);
    return { acts: window.acts, msLeft: window.end - at };
  };
}

/** Milliseconds: a limit that takes longer to ask for than the act itself protects nothing. */
const PATIENCE = 1000;
/** Apart from the database's own: limits are asked for when that one is exhausted. */
const CONNECTIONS = 2;
const LOCK = 728;

/** Shared by all processes on one Postgres, in a table of its own: not logged, since a crash may forget it. */
export async function openPostgresCounter(url: string): Promise<{ count: Counter; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE });
  pool.on('error', () => {}); // an idle connection dropped; the pool makes another
  await makeTable(pool);
  const limiters = new Map<LimitName, RateLimiterPostgres>();
  const limiterOf = (name: LimitName) => {
    const limiter = limiters.get(name) ?? openLimiter(pool, name, limiters.size === 0);
    limiters.set(name, limiter);
    return limiter;
  };
  return { count: (name, key) => countIn(limiterOf(name), key), close: () => pool.end() };
}

/** Two processes that start together make it once. */
async function makeTable(pool: pg.Pool) {
  await pool.query(`
    begin;
    select pg_advisory_xact_lock(${LOCK});
    create unlogged table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint);
    commit`);
}

const openLimiter = (pool: pg.Pool, name: LimitName, sweeps: boolean) =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: sweeps,
    keyPrefix: name,
    points: limits[name].count,
    duration: limits[name].ms / 1000,
  });

/** Over its limit, the library rejects with the counts; with anything else where the store failed. */
async function countIn(limiter: RateLimiterPostgres, key: string): Promise<Counts> {
  const { consumedPoints: acts, msBeforeNext: msLeft } = await limiter.consume(key).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  return { acts, msLeft };
}
