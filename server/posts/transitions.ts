// The states of a post, and the only ways between them. Each keeps the counters, the ranks and the thread's numbers true.
//
//   held ──publish──> published ──takeDown──> removed (moderation), deleted (author), held (a late edit)
//   held ──settle───> rejected, deleted
//   rejected, removed ──publish──> published (a decision reversed)
//   rejected ──putBack──> held (a decision undone)
//
// All run inside a transaction that holds the thread's lock, on the row as it is there.
import { eq, sql } from 'drizzle-orm';
import { given, preparedWrite, type Writer } from '../db/database.ts';
import { forgetInInbox, noteInInbox } from '../inbox/feed.ts';
import { previewLinksSoon } from '../previews/preview-links.ts';
import { tellReports } from '../reporting/tell-reports.ts';
import { noteAnswer } from '../threads/answering.ts';
import { forgetAnswer } from '../threads/keep-answer.ts';
import { forgetMarks } from '../threads/marks.ts';
import { addHeld, appendChange, shutUnopened, threadIn } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import type { PostIn } from './queries.ts';
import { tellPublished } from './tell-published.ts';

/** `later`: people and webhooks learn of it once it can no longer be undone (cases/tell-decision.ts). Open pages change at once. */
export type Telling = 'now' | 'later';

/** Makes a post public. Resolves with the thread's new number. */
export async function publish(tx: Writer, post: PostIn, at: Date, telling: Telling = 'now'): Promise<number> {
  const { posts, members } = tx.t;
  if (post.state === 'held') await addHeld(tx, post.threadId, -1);
  const rank = post.rank ?? (await nextRank(tx, post));
  if (!post.listed) await addToBranch(tx, post);
  const show = preparedWrite(tx, 'show post', () =>
    tx
      .update(posts)
      .set({ state: 'published', listed: true, rank: given(posts.rank, 'rank') })
      .where(eq(posts.id, sql.placeholder('id'))),
  );
  const count = preparedWrite(tx, 'count post of member', () =>
    tx
      .update(members)
      .set({ postCount: sql`${members.postCount} + 1` })
      .where(eq(members.id, sql.placeholder('authorId'))),
  );
  await show({ id: post.id, rank });
  await count(post);
  await previewLinksSoon(tx, post, at);
  const thread = await threadIn(tx, post.threadId);
  if (telling === 'now') await tellPublished(tx, post, thread, at);
  await noteAnswer(tx, post, thread, at);
  await noteInInbox(tx, post, thread, at);
  if (post.id === thread.openingId) await tellReports(tx, post, at);
  return appendChange(tx, { threadId: post.threadId, kind: 'post.published', postId: post.id, count: 1, at });
}

/** Takes a public post away. It keeps its place while replies hang on it. Resolves with the thread's new number. */
export async function takeDown(
  tx: Writer,
  post: PostIn,
  to: 'removed' | 'deleted' | 'held',
  at: Date,
  telling: Telling = 'now',
): Promise<number> {
  const { posts, members } = tx.t;
  if (to === 'held') await addHeld(tx, post.threadId, 1);
  const listed = post.replies > 0;
  await tx.update(posts).set({ state: to, listed }).where(eq(posts.id, post.id));
  if (!listed) await dropFromBranch(tx, post);
  await tx
    .update(members)
    .set({ postCount: sql`${members.postCount} - 1` })
    .where(eq(members.id, post.authorId));
  if (telling === 'now') await tellWebhooks(tx, { event: `post.${to}`, siteId: post.siteId, subject: post.uid }, at);
  const kind = to === 'deleted' ? 'post.deleted' : 'post.removed';
  const seq = await appendChange(tx, { threadId: post.threadId, kind, postId: post.id, count: -1, at });
  await forgetAnswer(tx, post);
  await forgetInInbox(tx, post, at);
  await forgetMarks(tx, post);
  await shutUnopened(tx, post.threadId);
  return seq;
}

/** Ends the wait of a held post without making it public: nobody else knew of it, so no change is told. */
export async function settle(tx: Writer, post: PostIn, to: 'rejected' | 'deleted', at: Date, telling: Telling = 'now') {
  if (post.state === 'held') await addHeld(tx, post.threadId, -1);
  await tx.update(tx.t.posts).set({ state: to }).where(eq(tx.t.posts.id, post.id));
  if (telling === 'now') await tellWebhooks(tx, { event: `post.${to}`, siteId: post.siteId, subject: post.uid }, at);
}

/** A refused post waits again. */
export async function putBack(tx: Writer, post: PostIn) {
  await addHeld(tx, post.threadId, 1);
  await tx.update(tx.t.posts).set({ state: 'held' }).where(eq(tx.t.posts.id, post.id));
}

/** A place in the branch, once and for all: replies load in the order in which they became public. */
async function nextRank(tx: Writer, post: PostIn): Promise<number> {
  if (post.parentId === null) return 0;
  const { posts } = tx.t;
  const [root] = await tx
    .update(posts)
    .set({ lastRank: sql`${posts.lastRank} + 1` })
    .where(eq(posts.id, post.rootId))
    .returning({ rank: posts.lastRank });
  return root!.rank;
}

/** A place above it that had closed opens again: its author's text stays gone. */
async function addToBranch(tx: Writer, leaf: Pick<PostIn, 'parentId' | 'rootId'>) {
  const { posts } = tx.t;
  await addReply(tx, leaf.parentId, leaf.rootId, 1);
  if (leaf.parentId === null) return;
  const [parent] = await tx
    .select({ id: posts.id, parentId: posts.parentId, rootId: posts.rootId, listed: posts.listed })
    .from(posts)
    .where(eq(posts.id, leaf.parentId));
  if (parent!.listed) return;
  await tx.update(posts).set({ listed: true }).where(eq(posts.id, parent!.id));
  await addToBranch(tx, parent!);
}

async function addReply(tx: Writer, parentId: number | null, rootId: number, by: 1 | -1) {
  if (parentId === null) return;
  const { posts } = tx.t;
  await tx
    .update(posts)
    .set({ replies: sql`${posts.replies} + ${by}` })
    .where(eq(posts.id, parentId));
  await tx
    .update(posts)
    .set({ branch: sql`${posts.branch} + ${by}` })
    .where(eq(posts.id, rootId));
}

/** A place and the listed ones under it, `listed` in all, go to another branch (threads/move-branch.ts). */
export async function leaveBranch(tx: Writer, post: Pick<PostIn, 'parentId' | 'rootId' | 'listed'>, listed: number) {
  const { posts } = tx.t;
  await tx
    .update(posts)
    .set({ branch: sql`${posts.branch} - ${listed - Number(post.listed)}` })
    .where(eq(posts.id, post.rootId));
  if (post.listed) await dropFromBranch(tx, post);
}

/** The empty places above it that it alone held open go with it. */
async function dropFromBranch(tx: Writer, leaf: Pick<PostIn, 'parentId' | 'rootId'>) {
  const { posts } = tx.t;
  await addReply(tx, leaf.parentId, leaf.rootId, -1);
  if (leaf.parentId === null) return;
  const [parent] = await tx
    .select({ id: posts.id, parentId: posts.parentId, rootId: posts.rootId, state: posts.state, replies: posts.replies })
    .from(posts)
    .where(eq(posts.id, leaf.parentId));
  if (parent!.state === 'published' || parent!.replies > 0) return;
  await tx.update(posts).set({ listed: false }).where(eq(posts.id, parent!.id));
  await dropFromBranch(tx, parent!);
}
