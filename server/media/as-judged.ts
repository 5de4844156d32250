import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { redrawFigures } from './draw-figure.ts';
import { withKeys } from './figures.ts';
import { seenOf, seenRows, standingsOf } from './seen.ts';

type Judged = { postId: number; html: string };

/** A post with all that it shows, what was taken out of it too: who judges it sees what was judged. */
export async function asJudged(
  { db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>,
  site: Pick<Site, 'host' | 'settings'>,
  { postId, html }: Judged,
): Promise<string> {
  const rows = await seenRows(db.read, eq(db.read.t.media.postId, postId));
  if (rows.length === 0) return html;
  const standings = standingsOf(rows, (row) => seenOf(config, site, { ...row, taken: null }));
  return withKeys(redrawFigures(html, standings), config, now());
}
