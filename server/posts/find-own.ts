import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { requireMember, type Actor, type Env } from '../http/who.ts';
import { findThreadPlace, type Place } from '../threads/queries.ts';
import { isOwn } from './policy.ts';
import { postById, type PostRow } from './queries.ts';

/** One's own post in any state; to anyone else it is not there to be changed. */
export async function findOwn(c: Context<Env>, uid: string): Promise<{ post: PostRow; place: Place; actor: Actor }> {
  const post = await postById(c.var.deps.db.read, uid);
  const place = post && (await findThreadPlace(c.var.deps.db.read, post.threadId));
  if (!place) throw new Refusal('not_found');
  const actor = await requireMember(c, place.site);
  if (!isOwn(post, actor.member)) throw new Refusal(post.state === 'published' ? 'forbidden' : 'not_found');
  return { post, place, actor };
}
