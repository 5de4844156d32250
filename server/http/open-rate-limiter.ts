import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createMemoryCounter, type Counter, type SharedCounter } from './rate-counters.ts';
import { createRateLimiter, type RateLimiter } from './rate-limit.ts';

/** Several processes count together, in Redis or in their Postgres; on SQLite there is one, which counts in its memory. */
export async function openRateLimiter(
  config: Pick<Config, 'database' | 'redisUrl' | 'secret'>,
  { now, log }: Pick<Deps, 'now' | 'log'>,
): Promise<{ limit: RateLimiter; close(): Promise<void> }> {
  const own = createMemoryCounter(now);
  const shared = await openShared(config);
  const count = shared ? orAlone(shared.count, own, log) : own;
  return { limit: createRateLimiter(config.secret!, count), close: async () => shared?.close() };
}

/** The drivers of the stores that are not used are never loaded. */
async function openShared({ redisUrl, database }: Pick<Config, 'database' | 'redisUrl'>): Promise<SharedCounter | null> {
  if (redisUrl) return (await import('./redis-counter.ts')).openRedisCounter(redisUrl);
  if (database.kind === 'postgres') return (await import('./postgres-counter.ts')).openPostgresCounter(database.url);
  return null;
}

/** Where the shared store does not answer, this process counts by itself (docs/decisions/020-limits.md), and says so once. */
function orAlone(shared: Counter, own: Counter, log: Deps['log']): Counter {
  let lost = false;
  return async (name, key) => {
    try {
      const counts = await shared(name, key);
      if (lost) log.info('limits: the shared store answers again');
      lost = false;
      return counts;
    } catch (err) {
      if (!lost) log.error({ err }, 'limits: the shared store does not answer, this process counts alone');
      lost = true;
      return own(name, key);
    }
  };
}
