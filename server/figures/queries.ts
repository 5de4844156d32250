import { and, asc, eq, gte, lte, min } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn } from '../time/wall-time.ts';
import type { Span } from './spans.ts';
import type { Figures } from './wire.ts';

export type Place = Pick<Site, 'id' | 'timeZone'>;
export type KeptFigures = { begins: string; figures: Figures; countedAt: Date };
export type Kept = { siteId: number; span: Span; begins: string; timeZone: string; figures: Figures; countedAt: Date };

/** Those kept, from the first of them to the last, both counted. Index: the key. */
export function figuresOf(
  reader: Reader,
  site: Place,
  { span, first, last }: { span: Span; first: string; last: string },
): Promise<KeptFigures[]> {
  const { siteFigures } = reader.t;
  const { begins, figures, countedAt } = siteFigures;
  return reader
    .select({ begins, figures, countedAt })
    .from(siteFigures)
    .where(and(isOf(reader, site), eq(siteFigures.span, span), gte(begins, first), lte(begins, last)))
    .orderBy(asc(begins));
}

/** When each was counted, by span and first day. */
export async function countedAts(reader: Reader, site: Place): Promise<Map<string, Date>> {
  const { siteFigures } = reader.t;
  const { span, begins, countedAt } = siteFigures;
  const rows = await reader.select({ span, begins, countedAt }).from(siteFigures).where(isOf(reader, site));
  return new Map(rows.map((row) => [`${row.span} ${row.begins}`, row.countedAt]));
}

/** Its first day: of what it opened with, or was brought here. Index: posts_day. */
export async function firstDay(reader: Reader, { id, timeZone, createdAt }: Pick<Site, 'id' | 'timeZone' | 'createdAt'>): Promise<string> {
  const { posts } = reader.t;
  const [row] = await reader
    .select({ at: min(posts.createdAt) })
    .from(posts)
    .where(eq(posts.siteId, id));
  return dateIn(row?.at && row.at < createdAt ? row.at : createdAt, timeZone);
}

/** Of another time zone, they are of other days. */
const isOf = ({ t: { siteFigures } }: Reader, { id, timeZone }: Place) =>
  and(eq(siteFigures.siteId, id), eq(siteFigures.timeZone, timeZone));

/** Over what stood there. */
export async function writeFigures(tx: Writer, row: Kept) {
  const { siteFigures } = tx.t;
  const { timeZone, figures, countedAt } = row;
  await tx
    .insert(siteFigures)
    .values(row)
    .onConflictDoUpdate({ target: [siteFigures.siteId, siteFigures.span, siteFigures.begins], set: { timeZone, figures, countedAt } });
}

/** What was brought here changed days that were counted. */
export async function forgetFigures(tx: Writer, siteId: number) {
  await tx.delete(tx.t.siteFigures).where(eq(tx.t.siteFigures.siteId, siteId));
}
