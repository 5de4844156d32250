import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import type { Changing } from './change-factors.ts';
import { queueMail } from './mails.ts';
import { dropKeys } from './one-time-key.ts';
import { choosePassword, isPassword } from './password.ts';
import { accountById, emailKey, ownDoorsOf, setPassword } from './queries.ts';
import { endSessions } from './sessions.ts';

/** By who knows the current one; every other session ends. Refuses `invalid` where it does not match. */
export async function changePassword(
  deps: Deps,
  { session, siteId, ip }: Changing,
  typed: { current: string; password: string },
): Promise<void> {
  const { id, uid, name, email } = session.account;
  await deps.limit('signIn', `account ${id}`);
  const account = (await accountById(deps.db.read, id))!;
  if (!(await isPassword(typed.current, account.password)))
    throw new Refusal('invalid', { fields: { current: ['account.wrongPassword'] } });
  const password = await choosePassword(typed.password, [name, email]);
  const at = deps.now();

  const ended = await deps.db.write(async (tx) => {
    await setPassword(tx, id, password);
    await dropKeys(tx, ['reset', 'signin', 'second'], id);
    await queueMail(tx, { purpose: 'changed', accountId: id, siteId, next: '/' }, at);
    await logSecurity(tx, { event: 'password.changed', siteId, account: uid, actor: uid, facts: { by: 'password' }, ip, at });
    return endSessions(tx, id, session.id);
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}

/** For an account that has none: the link by which one is chosen. Nothing, where it has one, or no address to sign in with. */
export async function askFirstPassword(deps: Deps, { session: { account }, siteId }: Changing): Promise<void> {
  const own = await ownDoorsOf(deps.db.read, account.id);
  if (!own.address || own.password) return;
  await deps.limit('mailLink', emailKey(account.email!));
  await deps.db.write((tx) => queueMail(tx, { purpose: 'reset', accountId: account.id, siteId, next: '/account' }, deps.now()));
}
