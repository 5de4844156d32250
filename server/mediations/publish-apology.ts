import { and, eq, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Actor } from '../http/who.ts';
import { createPost } from '../posts/create-post.ts';
import { postById } from '../posts/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { wordsIn, type Room } from './queries.ts';

/**
 * The exact words that both agreed to, said by the one whose they are, where it happened: a post like any other. Pressed twice, it is said once. Refuses
 * `not_found` where there are none of theirs, `mediation_changed` where what it is about is gone, and as createPost.
 */
export async function publishApology(deps: Deps, who: { actor: Actor; address: Address }, room: Room): Promise<number> {
  const { db } = deps;
  const { id: memberId } = who.actor.member;
  const word = (await wordsIn(db.read, room.id)).find(({ state, publisherId }) => state === 'agreed' && publisherId === memberId);
  if (room.state !== 'agreed' || !word?.publishes) throw new Refusal('not_found');
  const post = room.postId === null ? null : await postById(db.read, room.postId);
  const place = post && (await findThreadPlace(db.read, post.threadId));
  if (!place) throw new Refusal('mediation_changed');
  const { id } = await createPost(deps, who, {
    place,
    parent: post.state === 'published' ? post.uid : null,
    clientId: word.uid,
    source: word.publishes,
    within: async (tx, made) => {
      const { mediationWords } = tx.t;
      await tx
        .update(mediationWords)
        .set({ publishedId: made.id })
        .where(and(eq(mediationWords.id, word.id), isNull(mediationWords.publishedId)));
    },
  });
  return id;
}
