import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import { accountByEmail, emailKey, type AccountRecord } from './queries.ts';
import { isPassword } from './password.ts';

type Where = { ip: string; siteId: number | null };

/**
 * Finds who this is. Counts the tries by where they come from and by whom they aim at. Refuses `wrong_credentials`, as
 * slowly for an unknown address as for a wrong password, and logs it without what was typed: a password may stand in
 * the field of the address.
 */
export async function signIn(
  deps: Deps,
  { ip, siteId }: Where,
  { email, password }: { email: string; password: string },
): Promise<AccountRecord> {
  await deps.limit('signIn', ip);
  await deps.limit('signIn', emailKey(email));
  const account = await accountByEmail(deps.db.read, email);
  if (await isPassword(password, account?.password ?? null)) return account!;
  const entry = { siteId, account: account?.uid, facts: { by: 'password' }, ip, at: deps.now() };
  await deps.db.write((tx) => logSecurity(tx, { event: 'signin.failed', ...entry }));
  throw new Refusal('wrong_credentials');
}
