import type { Database, Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { siteColumns } from '../sites/queries.ts';
import { countFigures } from './count-figures.ts';
import { dueOf, type Due } from './due.ts';
import { writeFigures, type Kept } from './queries.ts';
import { momentsOf } from './spans.ts';

/** Counts one after the other, each told once it is. */
export type Counter = (due: Due[], now: Date, onCounted: (kept: Kept) => Promise<void>) => Promise<void>;

/** Counts what is not yet, or is not settled, and keeps it; resolves with how many days and months. */
export async function keepFigures({ db, now }: Pick<Deps, 'db' | 'now'>, counter: Counter): Promise<number> {
  const at = now();
  const { sites } = db.read.t;
  const all = await db.read.select(siteColumns(db.read.t)).from(sites);
  const due = (await Promise.all(all.map((site) => dueOf(db.read, site, at)))).flat();
  if (due.length > 0) await counter(due, at, (kept) => keep(db, kept));
  return due.length;
}

const keep = (db: Database, kept: Kept) => db.write((tx) => writeFigures(tx, kept));

/** In this very thread. */
export const countHere =
  (reader: Reader): Counter =>
  async (due, now, onCounted) => {
    for (const { siteId, span, begins, timeZone } of due) {
      const figures = await countFigures(reader, { siteId, ...momentsOf(span, begins, timeZone), now });
      await onCounted({ siteId, span, begins, timeZone, figures, countedAt: now });
    }
  };
