import { createHmac } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { tellAcross } from './across.ts';
import type { Bus } from './bus.ts';

/** Several processes tell each other, by Redis or by their Postgres; on SQLite there is one. The drivers that are not used are never loaded. */
export async function openBus(
  { database, redisUrl, secret }: Pick<Config, 'database' | 'redisUrl' | 'secret'>,
  local: Bus,
  log: Deps['log'],
): Promise<{ bus: Bus; close(): Promise<void> }> {
  if (database.kind === 'sqlite') return { bus: local, close: async () => {} };
  if (!redisUrl) return tellAcross((await import('./notify.ts')).byNotify(database.url, log), local, { log });
  // Installations may share a Redis.
  const key = `terrasse:told:${createHmac('sha256', secret!).update('told').digest('hex').slice(0, 16)}`;
  return tellAcross((await import('./stream.ts')).byStream({ url: redisUrl, key }, log), local, { log });
}
