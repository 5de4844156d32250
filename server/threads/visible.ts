import { and, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** Threads that everybody may read at this moment. What is asked of the row, not of an index: a right taken is taken at once. */
export const isVisibleThread = ({ t: { threads } }: Reader, now: Date) =>
  and(isNotNull(threads.lastAt), isNull(threads.mergedIntoId), or(isNull(threads.opensAt), lte(threads.opensAt, now)));
