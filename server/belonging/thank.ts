import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { ignoredBy } from '../members/ignore.ts';
import { spacesOf, standingIn } from '../members/queries.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { silentAbout } from '../follows/silent.ts';
import { postById, postIn } from '../posts/queries.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom, moderates } from '../threads/policy.ts';
import { appendChange, type Place, type Thread } from '../threads/queries.ts';
import { mayReceive } from './may-receive.ts';

type There = { place: Place & { thread: Thread }; postId: number };

/**
 * The newsroom thanks for a post, in a word or without any; another word takes its place, the same twice is once. Its author
 * is told once. Refuses `not_found` where it is not public, `invalid` where its author is one of the newsroom, has left, or is banned.
 */
export const thank = (deps: Deps, staff: Staff, { place, postId, word }: There & { word: string }) =>
  setThanks(deps, staff, { place, postId }, async (tx, at) => {
    const post = (await postById(tx, postId))!;
    if (post.thanks?.word === word) return false;
    if (isNewsroom({ role: post.authorRole }) || !(await mayReceive(tx, post.authorId, at)))
      throw new Refusal('invalid', { fields: { post: ['thanks.notThem'] } });
    await tx
      .update(tx.t.posts)
      .set({ thanks: { word, at: at.toISOString() } })
      .where(eq(tx.t.posts.id, postId));
    await tell(tx, { postId, by: staff.member.uid }, at);
    return true;
  });

/** No longer: nothing of it stays, neither under the post nor in its author's notifications. */
export const endThanks = (deps: Deps, staff: Staff, there: There) =>
  setThanks(deps, staff, there, async (tx) => {
    const { posts, notifications } = tx.t;
    if (!(await postById(tx, there.postId))!.thanks) return false;
    await tx.update(posts).set({ thanks: null }).where(eq(posts.id, there.postId));
    await tx.delete(notifications).where(and(eq(notifications.postId, there.postId), eq(notifications.kind, 'thanks')));
    return true;
  });

async function setThanks(
  { db, bus, now }: Deps,
  { site, member, session }: Staff,
  { place: { name: place, thread }, postId }: There,
  change: (tx: Writer, at: Date) => Promise<boolean>,
) {
  const at = now();
  const { id: threadId } = thread;
  const seq = await db.write(
    async (tx) => {
      const standing = await standingIn(tx, member.id);
      const post = (await postIn(tx, postId))!;
      const theirs = isNewsroom(standing) && moderates({ site, spaces: await spacesOf(tx, standing) }, thread);
      if (!theirs || post.state !== 'published') throw new Refusal('not_found');
      if (!(await change(tx, at))) return null;
      const { thanks } = (await postById(tx, postId))!;
      const event = thanks ? 'thanks.given' : 'thanks.taken';
      await logSecurity(tx, { event, siteId: post.siteId, actor: session.account.uid, facts: { post: post.uid }, at });
      return appendChange(tx, { threadId, kind: 'post.edited', postId, count: 0, at });
    },
    { lock: place },
  );
  if (seq !== null) bus.emit('thread.changed', { threadId, place, seq, kind: 'post.edited' });
}

/** In the newsroom's name; not to somebody who wants silence here, nor by somebody they ignore. */
async function tell(tx: Writer, { postId, by }: { postId: number; by: string }, at: Date) {
  const post = (await postIn(tx, postId))!;
  const { siteId, authorId: memberId } = post;
  const ignored = await ignoredBy(tx, memberId);
  if (ignored.some(({ uid }) => uid === by) || (await silentAbout(tx, post, [memberId])).size > 0) return;
  await insertNotice(tx, { siteId, memberId, kind: 'thanks', postId, event: postId }, at);
}
