import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findPublic } from '../posts/find-public.ts';
import { moderates } from '../threads/policy.ts';

/** A post that everybody reads, among what whoever of the newsroom asks looks after. Refuses `not_found`. */
export async function findThankable(c: Context<Env>, uid: string) {
  const found = await findPublic(c.var.deps, uid);
  if (!moderates(staffOf(c), found.place.thread)) throw new Refusal('not_found');
  return found;
}
