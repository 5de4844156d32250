import type { Context } from 'hono';
import { changing } from '../accounts/account-page.tsx';
import { confirmByProvider } from '../accounts/confirm-owner.ts';
import { isLatelyProved } from '../accounts/policy.ts';
import type { Session } from '../accounts/sessions.ts';
import { setSessionCookie, type Env } from '../http/who.ts';
import { DoorClosed } from './door.ts';
import { hearBack, type Answer } from './hear-back.ts';
import type { Entrance } from './knock.ts';
import { findIdentity } from './queries.ts';

/**
 * Back from the provider, which was told to have them sign in again: this session's owner is who they say, where it is
 * their own identity and, where the provider tells when they signed in, that was a moment ago. Rejects with DoorClosed.
 */
export async function proveOwner(c: Context<Env>, entrance: Entrance, { session, answer }: { session: Session; answer: Answer }) {
  const { deps } = c.var;
  const { introduction, authenticatedAt } = await hearBack(c, entrance, answer);
  const { siteId, issuer, told } = introduction;
  const known = await findIdentity(deps.db.read, { siteId, issuer, subject: told.subject });
  if (known?.accountId !== session.account.id) throw new DoorClosed('another');
  const provedAt = authenticatedAt ?? deps.now();
  if (!isLatelyProved({ provedAt }, deps.now())) throw new DoorClosed('old');
  const secret = await confirmByProvider(deps, changing(c, session), provedAt);
  if (secret) setSessionCookie(c, secret, session.expiresAt);
  return c.redirect(answer.attempt.next, 303);
}
