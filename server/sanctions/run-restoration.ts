import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { countRejected, revertPost } from '../cases/apply-verdict.ts';
import { resumeClocks } from '../cases/clocks.ts';
import { logCase } from '../cases/log.ts';
import { hasOpenCase } from '../cases/open-case.ts';
import { settleReports } from '../cases/settle-reports.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { unsettleNotices } from '../notices/settle-notices.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { BATCH } from './run-removal.ts';
import type { Restoration } from './restore-posts.ts';

type Waiting = Restoration & { part?: number };

export const restorationOutbox = (deps: Deps): OutboxHandlers => ({
  'posts.restoration': (waiting: Waiting) => runRestoration(deps, waiting),
});

/** What is given back is no longer taken: stopped anywhere and begun again, it goes on where it was. */
async function runRestoration(deps: Deps, { part = 0, ...restoration }: Waiting): Promise<void> {
  const taken = await takenBy(deps, restoration.removal);
  for (const one of taken.slice(0, BATCH)) await restoreOne(deps, restoration, one);
  const { decision, removal } = restoration;
  const more = { kind: 'posts.restoration', data: { ...restoration, part: part + 1 }, key: `restoration of ${removal} ${part + 1}` };
  const letter = { kind: 'restorations.mail', data: { removal, decision }, key: `restorations ${decision}` };
  const siteId = await siteOf(deps, decision);
  await deps.db.write((tx) => addToOutbox(tx, { siteId, ...(taken.length > BATCH ? more : letter) }, deps.now()));
}

type Taken = { id: number; postId: number; threadId: number; at: Date };

/** The oldest first, as they went. Index: restrictions_decision. */
function takenBy({ db: { read } }: Deps, removal: number): Promise<Taken[]> {
  const { restrictions, posts } = read.t;
  return read
    .select({ id: restrictions.id, postId: posts.id, threadId: posts.threadId, at: restrictions.from })
    .from(restrictions)
    .innerJoin(posts, eq(posts.id, restrictions.postId))
    .where(and(eq(restrictions.decisionId, removal), isNull(restrictions.liftedAt)))
    .orderBy(asc(restrictions.id))
    .limit(BATCH + 1);
}

async function restoreOne(deps: Deps, { removal, by }: Restoration, taken: Taken) {
  const { db, bus, now } = deps;
  const place = (await findThreadPlace(db.read, taken.threadId))!;
  const at = now();
  const done = await db.write(
    async (tx) => {
      const post = (await postIn(tx, taken.postId))!;
      if (!(await lift(tx, taken.id, at))) return null;
      await standAgain(tx, { ...taken, removal });
      await countRejected(tx, post.authorId, -1);
      const caseId = await reopen(tx, { post, takenAt: taken.at, removal, by }, at);
      return { post, change: await giveBack(tx, post, at), caseId };
    },
    { lock: place.name },
  );
  if (!done) return;
  const { post, change, caseId } = done;
  if (change) bus.emit('thread.changed', { threadId: post.threadId, place: place.name, ...change });
  bus.emit('post.settled', { postId: post.id, place: place.name, authorId: personOf(post) });
  if (caseId !== null) bus.emit('case.opened', { siteId: post.siteId, caseId });
}

async function lift(tx: Writer, restriction: number, at: Date): Promise<boolean> {
  const { restrictions } = tx.t;
  const lifted = await tx
    .update(restrictions)
    .set({ liftedAt: at })
    .where(and(eq(restrictions.id, restriction), isNull(restrictions.liftedAt)))
    .returning({ id: restrictions.id });
  return lifted.length > 0;
}

/** What the removal had lifted to take its place: a post that was hidden before is hidden again. */
async function standAgain(tx: Writer, { postId, at, removal }: Taken & { removal: number }) {
  const { restrictions } = tx.t;
  await tx
    .update(restrictions)
    .set({ liftedAt: null })
    .where(and(eq(restrictions.postId, postId), eq(restrictions.liftedAt, at), ne(restrictions.decisionId, removal)));
}

/** Its author may have taken it back meanwhile: that stands. */
async function giveBack(tx: Writer, post: PostIn, at: Date) {
  const to = ({ removed: 'published', rejected: 'held' } as const)[post.state as 'removed' | 'rejected'];
  if (!to) return null;
  await tellWebhooks(tx, { event: `post.${to}`, siteId: post.siteId, subject: post.uid }, at);
  return revertPost(tx, post, to, at);
}

type Closed = { post: PostIn; takenAt: Date; removal: number; by: string };

/** What waited about this post, and was closed with it, waits again: nobody had read it. */
async function reopen(tx: Writer, { post, takenAt, removal, by }: Closed, at: Date): Promise<number | null> {
  const { cases } = tx.t;
  if (post.state === 'deleted' || (await hasOpenCase(tx, post.id))) return null;
  const [closed] = await tx
    .update(cases)
    .set({ state: 'open', decidedAt: null, version: sql`${cases.version} + 1` })
    .where(and(eq(cases.postId, post.id), eq(cases.decidedAt, takenAt), eq(cases.state, 'decided')))
    .returning({ id: cases.id, siteId: cases.siteId });
  if (!closed) return null;
  await settleReports(tx, closed.id, null);
  await unsettleNotices(tx, { decisionId: removal, caseId: closed.id });
  await resumeClocks(tx, post, takenAt);
  await logCase(tx, closed, { act: 'reopened with others', by }, at);
  return closed.id;
}

async function siteOf({ db: { read } }: Deps, decision: number): Promise<number> {
  const { decisions } = read.t;
  const [row] = await read.select({ siteId: decisions.siteId }).from(decisions).where(eq(decisions.id, decision));
  return row!.siteId;
}
