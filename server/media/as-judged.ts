import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { callsIn, renderBody } from '../markdown/render.ts';
import type { Format } from '../posts/schema.ts';
import type { Site } from '../sites/queries.ts';
import { withKeys } from './figures.ts';
import { seenOf, seenRows } from './seen.ts';

type Judged = { postId: number; html: string; source: string; format: Format };

/** A post with all that it shows, what was taken out of it too: who judges it sees what was judged. */
export async function asJudged(
  { db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>,
  site: Pick<Site, 'host' | 'settings'>,
  { postId, html, source, format }: Judged,
): Promise<string> {
  const rows = await seenRows(db.read, eq(db.read.t.media.postId, postId));
  if (rows.length === 0) return html;
  const shown = new Map(rows.map((row) => [row.uid, seenOf(config, site, { ...row, taken: null })]));
  return withKeys(await renderBody(source, format, callsIn(html), shown), config, now());
}
