import { desc, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { conversation } from '../follows/around.ts';
import { moveFollows } from '../follows/forget.ts';
import { logCase } from '../cases/log.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { tellOfMove } from '../notifications/notify.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { bringVotes } from '../ideas/merge-ideas.ts';
import { bringPolls } from '../polls/bring-polls.ts';
import { kinds } from './kinds.ts';
import { addLinks } from './linked-articles.ts';
import { makeRoot, moveAll, moveBranch, recount, type Seqs, type Way } from './move-branch.ts';
import type { Place, Thread } from './queries.ts';
import type { Kind } from './wire.ts';

type There = Place & { thread: Thread };
type By = Pick<Actor, 'member'>;

/**
 * A post goes to another thread of the site with all that hangs on it, and is a root there; its address stays. Its author
 * is told. Refuses `not_found` unless both threads are theirs to moderate, `opening_stays` for what a thread opens with
 * (it goes with its thread: mergeThread), `thread_merged` where either thread has gone into another one, `partner_stays` where either is held with a partner.
 */
export async function movePost(deps: Deps, by: By, { postId, from, to }: { postId: number; from: There; to: There }) {
  if (from.thread.id === to.thread.id) return;
  const at = deps.now();
  const way = { from: from.thread.id, to: to.thread.id };
  const moved = await deps.db.write(
    async (tx) => {
      await refuseUnlessTheirs(tx, by, [way.from, way.to]);
      const post = await movable(tx, postId, way.from);
      const done = await moveBranch(tx, post, way, at);
      await tell(tx, { post, by, from: from.thread, to: to.thread }, at);
      return done;
    },
    { lock: [from.name, to.name] },
  );
  announce(deps, [from, to], moved);
}

/**
 * All posts of a thread go to another one of the site. What is left is a row that leads there, its article and its old
 * addresses with it; nothing is written in it any more. Refuses as `movePost`; `invalid` into itself, `event_stays`.
 */
export async function mergeThread(deps: Deps, by: By, { from, to }: { from: There; to: There }) {
  if (from.thread.id === to.thread.id) throw new Refusal('invalid', { fields: { into: ['field.same_thread'] } });
  if (kinds[from.thread.kind].stays) throw new Refusal('event_stays');
  const at = deps.now();
  const way = { from: from.thread.id, to: to.thread.id };
  const moved = await deps.db.write(
    async (tx) => {
      await refuseUnlessTheirs(tx, by, [way.from, way.to]);
      await bringInvited(tx, way);
      await bringLinks(tx, way);
      await bringVotes(tx, way, at);
      await bringPolls(tx, way);
      await moveFollows(tx, { siteId: from.site.id, from: followedAs(from), to: followedAs(to) });
      const { threads } = tx.t;
      await tx.update(threads).set({ mergedIntoId: way.to }).where(eq(threads.mergedIntoId, way.from));
      await tx.update(threads).set({ mergedIntoId: way.to, closedAt: at, openingId: null, pinnedAt: null }).where(eq(threads.id, way.from));
      return moveAll(tx, way, at);
    },
    { lock: [from.name, to.name] },
  );
  announce(deps, [from, to], moved);
}

/**
 * Posts of a thread, each with what hangs on it, become a thread of their own: it opens with the first of them, by time.
 * Resolves with its outside id. Refuses as `movePost`; `invalid` where one of them is not of this thread, or hangs on another.
 */
export async function splitThread(
  deps: Deps,
  by: By,
  { postIds, from, title, spaceId }: { postIds: number[]; from: There; title: string; spaceId: number },
): Promise<string> {
  const at = deps.now();
  const uid = deps.newId();
  const seq = await deps.db.write(
    async (tx) => {
      await refuseUnlessTheirs(tx, by, [from.thread.id]);
      await refuseUnlessModerator(tx, by.member.id, spaceId);
      const posts = await apart(tx, postIds, from.thread.id);
      const way = { from: from.thread.id, to: await insertThread(tx, { uid, from: from.thread, title, spaceId, opening: posts[0]! }, at) };
      let seq = 0;
      for (const { id } of posts) {
        // As it is once those before it have gone: a place they held open may have closed.
        const post = (await postIn(tx, id))!;
        seq = (await moveBranch(tx, post, way, at)).from;
        await tell(tx, { post, by, from: from.thread, to: { id: way.to, uid } }, at);
      }
      await openWith(tx, posts[0]!, way.to);
      return seq;
    },
    { lock: from.name },
  );
  deps.bus.emit('thread.changed', { threadId: from.thread.id, place: from.name, seq, kind: 'posts.moved' });
  return uid;
}

const followedAs = ({ thread, articleKey }: There) => conversation({ threadId: thread.id, articleKey });

async function refuseUnlessTheirs(tx: Writer, { member }: By, ids: number[]) {
  const { threads } = tx.t;
  const rows = await tx
    .select({ siteId: threads.siteId, spaceId: threads.spaceId, mergedIntoId: threads.mergedIntoId, partnerId: threads.partnerId })
    .from(threads)
    .where(inArray(threads.id, ids));
  for (const { siteId, spaceId, mergedIntoId, partnerId } of rows) {
    if (siteId !== rows[0]!.siteId) throw new Refusal('not_found');
    await refuseUnlessModerator(tx, member.id, spaceId);
    if (mergedIntoId !== null) throw new Refusal('thread_merged');
    // What was said under its label would lose it; what was not would bear it.
    if (partnerId !== null) throw new Refusal('partner_stays');
  }
}

async function movable(tx: Writer, id: number, threadId: number): Promise<PostIn> {
  const { threads } = tx.t;
  const post = (await postIn(tx, id))!;
  if (post.threadId !== threadId || (post.state !== 'published' && post.state !== 'held')) throw new Refusal('not_found');
  const [opens] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.openingId, id));
  if (opens) throw new Refusal('opening_stays');
  return post;
}

