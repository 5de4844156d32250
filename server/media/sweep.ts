import { and, asc, eq, inArray, isNull, lt, notExists, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { shownIn } from './figures.ts';
import { fileNames } from './files.ts';

const DAY_MS = 86_400_000;
/** Media a transaction. */
const BATCH = 100;

/** What was sent a day ago for a post that nobody wrote goes, unless somebody is still at it. */
export async function sweepMedia({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - DAY_MS);
  for (let gone = BATCH; gone === BATCH;) {
    gone = await db.write(async (tx) => {
      const { media, drafts } = tx.t;
      const draft = tx
        .select({ id: drafts.id })
        .from(drafts)
        .where(and(eq(drafts.memberId, media.memberId), sql`${drafts.source} like '%media:' || ${media.uid} || '%'`));
      const rows = await tx
        .select({ id: media.id })
        .from(media)
        .where(and(isNull(media.postId), lt(media.createdAt, before), notExists(draft)))
        .orderBy(asc(media.id))
        .limit(BATCH);
      await dropMedia(
        tx,
        rows.map(({ id }) => id),
        now(),
      );
      return rows.length;
    });
  }
}

/** Rows at once, their files when that is committed. */
async function dropMedia(tx: Writer, ids: number[], at: Date) {
  if (ids.length === 0) return;
  const { media } = tx.t;
  const { siteId: site, kind, type, key, width } = media;
  const gone = await tx.delete(media).where(inArray(media.id, ids)).returning({ siteId: site, kind, type, key, width });
  for (const { siteId, ...medium } of gone)
    await addToOutbox(tx, { kind: 'media.files', siteId, data: { names: fileNames(medium) } satisfies Gone }, at);
}

/** All that members have sent, and no post shows (any more): what ended, no post will. */
export async function eraseMedia({ db, now }: Pick<Deps, 'db' | 'now'>, memberIds: number[]) {
  if (memberIds.length === 0) return;
  await db.write(async (tx) => {
    const { media, posts } = tx.t;
    const rows = await tx
      .select({ id: media.id, uid: media.uid, html: posts.html })
      .from(media)
      .leftJoin(posts, eq(posts.id, media.postId))
      .where(inArray(media.memberId, memberIds));
    const unseen = rows.filter(({ uid, html }) => (shownIn(html ?? '').get(uid)?.kind ?? 'ended') === 'ended');
    await dropMedia(
      tx,
      unseen.map(({ id }) => id),
      now(),
    );
  });
}

type Gone = { names: string[] };

export const mediaOutbox = ({ store }: Pick<Deps, 'store'>): OutboxHandlers => ({
  'media.files': async ({ names }: Gone) => void (await Promise.all(names.map((name) => store.drop(name)))),
});
