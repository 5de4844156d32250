import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { accountByEmail, emailKey, type AccountRecord } from './queries.ts';
import { isPassword } from './password.ts';

/**
 * Finds who this is. Counts the tries by where they come from and by whom they aim at. Refuses `wrong_credentials`, as
 * slowly for an unknown address as for a wrong password.
 */
export async function signIn(deps: Deps, ip: string, { email, password }: { email: string; password: string }): Promise<AccountRecord> {
  await deps.limit('signIn', ip);
  await deps.limit('signIn', emailKey(email));
  const account = await accountByEmail(deps.db.read, email);
  if (!(await isPassword(password, account?.password ?? null))) throw new Refusal('wrong_credentials');
  return account!;
}