/** None of them goes along with another one already. */
async function apart(tx: Writer, ids: number[], threadId: number): Promise<PostIn[]> {
  const found = [];
  for (const id of new Set(ids)) found.push(await movable(tx, id, threadId));
  const chosen = new Set(ids);
  const alone = [];
  for (const post of found) if (!(await hangsOn(tx, post, chosen))) alone.push(post);
  return alone.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id);
}

async function hangsOn(tx: Writer, { parentId }: Pick<PostIn, 'parentId'>, chosen: Set<number>): Promise<boolean> {
  if (parentId === null) return false;
  return chosen.has(parentId) || hangsOn(tx, (await postIn(tx, parentId))!, chosen);
}

async function insertThread(
  tx: Writer,
  { uid, from, title, spaceId, opening }: { uid: string; from: Thread; title: string; spaceId: number; opening: PostIn },
  at: Date,
): Promise<number> {
  const kind: Kind = 'discussion';
  const [made] = await tx
    .insert(tx.t.threads)
    .values({ uid, siteId: from.siteId, kind, spaceId, title, authorId: opening.authorId, openingId: opening.id, createdAt: at })
    .returning({ id: tx.t.threads.id });
  return made!.id;
}

/** What hung on the opening answers the thread: roots, like those who came later. */
async function openWith(tx: Writer, opening: PostIn, threadId: number) {
  const { posts } = tx.t;
  const replies = await tx.select({ id: posts.id }).from(posts).where(eq(posts.parentId, opening.id));
  for (const { id } of replies) await makeRoot(tx, (await postIn(tx, id))!);
  await recount(tx, threadId);
}

/** Whoever was asked to speak there speaks on here. */
async function bringInvited(tx: Writer, { from, to }: Way) {
  const { invitationThreads } = tx.t;
  const rows = await tx.select().from(invitationThreads).where(eq(invitationThreads.threadId, from));
  if (rows.length > 0)
    await tx
      .insert(invitationThreads)
      .values(rows.map((row) => ({ ...row, threadId: to })))
      .onConflictDoNothing();
}

/** What was read with it is read with what it went into. */
async function bringLinks(tx: Writer, { from, to }: Way) {
  const { threadArticles } = tx.t;
  const rows = await tx.delete(threadArticles).where(eq(threadArticles.threadId, from)).returning();
  for (const { siteId, articleId } of rows) await addLinks(tx, { siteId, articleId }, [to]);
}

type Told = { post: PostIn; by: By; from: Pick<Thread, 'uid'>; to: Pick<Thread, 'id' | 'uid'> };

/** Its author; and the log of its case, where it has one. */
async function tell(tx: Writer, { post, by, from, to }: Told, at: Date) {
  await tellOfMove(tx, { post, by: by.member.id, to: to.id }, at);
  const { cases } = tx.t;
  const [found] = await tx
    .select({ id: cases.id, siteId: cases.siteId })
    .from(cases)
    .where(eq(cases.postId, post.id))
    .orderBy(desc(cases.id))
    .limit(1);
  if (found) await logCase(tx, found, { act: 'moved', by: by.member.uid, from: from.uid, to: to.uid }, at);
}

function announce({ bus }: Deps, [from, to]: [There, There], seqs: Seqs) {
  bus.emit('thread.changed', { threadId: from.thread.id, place: from.name, seq: seqs.from, kind: 'posts.moved' });
  bus.emit('thread.changed', { threadId: to.thread.id, place: to.name, seq: seqs.to, kind: 'posts.moved' });
}
