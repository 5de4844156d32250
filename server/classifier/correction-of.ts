import { eq, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { decodeCorrection, type Correction } from './learn.ts';

type Kept = { fittedAt: number; correction: Correction | null };
/** By site: a table is 64 KB, and read again only when it was made anew. */
const kept = new WeakMap<Reader, Map<number, Kept>>();

/** What a site's decisions have taught; null before, or where there was too little to learn from. */
export async function correctionOf(reader: Reader, siteId: number): Promise<Correction | null> {
  const fittedAt = await fittedAtOf(reader, siteId);
  if (fittedAt === null) return null;
  const sites = kept.get(reader) ?? new Map<number, Kept>();
  kept.set(reader, sites);
  const known = sites.get(siteId);
  if (known?.fittedAt === fittedAt.getTime()) return known.correction;
  const { corrections } = reader.t;
  const [row] = await reader
    .select({ bytes: corrections.bytes, at: corrections.fittedAt })
    .from(corrections)
    .where(eq(corrections.siteId, siteId));
  const correction = row!.bytes.length > 0 ? decodeCorrection(row!.bytes) : null;
  sites.set(siteId, { fittedAt: row!.at.getTime(), correction });
  return correction;
}

async function fittedAtOf(reader: Reader, siteId: number): Promise<Date | null> {
  const { corrections } = reader.t;
  const query = preparedRows(reader, 'correction of', () =>
    reader
      .select({ fittedAt: corrections.fittedAt })
      .from(corrections)
      .where(eq(corrections.siteId, sql.placeholder('siteId'))),
  );
  const [row] = await query({ siteId });
  return row?.fittedAt ?? null;
}
