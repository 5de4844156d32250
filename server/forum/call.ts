import type { Context } from 'hono';
import { check, type Typed } from '../accounts/form.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { invite } from '../invitations/invite.ts';
import { newInvitation, type ExpertInvitation } from '../invitations/input.ts';
import { setAnswerDates, turnByHand } from '../threads/answering.ts';
import { planned } from '../threads/input.ts';
import type { Place, Thread } from '../threads/queries.ts';
import { withMoments } from './site-moments.ts';

type Ask = { c: Context<Env>; place: Place & { thread: Thread }; typed: Typed };

const DAY = 86_400_000;
/** Days that somebody has to answer, where no end is said. */
const USUAL_TERM = 30;

const dates = planned.pick({ answersFrom: true, answersUntil: true });
const back = ({ place }: Ask) => `/manage/${place.thread.uid}#call`;

/** Other dates, or: answers begin, or end, now. */
export async function setCall(ask: Ask): Promise<string> {
  const { c, place, typed } = ask;
  if (typed.act === 'answering' || typed.act === 'answered') {
    await turnByHand(c.var.deps, staffOf(c), place, typed.act);
    return back(ask);
  }
  const { answersFrom: from, answersUntil: until } = check(dates, withMoments(typed, ['answersFrom', 'answersUntil'], place.site.timeZone));
  await setAnswerDates(c.var.deps, staffOf(c), place, { from, until });
  return back(ask);
}

/** Somebody new, asked to answer here until questions end. Whoever is known already is invited from the desk. */
export async function inviteHere(ask: Ask): Promise<string> {
  const { c, place, typed } = ask;
  const { deps, locale } = c.var;
  const now = deps.now();
  const endsAt = place.thread.answersUntil ?? new Date(now.getTime() + USUAL_TERM * DAY);
  const term = { startsAt: now.toISOString(), endsAt: endsAt.toISOString() };
  const { name = '', email = '', title = '', affiliation = '', interests = '', message = '' } = typed;
  const given = { name, email, title, affiliation, interests, message, ...term, kind: 'expert', threads: [place.thread.uid], locale };
  await invite(deps, staffOf(c), check(newInvitation, given) as ExpertInvitation);
  return back(ask);
}
