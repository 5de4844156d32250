import { and, desc, eq, gt } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { ExportsWire } from './wire.ts';

/** Of somebody, without their contents. */
export async function exportsOf(reader: Reader, memberId: number, now: Date): Promise<ExportsWire> {
  const { listExports } = reader.t;
  const { uid: id, input, name, state, failure, progress, rows, createdAt, expiresAt } = listExports;
  const found = await reader
    .select({ id, input, name, state, failure, progress, rows, createdAt, expiresAt })
    .from(listExports)
    .where(and(eq(listExports.byId, memberId), gt(listExports.expiresAt, now)))
    .orderBy(desc(listExports.id));
  return {
    exports: found.map(({ createdAt: at, expiresAt: until, ...row }) => ({ ...row, at: at.toISOString(), until: until.toISOString() })),
  };
}
