import { and, eq, or, sql, type SQL } from 'drizzle-orm';
import type { Database, Reader, Writer } from '../db/database.ts';
import { CommandProblem } from '../ops/command.ts';
import { lacksRoom } from '../ops/lacks-room.ts';
import { spelled, type Column, type Planned, type Table } from '../db/plan.ts';

/** Rows: what a statement holds of the widest table, and a page of two memories at once. */
const PAGE = 200;

type Row = Record<string, unknown>;
/** `live`: there is somebody who writes at the source meanwhile. */
export type Pair = { from: Pick<Database, 'read'>; to: Pick<Database, 'engine' | 'read' | 'write'>; live: boolean };
/** What was found at the source, and what of it was not the same at the target; some of that may be left to another walk, where it is live. */
export type Walked = { rows: number; changed: number };

/**
 * Brings one table of the target to what the source has: what is missing or otherwise there is written, in pages. Where all is the
 * same nothing is, so that whoever was broken off goes on by walking again, and a walk that changes nothing has compared every row.
 */
export async function bring({ from, to, live }: Pair, table: Planned): Promise<Walked> {
  const walked: Walked = { rows: 0, changed: 0 };
  for (let rows = await pageOf(from.read, table, null); rows.length > 0; rows = await pageOf(from.read, table, rows.at(-1)!)) {
    const wanted = rows.map((row) => asMoved(table, row));
    const there = new Map((await rowsAt(to.read, table, wanted)).map((row) => [keyOf(table, row), said(row)]));
    const wrong = wanted.filter((row) => there.get(keyOf(table, row)) !== said(row));
    if (wrong.length > 0) await putAll({ to, live }, table, wrong);
    walked.rows += rows.length;
    walked.changed += wrong.length;
  }
  return walked;
}

/** Takes away what the source no longer has. Resolves with how many; what something still refers to is told to `stuck`, and left. */
export async function removeGone({ from, to }: Pair, table: Planned, stuck: (error: unknown) => void): Promise<number> {
  let gone = 0;
  for (let rows = await pageOf(to.read, table, null); rows.length > 0; rows = await pageOf(to.read, table, rows.at(-1)!)) {
    const there = new Set((await rowsAt(from.read, table, rows)).map((row) => keyOf(table, row)));
    const extra = rows.filter((row) => !there.has(keyOf(table, row)));
    if (extra.length > 0)
      await to
        .write(async (tx) => void (await tx.delete(tableOf(tx, table)).where(isOneOf(tx, table, extra))))
        .catch((error: unknown) => {
          if (!to.engine.isOutOfPlace(error)) throw error;
          stuck(error);
        });
    gone += extra.length;
  }
  return gone;
}

/** The words of posts are made anew by whoever serves them: each database has them in its own form. */
const asMoved = ({ name }: Planned, row: Row): Row => (name === 'posts' ? { ...row, unindexed: true } : row);

const tableOf = (reader: Reader, { name }: Planned) => reader.t[name] as Table;
const columnsOf = (reader: Reader, { name, key }: Planned) =>
  key.map((column) => (reader.t[name] as unknown as Record<string, Column>)[column]!);

/** In the order of the key, as this database has it: another may sort words otherwise. */
async function pageOf(reader: Reader, table: Planned, after: Row | null): Promise<Row[]> {
  const columns = columnsOf(reader, table);
  const last = after && sql`(${list(columns)}) > (${list(table.key.map((name, i) => sql.param(after[name], columns[i])))})`;
  return reader
    .select()
    .from(tableOf(reader, table))
    .where(last ?? undefined)
    .orderBy(...columns)
    .limit(PAGE);
}

const list = (parts: (SQL | Column | ReturnType<typeof sql.param>)[]) =>
  sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );

const rowsAt = async (reader: Reader, table: Planned, rows: Row[]): Promise<Row[]> =>
  rows.length === 0
    ? []
    : reader
        .select()
        .from(tableOf(reader, table))
        .where(isOneOf(reader, table, rows));

const isOneOf = (reader: Reader, table: Planned, rows: Row[]) => {
  const columns = columnsOf(reader, table);
  return or(...rows.map((row) => and(...columns.map((column, i) => eq(column, row[table.key[i]!])))));
};

async function putAll({ to, live }: Omit<Pair, 'from'>, table: Planned, rows: Row[]) {
  try {
    await to.write((tx) => put(tx, table, rows));
  } catch (error) {
    if (to.engine.isAway(error) || lacksRoom(error)) throw error;
    for (const row of rows)
      await to
        .write((tx) => put(tx, table, [row]))
        .catch((refused: unknown) => (live && to.engine.isOutOfPlace(refused)) || sayRefused(table, row, refused));
  }
}

function sayRefused(table: Planned, row: Row, error: unknown): never {
  const { message, cause } = error as Error;
  throw new CommandProblem('move.refused', {
    table: table.stored,
    key: table.key.map((name) => `${spelled(name)} = ${String(row[name])}`).join(', '),
    detail: cause instanceof Error ? cause.message : message,
  });
}

async function put(tx: Writer, table: Planned, rows: Row[]) {
  const others = table.columns.filter((column) => !table.key.includes(column));
  const insert = tx.insert(tableOf(tx, table)).values(rows);
  if (others.length === 0) return void (await insert.onConflictDoNothing());
  await insert.onConflictDoUpdate({
    target: columnsOf(tx, table),
    set: Object.fromEntries(others.map((column) => [column, sql`excluded.${sql.identifier(spelled(column))}`])),
  });
}

const keyOf = ({ key }: Planned, row: Row) => said(Object.fromEntries(key.map((name) => [name, row[name]])));

/** The same words for the same row, whichever database had it: jsonb gives the parts of an object in an order of its own. */
const said = (row: Row) => JSON.stringify(row, (_, value: unknown) => (isObject(value) ? sorted(value) : value));
const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const sorted = (value: Row) => Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
