import { readPostgres } from '../db/postgres.ts';
import { Refusal } from '../errors.ts';
import { PATIENCE_MS, searchBy, type Search } from './open-search.ts';

/** Searches at a time: more would take what writers need. */
const CONNECTIONS = 2;

export function searchPostgres(url: string): { search: Search; close(): Promise<void> } {
  const { read, close } = readPostgres(url, { max: CONNECTIONS, statement_timeout: PATIENCE_MS });
  const { find, near } = searchBy(read);
  return { search: { find: (asked) => find(asked).catch(asRefusal), near: (asked) => near(asked).catch(asRefusal) }, close };
}

function asRefusal(error: unknown): never {
  const { code } = ((error as { cause?: unknown }).cause ?? error) as { code?: string };
  throw code === CANCELED ? new Refusal('search_too_wide') : error;
}
/** query_canceled */
const CANCELED = '57014';
