import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Staff } from '../http/who.ts';
import { createPost } from '../posts/create-post.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { requireTurn } from './change-item.ts';
import { answerInPrivate } from './converse.ts';
import { isAnswerable, isSecret } from './policy.ts';
import type { ItemRecord } from './queries.ts';
import { changeRow } from './write-item.ts';

/** `version`: of the item, as it was when this was written. */
export type Answer = { clientId: string; source: string; voice?: string | undefined; keep: boolean; version: number };

/**
 * A post in its thread, or a message where only who asks reads it, which closes the item once it is public (feed.ts); `keep`: it waits on. Sent twice (`clientId`), it is said
 * once. Refuses `item_claimed` while a colleague has it, `item_changed` where somebody was sooner, `forbidden` for what is decided in its own place, and as createPost.
 */
export async function answerItem(deps: Deps, who: { actor: Staff; address: Address }, found: ItemRecord, answer: Answer): Promise<void> {
  const { keep, clientId, source, version } = answer;
  if (isSecret(found)) return answerInPrivate(deps, who.actor, found, answer);
  const place = isAnswerable(found) ? await findThreadPlace(deps.db.read, found.threadId!) : null;
  if (!place) throw new Refusal('forbidden');
  const { id: memberId } = who.actor.member;
  await createPost(deps, who, {
    place,
    parent: found.lane === 'newsroom' ? found.postUid : null,
    clientId,
    source,
    voice: answer.voice,
    within: async (tx, post) => {
      const at = deps.now();
      await requireTurn(tx, found, { memberId, version }, at);
      if (keep)
        await changeRow(
          tx,
          found,
          { state: 'waiting', answerId: post.id, answeredAt: null, snoozedUntil: null },
          { act: 'kept', byId: memberId },
          at,
        );
    },
  });
  deps.bus.emit('inbox.changed', { siteId: found.siteId });
}
