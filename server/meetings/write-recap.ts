import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Staff } from '../http/who.ts';
import { createPost } from '../posts/create-post.ts';
import { postIn } from '../posts/queries.ts';
import { logSecurity } from '../security/log.ts';
import { appendChange, threadIn } from '../threads/queries.ts';
import type { There } from './answer.ts';
import { requireMeeting } from './queries.ts';
import { refuseUnlessRuns } from './set-meeting.ts';

type Recap = { place: There; source: string; clientId: string; closes: boolean };

/**
 * What came of it: a post of the newsroom's, marked as its own and so shown above the others (threads/marks.ts); a later one takes
 * its place. `closes`: nobody writes after it. Refuses `invalid` before it is over, and all that createPost refuses.
 */
export async function writeRecap(deps: Deps, { staff, address }: { staff: Staff; address: Address }, { place, closes, ...text }: Recap) {
  const { endsAt } = await requireMeeting(deps.db.read, place.thread.id);
  if (endsAt > deps.now()) throw new Refusal('invalid', { fields: { source: ['field.not_over'] } });
  const { id: postId } = await createPost(deps, { actor: staff, address }, { place, parent: null, ...text });
  const at = deps.now();
  const { id: threadId, uid, siteId } = place.thread;
  const seq = await deps.db.write(
    async (tx) => {
      await refuseUnlessRuns(tx, staff.member.id, place.thread);
      const post = await postIn(tx, postId);
      const thread = await threadIn(tx, threadId);
      if (post?.state !== 'published' || (thread.officialId === postId && !closes)) return null;
      const { threads } = tx.t;
      await tx
        .update(threads)
        .set({ officialId: postId, ...(closes && { closedAt: at }) })
        .where(eq(threads.id, threadId));
      const facts = { thread: uid, post: post.uid };
      await logSecurity(tx, { event: 'answer.made_official', siteId, actor: staff.session.account.uid, facts, at });
      return appendChange(tx, { threadId, kind: 'post.edited', postId, count: 0, at });
    },
    { lock: place.name },
  );
  if (seq !== null) deps.bus.emit('thread.changed', { threadId, place: place.name, seq, kind: 'post.edited' });
}
