import type { Deps } from '../deps.ts';
import { logSecurity } from '../security/log.ts';
import { confirmIn, publishWaiting } from './confirm-email.ts';
import { queueMail } from './mails.ts';
import { dropKeys, peekKey, takeKey } from './one-time-key.ts';
import { choosePassword } from './password.ts';
import { accountByEmail, accountById, emailKey, setPassword } from './queries.ts';
import { endSessions } from './sessions.ts';

/** Has a link sent to an address, if it has an account. Does the same work where it has none, so that time tells nothing. */
export async function askReset(deps: Deps, ip: string, asked: { email: string; siteId: number | null; next: string }): Promise<void> {
  const { email, ...mail } = asked;
  await deps.limit('mailLink', ip);
  await deps.limit('mailLink', emailKey(email));
  const account = await accountByEmail(deps.db.read, email);
  await deps.db.write((tx) => queueMail(tx, { ...mail, purpose: 'reset', accountId: account?.id ?? null }, deps.now()));
}

/**
 * A new password by a mailed link: proves the address too, and ends every session there is. Refuses `invalid` for one
 * that would be guessed first; the link stays good.
 * @returns the account, and where to go on; null for a spent link
 */
export async function resetPassword(
  deps: Deps,
  { secret, ip }: { secret: string; ip: string },
  typed: string,
): Promise<{ accountId: number; next: string } | null> {
  const peeked = await peekKey(deps, 'reset', secret);
  if (!peeked) return null; // before Argon2's work, not after
  const { uid, name, email } = (await accountById(deps.db.read, peeked.accountId!))!;
  const password = await choosePassword(typed, [name, email]);
  const at = deps.now();

  const done = await deps.db.write(async (tx) => {
    const key = await takeKey(tx, 'reset', secret, at);
    if (!key) return null;
    const accountId = key.accountId!;
    await setPassword(tx, accountId, password);
    await dropKeys(tx, ['reset', 'signin', 'second'], accountId);
    await confirmIn(tx, accountId, at);
    await queueMail(tx, { purpose: 'changed', accountId, siteId: key.data.siteId ?? null, next: '/' }, at);
    const entry = { siteId: key.data.siteId ?? null, account: uid, actor: uid, facts: { by: 'reset' }, ip, at };
    await logSecurity(tx, { event: 'password.changed', ...entry });
    return { accountId, next: key.data.next ?? '/', ended: await endSessions(tx, accountId) };
  });

  if (!done) return null;
  for (const sessionId of done.ended) deps.bus.emit('session.ended', { sessionId });
  await publishWaiting(deps, done.accountId);
  return done;
}
