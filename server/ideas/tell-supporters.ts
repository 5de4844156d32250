import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { threadIn } from '../threads/queries.ts';

/** Members told in one transaction: others write in between. */
const BATCH = 100;

export const ideaOutbox = (deps: Deps): OutboxHandlers => ({
  'idea.turned': ({ post }: { post: number }) => tellOfTurn(deps, post),
  'idea.merged': ({ post, members }: { post: number; members: number[] }) => tellOfMerger(deps, post, members),
});

/** Whoever proposed or supports it, each once, of the word that says what becomes of it; not whoever wrote that. */
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
  for (let last = 0; ;) {
    const batch = await votersAfter(deps, openingId, last);
    if (batch.length === 0) return;
    await tell(deps, word, 'idea_turned', batch);
    last = batch.at(-1)!;
  }
}

async function votersAfter({ db }: Deps, postId: number, last: number): Promise<number[]> {
  const { votes } = db.read.t;
  const rows = await db.read
    .select({ memberId: votes.memberId })
    .from(votes)
    .where(and(eq(votes.postId, postId), gt(votes.memberId, last)))
    .orderBy(asc(votes.memberId))
    .limit(BATCH);
  return rows.map(({ memberId }) => memberId);
}

/** Whoever proposed or supported what went into another idea: their votes count there. */
async function tellOfMerger(deps: Deps, postId: number, memberIds: number[]) {
  const post = await postIn(deps.db.read, postId);
  if (!post) return;
  for (let i = 0; i < memberIds.length; i += BATCH) await tell(deps, post, 'idea_merged', memberIds.slice(i, i + BATCH));
}

/** Those who are still somebody; once, however often it is tried. */
async function tell({ db, now }: Deps, post: PostIn, kind: 'idea_turned' | 'idea_merged', memberIds: number[]) {
  const at = now();
  const { members } = db.read.t;
  await db.write(async (tx) => {
    const thread = await threadIn(tx, post.threadId);
    const there = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(inArray(members.id, memberIds), isNotNull(members.accountId)));
    const event = kind === 'idea_turned' ? post.id : `${post.id}:${thread.id}`;
    for (const { id } of there)
      if (kind === 'idea_merged' || id !== post.authorId)
        await insertNotice(tx, { siteId: post.siteId, memberId: id, kind, postId: post.id, event }, at);
  });
}
