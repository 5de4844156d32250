import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { GalleryOrder } from './wire.ts';

export function galleryTables(c: Columns, { sites, threads, media }: SiteTables & ThreadTables & PostTables) {
  /** What a thread of the kind `gallery` has of its own; its pictures are those of its posts. */
  const galleries = c.table(
    'galleries',
    {
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      order: c.text().$type<GalleryOrder>().notNull(),
      /** Readers propose pictures of theirs. */
      readers: c.bool().notNull(),
      /** Under which all of them may be used again; null: none is given. */
      licenceUrl: c.text(),
    },
    (t) => [c.primaryKey({ columns: [t.threadId] })],
  );
  /** What the newsroom says of one picture's place, and its sender of their right to it. */
  const galleryPictures = c.table(
    'gallery_pictures',
    {
      mediaId: c
        .ref()
        .notNull()
        .references(() => media.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      /** Among those of its gallery; null: after all that have one, the newest first. */
      position: c.int(),
      /** Which words of their right its sender ticked, and when; null of the newsroom's. */
      statement: c.int(),
      saidAt: c.time(),
    },
    (t) => [c.primaryKey({ columns: [t.mediaId] }), c.index('gallery_pictures_thread').on(t.threadId, t.position)],
  );
  return { galleries, galleryPictures };
}
