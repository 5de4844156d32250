import type { Reader } from '#server/db/database.ts';
import { planMove } from '#server/db/plan.ts';

/** All that a database holds, table by table; what is found anew apart. */
export async function rowsOf(reader: Reader) {
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of planMove()) {
    const rows: Record<string, unknown>[] = await reader.select().from(reader.t[name] as never);
    const order = (row: Record<string, unknown>) => JSON.stringify(key.map((column) => row[column]));
    all[name] = rows.map((row) => ({ ...row, unindexed: null })).toSorted((a, b) => (order(a as never) < order(b as never) ? -1 : 1));
  }
  return all;
}
