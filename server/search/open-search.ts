import type { Config } from '../config.ts';
import type { Reader } from '../db/database.ts';
import { findPosts, type Asked, type Found } from './find.ts';
import { nearThreads, type NearAsked } from './near.ts';

/** Reads that may take a while: apart from the connection that all others share. */
export type Search = { find(asked: Asked): Promise<Found>; near(asked: NearAsked): Promise<number[]> };

/** Longer, and whoever asked has gone; in ms. */
export const PATIENCE_MS = 3000;

export const searchBy = (reader: Reader): Search => ({
  find: (asked) => findPosts(reader, asked),
  near: (asked) => nearThreads(reader, asked),
});

/** SQLite searches in a thread of its own; PostgreSQL by two connections that it cuts off itself. Both refuse `search_too_wide` when it takes too long. */
export async function openSearch(database: Config['database']): Promise<{ search: Search; close(): Promise<void> }> {
  if (database.kind === 'sqlite') return (await import('./search-in-worker.ts')).searchInWorker(database.file);
  return (await import('./search-postgres.ts')).searchPostgres(database.url);
}
