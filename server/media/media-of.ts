import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { fileUrl } from './figures.ts';
import { keyFor } from './key.ts';
import { widthsOf } from './picture.ts';
import { seenRows } from './seen.ts';

export type MediumOf = Awaited<ReturnType<typeof mediaOf>>[number];

/** All that a post's text shows or would show, in the order it was sent; with an address that opens for a while to who may see this. */
export async function mediaOf({ db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>, site: Pick<Site, 'host'>, postId: number) {
  const rows = (await seenRows(db.read, eq(db.read.t.media.postId, postId))).toSorted((one, other) => (one.uid < other.uid ? -1 : 1));
  return rows.map((row) => {
    const part = row.kind === 'image' ? widthsOf(row.width!)[0]! : 'play';
    const at = (address: string) => `${address}?key=${keyFor(config, row.uid, now())}`;
    const url = fileUrl(config, site, { uid: row.uid, part });
    return {
      ...row,
      url: at(url),
      track: at(url.replace(/play$/, 'captions')),
      ended: row.rightsUntil !== null && row.rightsUntil <= now(),
    };
  });
}
