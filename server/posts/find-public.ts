import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { isOut } from '../threads/policy.ts';
import { findThreadPlace, type Place, type Thread } from '../threads/queries.ts';
import { postById, type PostRow } from './queries.ts';

/** A post that everybody may read at this moment, with its place. Refuses `not_found`, also in a thread that nobody finds yet, or any more. */
export async function findPublic({ db, now }: Deps, uid: string): Promise<{ post: PostRow; place: Place & { thread: Thread } }> {
  const post = await postById(db.read, uid);
  const place = post?.state === 'published' ? await findThreadPlace(db.read, post.threadId) : null;
  if (!place || !isOut(place.thread, now())) throw new Refusal('not_found');
  return { post: post!, place };
}
