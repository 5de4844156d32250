import { getTableColumns, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { postgres } from './columns.ts';
import { tables, type Tables } from './tables.ts';

export type Table = PgTable;
export type Column = PgColumn;
type TableName = keyof Tables;
/** A table as both databases have it: what it is called in the code and in them, its columns, and those of its key. */
export type Planned = { name: TableName; stored: string; columns: string[]; key: string[]; counted: boolean };

/** All tables, each after those that it refers to; none refers to itself. */
export function planMove(): Planned[] {
  const waiting = new Map<string, { name: string; table: Tables[TableName] }>(
    Object.entries(tables(postgres)).map(([name, table]) => [getTableName(table), { name: name as TableName, table }]),
  );
  const planned: Planned[] = [];
  while (waiting.size > 0) {
    for (const [stored, { name, table }] of waiting) {
      const { columns, primaryKeys, foreignKeys } = getTableConfig(table);
      if (foreignKeys.some((key) => waiting.has(getTableName(key.reference().foreignTable)))) continue;
      const names = new Map(Object.entries(getTableColumns(table)).map(([column, { name: own }]) => [own, column]));
      const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
      planned.push({
        name: name as TableName,
        stored,
        columns: [...names.values()],
        key: key.map((column) => names.get(column.name)!),
        counted: columns.some(({ generatedIdentity }) => generatedIdentity),
      });
      waiting.delete(stored);
    }
  }
  return planned;
}

/** As the databases spell it. */
export const spelled = (column: string) => toSnakeCase(column);
