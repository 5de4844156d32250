// How things come into the inbox, and leave it: in the transaction of what brings or answers them.
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { preparedRows, type Writer } from '../db/database.ts';
import { uuidv7 } from '../ids.ts';
import { calledIn } from '../mentions/called-in.ts';
import { GROUPS } from '../mentions/groups.ts';
import { personOf } from '../posts/policy.ts';
import type { PostIn } from '../posts/queries.ts';
import { isAskedIn, isNewsroom } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import { dueAt } from './lanes.ts';
import type { InboxLane } from './wire.ts';
import { changeRow, nextSeq, noteAct, touchItems } from './write-item.ts';

/** In the transaction that publishes a post: it asks something of the newsroom, or is the newsroom's answer. */
export async function noteInInbox(tx: Writer, post: PostIn, thread: Thread, at: Date) {
  const author = await authorOf(tx, post);
  if (isNewsroom(author) || author.expert) return settleBy(tx, post, thread, at);
  const lane = await laneOf(tx, post, thread);
  if (lane) await openItem(tx, { lane, siteId: post.siteId, postId: post.id, memberId: post.authorId }, at);
}

async function authorOf(tx: Writer, { id }: PostIn) {
  const { posts, members } = tx.t;
  const query = preparedRows(tx, 'author of a post', () =>
    tx
      .select({ role: members.role, expert: posts.expert })
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(eq(posts.id, sql.placeholder('id'))),
  );
  const [row] = await query({ id });
  return row!;
}

async function laneOf(tx: Writer, post: PostIn, thread: Thread): Promise<InboxLane | null> {
  if (post.id === thread.openingId && (thread.kind === 'question' || thread.kind === 'idea')) return thread.kind;
  if (callsNewsroom(post) || (await namesVoice(tx, post))) return 'newsroom';
  return isAskedIn(thread) && post.parentId === null && (await isForNewsroomAlone(tx, thread)) ? 'newsroom' : null;
}

const callsNewsroom = ({ source }: PostIn) => calledIn(source).some((handle) => GROUPS[handle] === 'newsroom');

async function namesVoice(tx: Writer, { id, source }: PostIn): Promise<boolean> {
  if (calledIn(source).length === 0) return false;
  const { mentions, voices } = tx.t;
  const called = tx.select({ id: mentions.memberId }).from(mentions).where(eq(mentions.postId, id));
  return (await tx.$count(voices, inArray(voices.memberId, called))) > 0;
}

/** Where an expert was asked in, the questions are theirs. */
async function isForNewsroomAlone(tx: Writer, { id }: Thread): Promise<boolean> {
  const { invitationThreads } = tx.t;
  return (await tx.$count(invitationThreads, eq(invitationThreads.threadId, id))) === 0;
}

type NewItem = { lane: InboxLane; siteId: number; postId: number | null; memberId: number } & Partial<Written>;
type Written = { articleId: number | null; subject: string | null; words: string; mayThank: boolean };

/** What is public again after it was not is the same item. */
export async function openItem(tx: Writer, { lane, siteId, ...about }: NewItem, at: Date): Promise<number> {
  const { inboxItems, sites } = tx.t;
  const [site] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, siteId));
  const [known] = await tx
    .select({ id: inboxItems.id })
    .from(inboxItems)
    .where(eq(inboxItems.postId, about.postId ?? 0));
  if (known) {
    await touchItems(tx, siteId, [known.id]);
    return known.id;
  }
  const row = { ...about, uid: uuidv7(at.getTime()), lane, siteId, openedAt: at, dueAt: dueAt(site!.settings, lane, at) };
  const [made] = await tx
    .insert(inboxItems)
    .values({ ...row, seq: await nextSeq(tx, siteId) })
    .returning({ id: inboxItems.id });
  await noteAct(tx, { id: made!.id, siteId }, { act: 'opened', byId: null }, at);
  return made!.id;
}

