import { eq } from 'drizzle-orm';
import type { CaseMedium } from '../cases/wire.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { figuresIn, fileUrl, shownIn } from './figures.ts';
import { keyFor } from './key.ts';

/** What a post shows, and what was taken out of it, for who may judge it whatever the public sees. */
export async function mediaOfPost(
  { db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>,
  site: Pick<Site, 'host'>,
  { id, html }: { id: number; html: string },
): Promise<CaseMedium[]> {
  const standing = new Set(figuresIn(html).map(({ uid }) => uid));
  const shown = shownIn(html);
  if (shown.size === 0) return [];
  const { media } = db.read.t;
  const { uid: mediumUid, kind, alt, width } = media;
  const rows = await db.read.select({ uid: mediumUid, kind, alt, width }).from(media).where(eq(media.postId, id)).orderBy(media.id);
  return rows
    .filter(({ uid }) => (shown.get(uid)?.kind ?? 'ended') !== 'ended')
    .map(({ uid, width: widest, ...medium }) => ({
      ...medium,
      id: uid,
      url: `${fileUrl(config, site, { uid, part: medium.kind === 'image' ? widest! : 'play' })}?key=${keyFor(config, uid, now())}`,
      taken: !standing.has(uid),
    }));
}
