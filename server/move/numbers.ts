// The numbers that rows are given as they come: one that was given and taken back is not given again in another database.
import type { Database as Sqlite } from 'better-sqlite3';
import { planMove } from '../db/plan.ts';

export type Numbers = {
  /** The last that was given to a row of this table; null where none was. */
  last(table: string): Promise<number | null>;
  setLast(table: string, last: number): Promise<void>;
};

export const numbersOfSqlite = (db: Sqlite): Numbers => ({
  last: async (table) => db.prepare<[string], number>('select seq from sqlite_sequence where name = ?').pluck().get(table) || null,
  setLast: async (table, last) => {
    const { changes } = db.prepare('update sqlite_sequence set seq = ? where name = ?').run(last, table);
    if (changes === 0) db.prepare('insert into sqlite_sequence (seq, name) values (?, ?)').run(last, table);
  },
});

export const numbersOfPostgres = (query: (text: string, values: unknown[]) => Promise<unknown[]>): Numbers => ({
  last: async (table) => {
    const rows = await query('select pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass) as last', [table, 'id']);
    const [{ last }] = rows as [{ last: number | string | null }];
    return last === null ? null : Number(last);
  },
  setLast: async (table, last) => void (await query('select setval(pg_get_serial_sequence($1, $2), $3)', [table, 'id', last])),
});

export async function bringNumbers(from: Numbers, to: Numbers) {
  for (const { stored } of planMove().filter(({ counted }) => counted)) {
    const last = await from.last(stored);
    if (last !== null) await to.setLast(stored, last);
  }
}