/** What the newsroom, or who was asked, says in a question's thread answers it; in a branch, what was asked of the newsroom there. */
async function settleBy(tx: Writer, post: PostIn, thread: Thread, at: Date) {
  const asked = thread.kind === 'question' && thread.openingId !== null ? [thread.openingId] : [];
  const above = post.parentId === null ? [] : [post.parentId, post.rootId];
  await settle(tx, { of: [...asked, ...above], answerId: post.id, byId: personOf(post) }, at);
}

type Settled = { of: number[]; answerId: number; byId: number | null };

/** Those that wait, by the posts that asked. What was kept on purpose, this very answer given, is kept. */
async function settle(tx: Writer, { of, answerId, byId }: Settled, at: Date) {
  const { inboxItems } = tx.t;
  const waiting = await tx
    .select({ id: inboxItems.id, siteId: inboxItems.siteId })
    .from(inboxItems)
    .where(
      and(
        inArray(inboxItems.postId, [...of, 0]),
        inArray(inboxItems.lane, ['question', 'newsroom']),
        ne(inboxItems.state, 'done'),
        ne(sql`coalesce(${inboxItems.answerId}, 0)`, answerId),
      ),
    );
  const answered = { state: 'done' as const, answeredAt: at, answerId, snoozedUntil: null, claimedBy: null, claimedUntil: null };
  for (const item of waiting) await changeRow(tx, item, answered, { act: 'answered', byId }, at);
}

/** Whoever asked, or the newsroom, keeps an answer: nothing is awaited any more; or lets it go. */
export async function noteKeptAnswer(
  tx: Writer,
  { openingId }: Thread,
  { before, after }: { before: number | null; after: number | null },
  at: Date,
) {
  if (openingId === null) return;
  if (after === null) return before === null ? undefined : reopenAnsweredBy(tx, before, at);
  await settle(tx, { of: [openingId], answerId: after, byId: null }, at);
  const { inboxItems } = tx.t;
  // Answered before by another, it hangs on this one from now on.
  await tx
    .update(inboxItems)
    .set({ answerId: after })
    .where(and(eq(inboxItems.postId, openingId), eq(inboxItems.state, 'done')));
}

/** In the transaction that takes a post from readers: what it asked is not there, what it answered waits again. */
export async function forgetInInbox(tx: Writer, post: PostIn, at: Date) {
  const { inboxItems } = tx.t;
  const [about] = await tx.select({ id: inboxItems.id }).from(inboxItems).where(eq(inboxItems.postId, post.id));
  if (about) await touchItems(tx, post.siteId, [about.id]);
  await reopenAnsweredBy(tx, post.id, at);
}

async function reopenAnsweredBy(tx: Writer, answerId: number, at: Date) {
  const { inboxItems } = tx.t;
  const answered = await tx
    .select({ id: inboxItems.id, siteId: inboxItems.siteId })
    .from(inboxItems)
    .where(eq(inboxItems.answerId, answerId));
  const open = { state: 'open' as const, answeredAt: null, answerId: null, snoozedUntil: null };
  for (const item of answered) await changeRow(tx, item, open, { act: 'reopened', byId: null }, at);
}

/** An idea was taken further, or is open again. */
export async function noteTurn(
  tx: Writer,
  { openingId, siteId }: Thread,
  { open, byId }: { open: boolean; byId: number | null },
  at: Date,
) {
  const { inboxItems } = tx.t;
  const [item] = await tx
    .select({ id: inboxItems.id, state: inboxItems.state })
    .from(inboxItems)
    .where(and(eq(inboxItems.postId, openingId ?? 0), eq(inboxItems.lane, 'idea')));
  if (!item || open === (item.state === 'open')) return;
  const to = { state: open ? ('open' as const) : ('done' as const), answeredAt: open ? null : at, snoozedUntil: null };
  await changeRow(tx, { ...item, siteId }, to, { act: open ? 'reopened' : 'answered', byId }, at);
}
