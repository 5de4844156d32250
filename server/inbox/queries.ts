import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, min, or, sql, type Column, type SQL } from 'drizzle-orm';
import { STAFF } from '../members/policy.ts';
import { alias } from '../db/alias.ts';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { LANES } from './lanes.ts';
import type { InboxLane, InboxView } from './wire.ts';

export const INBOX_PAGE = 30;
/** Changes that one asks for at once; who was away for longer asks again. */
export const CHANGES_PAGE = 100;
/** Lines of history that are shown, the latest. */
const MOST_ACTS = 100;
/** What was said since it was asked, the latest. */
const MOST_POSTS = 10;

/** Whose inbox: of a site, or of the spaces that somebody moderates; and of which lanes, null for all. */
export type Beat = { siteId: number; spaces: number[] | null; lanes: InboxLane[] | null };

export type ItemRecord = Awaited<ReturnType<typeof itemsWhere>>[number];

async function itemsWhere(reader: Reader, where: SQL | undefined, order: SQL[], limit: number) {
  const { inboxItems, members, posts, threads, articles } = reader.t;
  const claimer = alias(members, 'claimer');
  const assignee = alias(members, 'assignee');
  return reader
    .select({
      id: inboxItems.id,
      uid: inboxItems.uid,
      siteId: inboxItems.siteId,
      lane: inboxItems.lane,
      state: inboxItems.state,
      version: inboxItems.version,
      seq: inboxItems.seq,
      snoozedUntil: inboxItems.snoozedUntil,
      labels: inboxItems.labels,
      openedAt: inboxItems.openedAt,
      dueAt: inboxItems.dueAt,
      answeredAt: inboxItems.answeredAt,
      answerId: inboxItems.answerId,
      byUid: members.uid,
      byName: members.name,
      assigneeId: inboxItems.assigneeId,
      assigneeUid: assignee.uid,
      assigneeName: assignee.name,
      assigneeAccount: assignee.accountId,
      claimerUid: claimer.uid,
      claimerName: claimer.name,
      claimedUntil: inboxItems.claimedUntil,
      postId: inboxItems.postId,
      postUid: posts.uid,
      rootId: posts.rootId,
      html: posts.html,
      lang: posts.lang,
      threadId: posts.threadId,
      threadUid: threads.uid,
      threadTitle: threads.title,
      threadState: threads.state,
      threadCount: threads.count,
      branch: posts.replies,
      spaceId: threads.spaceId,
      articleTitle: articles.title,
      articleKey: articles.key,
      bylines: articles.bylines,
      memberId: inboxItems.memberId,
      subject: inboxItems.subject,
      words: inboxItems.words,
      unread: inboxItems.unread,
      mayThank: inboxItems.mayThank,
      thankedAt: inboxItems.thankedAt,
      there: isThere(reader).mapWith(Boolean),
    })
    .from(inboxItems)
    .innerJoin(members, eq(members.id, inboxItems.memberId))
    .leftJoin(claimer, eq(claimer.id, inboxItems.claimedBy))
    .leftJoin(assignee, eq(assignee.id, inboxItems.assigneeId))
    .leftJoin(posts, eq(posts.id, inboxItems.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, sql`coalesce(${inboxItems.articleId}, ${threads.articleId})`))
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

/** While readers find what it is about, as what it is: asked of the rows, so that what is taken is taken at once. */
function isThere({ t: { inboxItems, posts, threads } }: Reader) {
  const opens = and(eq(threads.openingId, posts.id), sql`${threads.kind} = ${inboxItems.lane}`); // two of them have a kind's name
  const isPublic = and(eq(posts.state, 'published'), isNull(threads.mergedIntoId), or(eq(inboxItems.lane, 'newsroom'), opens));
  return sql<boolean>`(${or(isNotNull(inboxItems.words), isPublic)})`;
}

/** What was written to the newsroom stands in no space: it is for who has them all. What is given to somebody is theirs whatever its lane. */
const isTheirs = ({ t: { threads, inboxItems } }: Reader, { spaces, lanes }: Beat, me: number) =>
  and(
    spaces ? inArray(threads.spaceId, [...spaces, 0]) : undefined,
    lanes ? or(inArray(inboxItems.lane, lanes), eq(inboxItems.assigneeId, me)) : undefined,
  );

export async function itemBy(reader: Reader, which: number | { siteId: number; uid: string }): Promise<ItemRecord | null> {
  const { inboxItems } = reader.t;
  const where =
    typeof which === 'number' ? eq(inboxItems.id, which) : and(eq(inboxItems.siteId, which.siteId), eq(inboxItems.uid, which.uid));
  const [row] = await itemsWhere(reader, where, [], 1);
  return row ?? null;
}

type Asked = { view: InboxView; me: number; after: Cursor | null };

/** The oldest first; of the answered, the latest. One more where others follow. Index: inbox_items_waiting, inbox_items_done. */
export function inboxPage(reader: Reader, beat: Beat, { view, me, after }: Asked): Promise<ItemRecord[]> {
  const { inboxItems } = reader.t;
  const at = momentIn<Column>(view, inboxItems);
  const [past, order] = view === 'done' ? [lt, desc] : [gt, asc];
  const beyond = after && or(past(at, new Date(after.value)), and(eq(at, new Date(after.value)), past(inboxItems.id, after.id)));
  const where = and(
    eq(inboxItems.siteId, beat.siteId),
    eq(inboxItems.state, view === 'done' || view === 'waiting' ? view : 'open'),
    view === 'mine' ? eq(inboxItems.assigneeId, me) : undefined,
    isLane(view) ? eq(inboxItems.lane, view) : undefined,
    isTheirs(reader, beat, me),
    isThere(reader),
    beyond ?? undefined,
  );
  return itemsWhere(reader, where, [order(at), order(inboxItems.id)], INBOX_PAGE + 1);
}

/** What a view is in the order of. */
export const momentIn = <T>(view: InboxView, { answeredAt, openedAt }: { answeredAt: T | null; openedAt: T }): T =>
  view === 'done' ? answeredAt! : openedAt;

const isLane = (view: InboxView): view is InboxLane => LANES.some((lane) => lane === view);

/** In the order in which they changed, those that are no longer there among them. One more where others follow. */
export function changesAfter(reader: Reader, siteId: number, after: number): Promise<ItemRecord[]> {
  const { inboxItems } = reader.t;
  const where = and(eq(inboxItems.siteId, siteId), gt(inboxItems.seq, after));
  return itemsWhere(reader, where, [asc(inboxItems.seq), asc(inboxItems.id)], CHANGES_PAGE + 1);
}

/** The number of the last change. */
export async function lastSeq(reader: Reader, siteId: number): Promise<number> {
  const { sites } = reader.t;
  const [row] = await reader.select({ seq: sites.lastInbox }).from(sites).where(eq(sites.id, siteId));
  return row!.seq;
}

/** Of what is open, by lane; what is one's own, and what sleeps. */
export async function countsOf(reader: Reader, beat: Beat, me: number) {
  const { inboxItems, posts, threads } = reader.t;
  const { state, lane, assigneeId, openedAt } = inboxItems;
  const mine = sql<boolean>`coalesce(${assigneeId}, 0) = ${sql.param(me, assigneeId)}`;
  return reader
    .select({ state, lane, mine: sql<number>`sum(case when ${mine} then 1 else 0 end)`.mapWith(Number), n: count(), oldest: min(openedAt) })
    .from(inboxItems)
    .leftJoin(posts, eq(posts.id, inboxItems.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(inboxItems.siteId, beat.siteId), inArray(state, ['open', 'waiting']), isTheirs(reader, beat, me), isThere(reader)))
    .groupBy(state, lane);
}

/** What was done with it, the latest last. */
export async function actsOf(reader: Reader, itemId: number) {
  const { inboxActs, members } = reader.t;
  const given = alias(members, 'given');
  const rows = await reader
    .select({
      uid: inboxActs.uid,
      act: inboxActs.act,
      byUid: members.uid,
      byName: members.name,
      text: inboxActs.text,
      facts: inboxActs.facts,
      toName: given.name,
      at: inboxActs.at,
    })
    .from(inboxActs)
    .leftJoin(members, eq(members.id, inboxActs.byId))
    .leftJoin(given, eq(given.id, sql`cast(${inboxActs.facts} ->> 'toId' as bigint)`))
    .where(eq(inboxActs.itemId, itemId))
    .orderBy(desc(inboxActs.id))
    .limit(MOST_ACTS);
  return rows.toReversed();
}

/** What asks, and what was said since: below it where it stands in a branch, in all of its thread where it opens one. */
export async function postsOf(reader: Reader, { postId, threadId, lane }: Pick<ItemRecord, 'postId' | 'threadId' | 'lane'>) {
  if (postId === null || threadId === null) return [];
  const { posts, members } = reader.t;
  const columns = {
    id: posts.id,
    uid: posts.uid,
    byUid: members.uid,
    byName: members.name,
    role: members.role,
    html: posts.html,
    createdAt: posts.createdAt,
  };
  const said = () => reader.select(columns).from(posts).innerJoin(members, eq(members.id, posts.authorId));
  const answers = lane === 'newsroom' ? or(eq(posts.parentId, postId), eq(posts.rootId, postId)) : undefined;
  const asked = await said().where(eq(posts.id, postId));
  const latest = await said()
    .where(and(eq(posts.threadId, threadId), eq(posts.state, 'published'), gt(posts.id, postId), answers))
    .orderBy(desc(posts.id))
    .limit(MOST_POSTS);
  return [...asked, ...latest.toReversed()];
}

/** Who may be given something: the people of the newsroom, and its voices that still speak. */
export function newsroomOf(reader: Reader, siteId: number) {
  const { members, voices } = reader.t;
  return reader
    .select({ id: members.id, uid: members.uid, name: members.name, handle: members.handle, accountId: members.accountId })
    .from(members)
    .leftJoin(voices, eq(voices.memberId, members.id))
    .where(
      and(
        eq(members.siteId, siteId),
        inArray(members.role, STAFF),
        isNull(members.goneAt),
        or(isNotNull(members.accountId), and(isNotNull(voices.memberId), isNull(voices.retiredAt))),
      ),
    )
    .orderBy(asc(members.name), asc(members.id));
}

/** What was written on both sides, the first first. */
export function messagesOf(reader: Reader, itemId: number) {
  const { inboxMessages, members } = reader.t;
  const speaker = alias(members, 'speaker');
  return reader
    .select({
      uid: inboxMessages.uid,
      text: inboxMessages.text,
      ours: inboxMessages.ours,
      at: inboxMessages.at,
      byUid: speaker.uid,
      byName: speaker.name,
    })
    .from(inboxMessages)
    .innerJoin(speaker, eq(speaker.id, sql`coalesce(${inboxMessages.voiceId}, ${inboxMessages.authorId})`))
    .where(eq(inboxMessages.itemId, itemId))
    .orderBy(asc(inboxMessages.id));
}

/** The conversation that a message begins or goes on with: sent twice, it is found again. */
export async function conversationWith(reader: Reader, authorId: number, clientId: string): Promise<number | null> {
  const { inboxMessages } = reader.t;
  const [row] = await reader
    .select({ id: inboxMessages.itemId })
    .from(inboxMessages)
    .where(and(eq(inboxMessages.authorId, authorId), eq(inboxMessages.clientId, clientId)));
  return row?.id ?? null;
}

/** One's own, the latest first. */
export function conversationsOf(reader: Reader, memberId: number): Promise<ItemRecord[]> {
  const { inboxItems } = reader.t;
  const where = and(eq(inboxItems.memberId, memberId), inArray(inboxItems.lane, ['correction', 'message']));
  return itemsWhere(reader, where, [desc(inboxItems.id)], MOST_CONVERSATIONS);
}
const MOST_CONVERSATIONS = 100;

/** Where the newsroom wrote and they have not read it. Asked for each page of ours: one prepared read on a small partial index. */
export async function countUnreadMessages(reader: Reader, memberId: number): Promise<number> {
  const { inboxItems } = reader.t;
  const query = preparedRows(reader, 'unread messages', () =>
    reader
      .select({ n: count() })
      .from(inboxItems)
      .where(and(eq(inboxItems.memberId, sql.placeholder('memberId')), sql`${inboxItems.unread}`)),
  );
  return (await query({ memberId }))[0]!.n;
}

/** Who told of errors in an article and is thanked for it: who agreed to that, as long as they do. */
export function thankedFor(reader: Reader, articleId: number) {
  const { inboxItems, members } = reader.t;
  return reader
    .selectDistinct({ uid: members.uid, name: members.name })
    .from(inboxItems)
    .innerJoin(members, eq(members.id, inboxItems.memberId))
    .where(and(eq(inboxItems.articleId, articleId), isNotNull(inboxItems.thankedAt), eq(inboxItems.mayThank, true)))
    .orderBy(asc(members.name));
}
