import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Actor } from '../http/who.ts';
import { createPost } from '../posts/create-post.ts';
import type { Site } from '../sites/queries.ts';
import type { OpenedThread } from './input.ts';
import { kinds } from './kinds.ts';
import { threadPlace } from './place.ts';
import { refusalToOpen } from './policy.ts';
import { refuseGone } from './insert-thread.ts';
import { findSpace, type Place } from './queries.ts';

/**
 * Opens a thread of the forum with its first post, which is screened like any: public at once, or held, and the thread with
 * it. A repeat of (author, client id) gives the first one again. Refuses `invalid` for a space that is not there or archived, `forbidden`,
 * `not_invited` and `subscribers_only` for who may not open one there, and all that createPost refuses.
 * @returns the inside id of the post it opens with, and whether this call made it
 */
export async function openThread(
  deps: Deps,
  who: { actor: Actor; address: Address },
  { site, ...input }: OpenedThread & { site: Site },
): Promise<{ id: number; created: boolean }> {
  const { member } = who.actor;
  const space = await findSpace(deps.db.read, site.id, input.space);
  refuseGone(space);
  const refusal = refusalToOpen(kinds[input.kind], space, member);
  if (refusal) throw new Refusal(refusal);
  const uid = deps.newId();
  const place: Place = { site, space, article: null, thread: null, articleKey: null, name: threadPlace(uid) };
  const { kind, title, tags, clientId, source, ofAge, typedMs } = input;
  const opens = { uid, siteId: site.id, spaceId: space.id, authorId: member.id, kind, title, tags };
  return createPost(deps, who, { place, opens, parent: null, clientId, source, ofAge, typedMs });
}
