import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { queueMail } from './mails.ts';
import { dropKeys } from './one-time-key.ts';
import { hashPassword, isPassword } from './password.ts';
import { accountById, setPassword } from './queries.ts';
import { endSessions, type Session } from './sessions.ts';

/** By who knows the current one; every other session ends. Refuses `invalid` where it does not match. */
export async function changePassword(
  deps: Deps,
  session: Session,
  typed: { current: string; password: string; siteId: number | null },
): Promise<void> {
  const { id } = session.account;
  await deps.limit('signIn', `account ${id}`);
  const account = (await accountById(deps.db.read, id))!;
  if (!(await isPassword(typed.current, account.password)))
    throw new Refusal('invalid', { fields: { current: ['account.wrongPassword'] } });
  const password = await hashPassword(typed.password);

  const ended = await deps.db.write(async (tx) => {
    await setPassword(tx, id, password);
    await dropKeys(tx, ['reset', 'signin'], id);
    await queueMail(tx, { purpose: 'changed', accountId: id, siteId: typed.siteId, next: '/' }, deps.now());
    return endSessions(tx, id, session.id);
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}

export async function signOutElsewhere(deps: Deps, session: Session): Promise<void> {
  const ended = await deps.db.write((tx) => endSessions(tx, session.account.id, session.id));
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}
