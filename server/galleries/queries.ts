import { and, asc, desc, eq, gt, inArray, isNull, like, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { figuresIn } from '../media/figures.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { GalleryPictureWire } from './wire.ts';

export type Gallery = Reader['t']['galleries']['$inferSelect'];

/** Posts with pictures that one gallery shows; more is an archive. */
const MOST = 500;

export async function galleryIn(reader: Reader, threadId: number): Promise<Gallery | null> {
  const { galleries } = reader.t;
  const [row] = await reader.select().from(galleries).where(eq(galleries.threadId, threadId));
  return row ?? null;
}

/**
 * The pictures of its public posts, as long as their rights last: the newsroom's, and those whose sender said that they may. In
 * its order.
 */
export async function picturesOf(reader: Reader, { threadId, order }: Gallery, now: Date): Promise<GalleryPictureWire[]> {
  const { posts, members } = reader.t;
  const rows = await reader
    .select({ uid: posts.uid, html: posts.html, expert: posts.expert, role: members.role })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(posts.threadId, threadId), eq(posts.state, 'published'), like(posts.html, '%<figure>%')))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(MOST);
  const shown = rows.flatMap(({ uid: post, html, ...author }) =>
    figuresIn(html).flatMap((figure) => (figure.kind === 'image' ? [{ figure, post, ours: isNewsroom(author) || author.expert }] : [])),
  );
  const said = await saidOf(
    reader,
    shown.map(({ figure }) => figure.uid),
    now,
  );
  const free = shown.filter(({ figure, ours }) => said.has(figure.uid) && (ours || said.get(figure.uid)!.statement !== null));
  const placeOf = ({ figure }: (typeof free)[number]) => (order === 'hand' ? (said.get(figure.uid)!.position ?? Infinity) : 0);
  // The same place keeps the order by time: the newest first.
  const inOrder = free.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
  return inOrder.map(({ figure: { uid, url, width, height, widths, alt, credit }, post }) => {
    return { id: uid, url, width, height, widths, alt, credit, post };
  });
}

/** Of those whose rights last, by their ids. */
async function saidOf(reader: Reader, uids: string[], now: Date) {
  const { media, galleryPictures } = reader.t;
  if (uids.length === 0) return new Map<string, never>();
  const rows = await reader
    .select({ uid: media.uid, position: galleryPictures.position, statement: galleryPictures.statement })
    .from(media)
    .leftJoin(galleryPictures, eq(galleryPictures.mediaId, media.id))
    .where(and(inArray(media.uid, uids), isNull(media.removedAt), or(isNull(media.rightsUntil), gt(media.rightsUntil, now))))
    .orderBy(asc(media.id));
  return new Map(rows.map((row) => [row.uid, row]));
}
