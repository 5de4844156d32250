import { and, eq, lt, or, type Column } from 'drizzle-orm';

import { Refusal } from '../errors.ts';

/** A keyset cursor, opaque outside: a value to go on from, the row's id as tiebreaker. */
export type Cursor = { value: number; id: number };

export const writeCursor = ({ value, id }: Cursor) => Buffer.from(`${value}.${id}`).toString('base64url');

/** Refuses `invalid` for what is no cursor of ours. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  const [, value, id] = /^(-?\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (!value || !id) throw new Refusal('invalid', { fields: { cursor: ['field.wrong'] } });
  return { value: Number(value), id: Number(id) };
}

/** The cursor after this row, of a list by time with the latest first. */
export const cursorOf = ({ createdAt, id }: { createdAt: Date; id: number }) => writeCursor({ value: createdAt.getTime(), id });

/** What comes after it, in that order. */
export function earlierThan(at: Column, id: Column, { value, id: last }: Cursor) {
  const time = new Date(value);
  return or(lt(at, time), and(eq(at, time), lt(id, last)));
}
