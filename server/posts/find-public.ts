import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findThreadPlace, type Place, type Thread } from '../threads/queries.ts';
import { postById, type PostRow } from './queries.ts';

/** A post that everybody may read, with its place. Refuses `not_found`. */
export async function findPublic(reader: Reader, uid: string): Promise<{ post: PostRow; place: Place & { thread: Thread } }> {
  const post = await postById(reader, uid);
  const place = post?.state === 'published' ? await findThreadPlace(reader, post.threadId) : null;
  if (!place) throw new Refusal('not_found');
  return { post: post!, place };
}
