import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Database, Reader, Writer } from '../db/database.ts';
import type { Format } from '../posts/schema.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import { shownIn } from '../media/figures.ts';
import { callsIn, renderBody, RENDERER } from './render.ts';

const BATCH = 100;

type Means = { db: Database; now: () => Date };
export type Rerendered = { posts: number; changed: number; revisions: number };

/**
 * Brings the HTML of older renderers up to this one's. How far it came is in the posts themselves: broken off, it
 * goes on where it was. Threads whose posts look otherwise now get a new number, so that no cache shows the old ones.
 */
export async function rerender({ db, now }: Means, onProgress: (done: Rerendered) => void = () => {}): Promise<Rerendered> {
  const done = { posts: 0, changed: 0, revisions: 0 };
  for (;;) {
    const stale = await staleTexts(db.read);
    if (stale.length === 0) return done;
    const fresh = await renew(stale);
    const threads = Map.groupBy(fresh, ({ threadId }) => threadId);
    // Waiting together, they are committed together.
    const written = await Promise.all([...threads].map(([threadId, posts]) => writeThread({ db, now }, threadId, posts)));
    for (const { posts, changed, revisions } of written) {
      done.posts += posts;
      done.changed += changed;
      done.revisions += revisions;
    }
    onProgress(done);
  }
}

type Stale = Awaited<ReturnType<typeof staleTexts>>[number];

/** The next posts, oldest renderer first, each with what it said before. Index: posts_renderer. */
async function staleTexts(reader: Reader) {
  const { posts, revisions } = reader.t;
  const rows = await reader
    .select({
      id: posts.id,
      threadId: posts.threadId,
      revision: posts.revision,
      format: posts.format,
      source: posts.source,
      html: posts.html,
    })
    .from(posts)
    .where(lt(posts.renderer, RENDERER))
    .orderBy(asc(posts.renderer), asc(posts.id))
    .limit(BATCH);
  const earlier = await reader
    .select({
      postId: revisions.postId,
      revision: revisions.revision,
      source: revisions.source,
      format: revisions.format,
      html: revisions.html,
    })
    .from(revisions)
    .where(
      inArray(
        revisions.postId,
        rows.map(({ id }) => id),
      ),
    );
  const byPost = Map.groupBy(earlier, ({ postId }) => postId);
  return rows.map((row) => ({ ...row, earlier: byPost.get(row.id) ?? [] }));
}

async function renew(stale: Stale[]) {
  const fresh = ({ source, format, html }: { source: string; format: Format; html: string }) =>
    renderBody(source, format, callsIn(html), shownIn(html));
  const renewed = [];
  for (const post of stale) {
    const earlier = [];
    for (const past of post.earlier) earlier.push({ ...past, fresh: await fresh(past) });
    renewed.push({ ...post, fresh: await fresh(post), earlier });
  }
  return renewed;
}

type Renewed = Awaited<ReturnType<typeof renew>>[number];

async function writeThread({ db, now }: Means, threadId: number, posts: Renewed[]) {
  const place = (await findThreadPlace(db.read, threadId))!;
  return db.write(
    async (tx) => {
      const done = { posts: 0, changed: 0, revisions: 0 };
      for (const post of posts) {
        if (!(await writePost(tx, post))) continue;
        done.posts++;
        done.revisions += post.earlier.length;
        if (post.fresh !== post.html) done.changed++;
      }
      if (done.changed > 0) await appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at: now() });
      return done;
    },
    { lock: place.name },
  );
}

/** False where somebody edited it meanwhile: the edit was rendered by the present renderer. */
async function writePost(tx: Writer, { id, revision, fresh, earlier }: Renewed): Promise<boolean> {
  const { posts, revisions } = tx.t;
  const written = await tx
    .update(posts)
    .set({ html: fresh, renderer: RENDERER })
    .where(and(eq(posts.id, id), eq(posts.revision, revision), lt(posts.renderer, RENDERER)))
    .returning({ id: posts.id });
  if (written.length === 0) return false;
  for (const past of earlier)
    await tx
      .update(revisions)
      .set({ html: past.fresh })
      .where(and(eq(revisions.postId, id), eq(revisions.revision, past.revision)));
  return true;
}
