import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { countBy, spelled } from './library-counter.ts';
import { PATIENCE, type SharedCounter } from './rate-counters.ts';

/**
 * Shared by all processes on one Redis, each count gone by itself when its window ends. One that is not there is tried
 * again and again; meanwhile nothing waits for it.
 */
export async function openRedisCounter(url: string): Promise<SharedCounter> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => {}); // the next act finds out, and says it (open-rate-limiter.ts)
  await client.connect().catch(() => {});
  const store = { storeClient: client, rejectIfRedisNotReady: true };
  const count = countBy((name) => new RateLimiterRedis({ ...store, ...spelled(name), keyPrefix: `terrasse:limit:${name}` }));
  return { count, close: async () => client.disconnect() };
}
