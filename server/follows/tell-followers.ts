import { and, asc, eq, gt, inArray, isNotNull, lte, max, ne, or, sql } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { takeTurns } from '../events/take-turns.ts';
import { awaitLetters } from '../notifications/await-letters.ts';
import { hears } from '../notifications/may-tell.ts';
import { eventOf, gatherIn } from '../notifications/insert-notice.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { isAround, targetsAround, type Target } from './around.ts';
import { weightOf, weightsOf, LEVELS } from './levels.ts';

/** Followers of one transaction: short enough for whoever reads or writes behind it. */
const PAGE = 200;

/** Where a telling stands: broken off, it goes on after the last member it told. `at`: when the post became public, in milliseconds. */
type Telling = { post: number; at: number; after: number };
const keyOf = (post: number) => `followers ${post}`;

/** In the transaction that makes a post public: one row, however many follow. Who is told, the outbox finds. */
export const tellFollowersSoon = (tx: Writer, { id: post, siteId }: PostIn, at: Date) =>
  addToOutbox(tx, { kind: 'post.followed', siteId, data: { post, at: at.getTime(), after: 0 } satisfies Telling, key: keyOf(post) }, at);

export const followOutbox = (deps: Deps): OutboxHandlers => ({ 'post.followed': (telling: Telling) => tellFollowers(deps, telling) });

async function tellFollowers({ db, bus, now }: Deps, { post: id, at, after }: Telling) {
  const post = await postIn(db.read, id);
  if (post?.state !== 'published') return;
  const around = await targetsAround(db.read, post);
  await followWritten(db, { post, conversation: around.targets[0]! }, now());
  const rest = takeTurns();
  for (let last: number | null = after; last !== null; await rest()) {
    const { told, upTo } = await db.write((tx) => tellPage(tx, { post, since: new Date(at), ...around, after: last! }, now()));
    for (const memberId of told) bus.emit('notice.added', { memberId });
    last = upTo;
  }
}

/** Who writes follows the conversation from then on, unless they chose otherwise. */
async function followWritten({ read, write }: Database, { post, conversation }: { post: PostIn; conversation: Target }, at: Date) {
  const { members, noticeSettings } = read.t;
  const [author] = await read
    .select({ accountId: members.accountId, follows: noticeSettings.followsWritten })
    .from(members)
    .leftJoin(noticeSettings, eq(noticeSettings.memberId, members.id))
    .where(eq(members.id, personOf(post)));
  if (author!.accountId === null || author!.follows === false) return;
  const { kind, target } = conversation;
  const row = { siteId: post.siteId, memberId: personOf(post), kind, target, level: 'normal' as const, chosen: false, at };
  await write(async (tx) => void (await tx.insert(tx.t.follows).values(row).onConflictDoNothing()));
}

type Page = { post: PostIn; since: Date; targets: Target[]; opens: boolean; after: number };

/** Tells the next of them, each once: whom it told, and the last it looked at; null where there is nobody left. */
async function tellPage(tx: Writer, { opens, ...range }: Page, at: Date): Promise<{ told: number[]; upTo: number | null }> {
  const { notifications, members, posts } = tx.t;
  const { post, since } = range;
  const upTo = await endOfPage(tx, range);
  if (upTo === null) return { told: [], upTo };
  const holds = strongest(tx, { ...range, upTo });
  const kind = opens ? ('thread' as const) : ('post' as const);
  const told = await tx
    .insert(notifications)
    .select(
      tx
        .select({
          id: tx.engine.nextId('notifications').as('id'),
          uid: tx.engine.randomId.as('uid'),
          siteId: posts.siteId,
          memberId: members.id,
          kind: sql<typeof kind>`${kind}`.as('kind'),
          postId: posts.id,
          key: sql<string>`${eventOf(kind, post.id)}`.as('key'),
          gather: sql<string>`${opens ? null : gatherIn(kind, post.threadId)}`.as('gather'),
          createdAt: sql<Date>`${sql.param(at, notifications.createdAt)}`.as('created_at'),
          readAt: sql<Date>`null`.as('read_at'),
          mailedAt: sql<Date>`null`.as('mailed_at'),
          pushedAt: sql<Date>`null`.as('pushed_at'),
        })
        .from(holds)
        .innerJoin(members, eq(members.id, holds.memberId))
        .innerJoin(posts, eq(posts.id, post.id))
        .where(
          and(
            inArray(holds.weight, weightsOf(opens ? ['watch', 'normal'] : ['watch'])),
            ne(members.id, personOf(post)),
            isNotNull(members.accountId),
            hears(tx, members.id, { authorId: posts.authorId, now: at }),
          ),
        ),
    )
    .onConflictDoNothing({ target: [notifications.memberId, notifications.key] })
    .returning({ memberId: notifications.memberId });
  const memberIds = told.map(({ memberId }) => memberId);
  await awaitLetters(tx, { siteId: post.siteId, memberIds }, at);
  await keepPlace(tx, { post: post.id, at: since.getTime(), after: upTo });
  return { told: memberIds, upTo };
}

type Range = Omit<Page, 'opens'>;

/** What was chosen after the post was there to be read counts only where it asks for silence. */
function followers(tx: Writer, { post, since, targets, after }: Range) {
  const { follows } = tx.t;
  const counts = or(lte(follows.at, since), eq(follows.level, 'mute'));
  return and(isAround(tx, post.siteId, targets), eq(follows.chosen, true), gt(follows.memberId, after), counts);
}

async function endOfPage(tx: Writer, range: Range): Promise<number | null> {
  const { follows } = tx.t;
  const page = tx
    .selectDistinct({ memberId: follows.memberId })
    .from(follows)
    .where(followers(tx, range))
    .orderBy(asc(follows.memberId))
    .limit(PAGE)
    .as('page');
  const [row] = await tx.select({ upTo: max(page.memberId) }).from(page);
  return row!.upTo;
}

/** levelOf, said in SQL: of each member's choices, the one that holds. */
function strongest(tx: Writer, { upTo, ...range }: Range & { upTo: number }) {
  const { follows } = tx.t;
  const weights = range.targets.flatMap(({ distance, kind, target }) =>
    LEVELS.map(
      (level) =>
        sql`when ${follows.kind} = ${kind} and ${follows.target} = ${target} and ${follows.level} = ${level} then ${sql.raw(String(weightOf({ distance, level })))}`,
    ),
  );
  return tx
    .select({ memberId: follows.memberId, weight: sql<number>`min(case ${sql.join(weights, sql` `)} end)`.as('weight') })
    .from(follows)
    .where(and(followers(tx, range), lte(follows.memberId, upTo)))
    .groupBy(follows.memberId)
    .as('holds');
}

async function keepPlace(tx: Writer, telling: Telling) {
  const { outbox } = tx.t;
  await tx
    .update(outbox)
    .set({ data: telling })
    .where(eq(outbox.key, keyOf(telling.post)));
}
