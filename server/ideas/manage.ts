import type { Context } from 'hono';
import { check, type Typed } from '../accounts/form.tsx';
import type { There } from '../forum/kind-parts.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { threadPath } from '../threads/thread-path.ts';
import { turn } from './input.ts';
import { makeDiscussion } from './make-discussion.ts';
import { turnIdea } from './turn-idea.ts';

type Ask = { c: Context<Env>; place: There; typed: Typed };

/** What the forms of IdeaSection.tsx ask for; resolves with where to go on. */
export async function turnHere({ c, place, typed }: Ask): Promise<string> {
  await turnIdea(c.var.deps, { actor: staffOf(c), address: c.var.address }, { place, turn: check(turn, typed) });
  return threadPath(place.thread);
}

export async function discussHere({ c, place }: Ask): Promise<string> {
  await makeDiscussion(c.var.deps, staffOf(c), place);
  return threadPath(place.thread);
}
