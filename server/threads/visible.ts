import { and, isNotNull, isNull, lte, or, type SQLWrapper } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** Threads that everybody may read at this moment. What is asked of the row, not of an index: a right taken is taken at once. */
export const isVisibleThread = (reader: Reader, now: Date | SQLWrapper) => {
  const { threads } = reader.t;
  return and(isNotNull(threads.lastAt), isNull(threads.mergedIntoId), isOpened(reader, now));
};

/** Its hour has come. */
export const isOpened = ({ t: { threads } }: Reader, now: Date | SQLWrapper) => or(isNull(threads.opensAt), lte(threads.opensAt, now));
