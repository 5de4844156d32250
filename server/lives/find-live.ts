import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { requireMember, type Actor, type Env } from '../http/who.ts';
import { findPublic } from '../posts/find-public.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { rightsIn } from './hosting.ts';
import type { There } from './run-live.ts';

type Found = { place: There; actor: Actor };

/** A live night that is theirs to run, by its thread's id. Refuses `not_found` otherwise. */
export async function requireLive(c: Context<Env>, id: string): Promise<Found> {
  const place = await findThreadPlace(c.var.deps.db.read, id);
  if (!place) throw new Refusal('not_found');
  return requireRun(c, place);
}

/** A public post of one, by its id. */
export async function requireMoment(
  c: Context<Env>,
  uid: string,
): Promise<Found & { postId: number; post: Awaited<ReturnType<typeof findPublic>>['post'] }> {
  const { post, place } = await findPublic(c.var.deps, uid);
  return { ...(await requireRun(c, place)), post, postId: post.id };
}

async function requireRun(c: Context<Env>, place: There): Promise<Found> {
  const actor = await requireMember(c, place.site);
  const { runs } =
    place.thread.kind === 'live' ? await rightsIn(c.var.deps.db.read, actor.member, place.thread, c.var.deps.now()) : { runs: false };
  if (!runs) throw new Refusal('not_found');
  return { place, actor };
}
