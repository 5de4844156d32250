import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import { alone, linksIn } from './links-in.ts';
import { playedAt } from './players.ts';
import { readPage } from './read-page.ts';
import { readPlayer } from './read-player.ts';

type Waiting = { post: number };

/** Once it is public, and after each change: the pages a post links to are asked what they are, when there is time. */
export async function previewLinksSoon(tx: Writer, { id, siteId, html }: Pick<PostIn, 'id' | 'siteId' | 'html'>, at: Date, before = '') {
  if (linksIn(html + before, '').length === 0) return;
  await addToOutbox(tx, { kind: 'post.links', siteId, data: { post: id } satisfies Waiting }, at);
}

export const previewOutbox = (deps: Deps): OutboxHandlers => ({ 'post.links': (waiting: Waiting) => previewLinks(deps, waiting) });

/** A page that does not answer is not asked again: a link is good without. */
async function previewLinks({ db, bus, fetch, now }: Deps, { post: postId }: Waiting) {
  const read = await postIn(db.read, postId);
  const place = read && (await findThreadPlace(db.read, read.threadId));
  if (!place || read.state !== 'published' || place.site.settings.linkPreviews === false) return;
  const lines = alone(read.html);
  const found = await Promise.all(
    linksIn(read.html, place.site.host).map((url) => {
      const played = lines.has(url) ? playedAt(url) : null;
      return played ? readPlayer(fetch, url, played) : readPage(fetch, url);
    }),
  );
  const previews = found.filter((one) => one !== null);
  const seq = await db.write(
    async (tx) => {
      const { posts } = tx.t;
      const post = (await postIn(tx, postId))!;
      if (post.state !== 'published' || post.revision !== read.revision || post.threadId !== read.threadId) return null;
      const [row] = await tx.select({ previews: posts.previews }).from(posts).where(eq(posts.id, postId));
      if (JSON.stringify(row!.previews ?? []) === JSON.stringify(previews)) return null;
      await tx
        .update(posts)
        .set({ previews: previews.length > 0 ? previews : null })
        .where(eq(posts.id, postId));
      return appendChange(tx, { threadId: post.threadId, kind: 'post.edited', postId, count: 0, at: now() });
    },
    { lock: place.name },
  );
  if (seq !== null) bus.emit('thread.changed', { threadId: place.thread.id, place: place.name, seq, kind: 'post.edited' });
}
