import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { silentAbout } from '../follows/silent.ts';
import { eventOf, insertNotice } from '../notifications/insert-notice.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { threadIn } from '../threads/queries.ts';

/** Members told in one transaction: others write in between. */
const BATCH = 100;

export const ideaOutbox = (deps: Deps): OutboxHandlers => ({
  'idea.turned': ({ post }: { post: number }) => tellOfTurn(deps, post),
  'idea.merged': ({ post, members }: { post: number; members: number[] }) => tellOfMerger(deps, post, members),
});

/** Whoever proposed it, supports it or follows it, each once, of the word that says what becomes of it; not whoever wrote that. */
async function tellOfTurn(deps: Deps, postId: number) {
  const { db } = deps;
  const word = await postIn(db.read, postId);
  if (word?.state !== 'published') return;
  const { openingId, authorId } = await db.read
    .select({ openingId: db.read.t.threads.openingId, authorId: db.read.t.threads.authorId })
    .from(db.read.t.threads)
    .where(eq(db.read.t.threads.id, word.threadId))
    .then(([thread]) => thread!);
  if (openingId === null) return;
  await tell(deps, word, 'idea_turned', authorId === null ? [] : [authorId]);
  for (const after of [votersAfter(deps, openingId), followersAfter(deps, word)]) {
    for (let last = 0; ;) {
      const batch = (await after(last)).map(({ memberId }) => memberId);
      if (batch.length === 0) break;
      await tell(deps, word, 'idea_turned', batch);
      last = batch.at(-1)!;
    }
  }
}

const votersAfter =
  ({ db }: Deps, postId: number) =>
  (last: number) => {
    const { votes } = db.read.t;
    return db.read
      .select({ memberId: votes.memberId })
      .from(votes)
      .where(and(eq(votes.postId, postId), gt(votes.memberId, last)))
      .orderBy(asc(votes.memberId))
      .limit(BATCH);
  };

/** Also those who wrote there, and follow it thereby. */
const followersAfter =
  ({ db }: Deps, { siteId, threadId }: PostIn) =>
  (last: number) => {
    const { follows } = db.read.t;
    return db.read
      .select({ memberId: follows.memberId })
      .from(follows)
      .where(and(eq(follows.siteId, siteId), eq(follows.kind, 'thread'), eq(follows.target, String(threadId)), gt(follows.memberId, last)))
      .orderBy(asc(follows.memberId))
      .limit(BATCH);
  };

/** Whoever proposed or supported what went into another idea: their votes count there. */
async function tellOfMerger(deps: Deps, postId: number, memberIds: number[]) {
  const post = await postIn(deps.db.read, postId);
  if (!post) return;
  for (let i = 0; i < memberIds.length; i += BATCH) await tell(deps, post, 'idea_merged', memberIds.slice(i, i + BATCH));
}

/** Those who are still somebody, and want to hear of it; once, however often it is tried. */
async function tell({ db, now }: Deps, post: PostIn, kind: 'idea_turned' | 'idea_merged', memberIds: number[]) {
  const at = now();
  const { members } = db.read.t;
  await db.write(async (tx) => {
    const thread = await threadIn(tx, post.threadId);
    const there = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(inArray(members.id, memberIds), isNotNull(members.accountId)));
    const silent = await silentAbout(tx, post, memberIds);
    const event = kind === 'idea_turned' ? post.id : `${post.id}:${thread.id}`;
    // Who was told of the word as of any post learns what it means.
    if (kind === 'idea_turned') await retell(tx, post, memberIds);
    for (const { id } of there)
      if (!silent.has(id) && (kind === 'idea_merged' || id !== personOf(post)))
        await insertNotice(tx, { siteId: post.siteId, memberId: id, kind, postId: post.id, event }, at);
  });
}

async function retell(tx: Writer, { id }: PostIn, memberIds: number[]) {
  const { notifications } = tx.t;
  await tx
    .update(notifications)
    .set({ kind: 'idea_turned', gather: null })
    .where(and(inArray(notifications.memberId, memberIds), eq(notifications.key, eventOf('idea_turned', id))));
}
