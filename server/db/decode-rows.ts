import { Column, is, SQL } from 'drizzle-orm';

/** Columns by name, or by name the columns of a table; what is computed is read as the column that `mapWith` named. */
export type Selection = { [name: string]: Column | SQL | Selection };

/**
 * What makes objects of rows whose values come as an array, in the selection's order; a joined table is null where its
 * key, the first of its columns, is. The function is written for the selection: its objects all have one shape, where
 * V8 makes a slow dictionary of an object that is filled field by field.
 */
export function decoderOf(selection: Selection): (row: unknown[]) => unknown {
  const columns = columnsOf(selection);
  // oxlint-disable-next-line typescript/no-implied-eval -- of names of columns written in this code, never of what somebody sends
  return new Function('columns', `return (row) => (${literalOf(selection)})`)(columns);
}

/** null: of a table. */
function columnOf(field: Selection[string]): Column | null {
  if (is(field, SQL)) return (field as unknown as { decoder: Column }).decoder;
  return is(field, Column) ? field : null;
}

const columnsOf = (selection: Selection): Column[] =>
  Object.values(selection).flatMap((field) => columnOf(field) ?? columnsOf(field as Selection));

/** `{"id": row[0], "at": row[1] === null ? null : columns[1].mapFromDriverValue(row[1])}` */
function literalOf(selection: Selection, start = 0): string {
  let at = start;
  const fields = Object.entries(selection).map(([name, field]) => {
    const column = columnOf(field);
    const value = column ? valueOf(column, at) : `row[${at}] === null ? null : ${literalOf(field as Selection, at)}`;
    at += column ? 1 : columnsOf(field as Selection).length;
    return `${JSON.stringify(name)}: ${value}`;
  });
  return `{${fields.join()}}`;
}

const valueOf = ({ mapFromDriverValue }: Column, at: number) =>
  mapFromDriverValue === Column.prototype.mapFromDriverValue
    ? `row[${at}]`
    : `row[${at}] === null ? null : columns[${at}].mapFromDriverValue(row[${at}])`;
