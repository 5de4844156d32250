import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { asOwner } from './account-page.tsx';
import { isLatelyProved } from './policy.ts';
import type { Session } from './sessions.ts';

/** For who proved a moment ago to be who they are; anybody else does so first, and comes back to `page`. What was sent is lost: it was one button. */
export const asProved = (c: Context<Env>, page: string, work: (session: Session) => Response | Promise<Response>) =>
  asOwner(c, (session) => (isLatelyProved(session, c.var.deps.now()) ? work(session) : askProof(c, page)));

export const askProof = (c: Context<Env>, page: string) => c.redirect(`${CONFIRM}?${new URLSearchParams({ next: page })}`, 303);

export const CONFIRM = '/account/confirm-it-is-you';
