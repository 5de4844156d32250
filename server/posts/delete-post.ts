import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Actor } from '../http/who.ts';
import { withdrawCase } from '../cases/open-case.ts';
import type { Place } from '../threads/queries.ts';
import { recordOrigin } from './origin-record.ts';
import { canDelete } from './policy.ts';
import { postIn } from './queries.ts';
import { settle, takeDown } from './transitions.ts';

/** Takes back one's own post. Doing it twice is doing it once. Refuses `forbidden` once moderation has decided. */
export async function deletePost(deps: Deps, who: { actor: Actor; address: Address }, { place, postId }: { place: Place; postId: number }) {
  const at = deps.now();
  const { member } = who.actor;
  const sealed = deps.seal({ ...who.address, at });
  const done = await deps.db.write(
    async (tx) => {
      const post = (await postIn(tx, postId))!;
      if (post.state === 'deleted') return null;
      if (!canDelete(post, member)) throw new Refusal('forbidden');
      await recordOrigin(tx, { siteId: post.siteId, postId, memberId: member.id, act: 'delete', sealed, at });
      const caseId = await withdrawCase(tx, postId, at);
      if (post.state === 'held') {
        await settle(tx, post, 'deleted', at);
        return { caseId, seq: null, threadId: post.threadId };
      }
      return { caseId, seq: await takeDown(tx, post, 'deleted', at), threadId: post.threadId };
    },
    { lock: place.name },
  );
  if (!done) return;
  if (done.seq !== null)
    deps.bus.emit('thread.changed', { threadId: done.threadId, place: place.name, seq: done.seq, kind: 'post.deleted' });
  if (done.caseId !== null) deps.bus.emit('case.decided', { siteId: place.site.id, caseId: done.caseId });
}
