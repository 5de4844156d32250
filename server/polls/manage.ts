import type { Context } from 'hono';
import { check, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import type { There } from '../forum/kind-parts.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { pollTyped } from './from-form.ts';
import { newPoll } from './input.ts';
import { addPoll, dropPoll, endPoll, mendPoll } from './manage-polls.ts';
import { pollIn } from './queries.ts';

type Ask = { c: Context<Env>; place: There; typed: Typed };

/** What the forms of PollSection.tsx ask for; resolves with where to go on. */
export async function pollHere({ c, place, typed }: Ask): Promise<string> {
  const { deps } = c.var;
  const asked = () => check(newPoll, { ...pollTyped(typed, place.site), question: typed.question });
  if (typed.poll) {
    const poll = await pollIn(deps.db.read, typed.poll);
    if (poll?.threadId !== place.thread.id) throw new Refusal('not_found');
    if (typed.act === 'mend') await mendPoll(deps, staffOf(c), place, poll, asked());
    else await (typed.act === 'drop' ? dropPoll : endPoll)(deps, staffOf(c), place, poll);
  } else {
    await addPoll(deps, staffOf(c), place, asked());
  }
  return `/manage/${place.thread.uid}#polls`;
}
