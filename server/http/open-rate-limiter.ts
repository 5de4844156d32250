import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createMemoryCounter, openPostgresCounter } from './rate-counters.ts';
import { createRateLimiter, type RateLimiter } from './rate-limit.ts';

/** Processes that share a Postgres count there together; on SQLite there is one, which counts in its memory. */
export async function openRateLimiter(
  { database, secret }: Pick<Config, 'database' | 'secret'>,
  { now, log }: Pick<Deps, 'now' | 'log'>,
): Promise<{ limit: RateLimiter; close(): Promise<void> }> {
  const shared = database.kind === 'postgres' ? await openPostgresCounter(database.url) : null;
  const onLost = (err: unknown) => log.error({ err }, 'limits: this process counts alone');
  return {
    limit: createRateLimiter({ own: createMemoryCounter(now), shared: shared?.count ?? null, secret: secret!, onLost }),
    close: async () => shared?.close(),
  };
}
