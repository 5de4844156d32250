import type { Context } from 'hono';
import { lacksSecondFactor } from '../accounts/policy.ts';
import { actorOf, type Env, type Staff } from '../http/who.ts';
import { spacesOf } from '../members/queries.ts';
import { isNewsroom, moderates } from '../threads/policy.ts';
import type { Place, Thread } from '../threads/queries.ts';

/** On a page that everybody opens: whoever of the newsroom is signed in here, as the desk would let them in, and looks after this thread; null for all others. */
export async function whispererOf(c: Context<Env>, { site, thread }: Place): Promise<(Staff & { thread: Thread }) | null> {
  const actor = c.var.who.via === 'cookie' ? await actorOf(c, site) : null;
  if (!actor || !thread || !isNewsroom(actor.member) || lacksSecondFactor(site, actor.session)) return null;
  const staff = { ...actor, site, spaces: await spacesOf(c.var.deps.db.read, actor.member) };
  return moderates(staff, thread) ? { ...staff, thread } : null;
}
