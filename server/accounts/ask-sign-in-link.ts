import type { Deps } from '../deps.ts';
import { queueMail } from './mails.ts';
import { accountByEmail, emailKey } from './queries.ts';

/** Has a link sent that signs in, if the address has an account. Does the same work where it has none, so that time tells nothing. */
export async function askSignInLink(deps: Deps, ip: string, asked: { email: string; siteId: number | null; next: string }): Promise<void> {
  const { email, ...mail } = asked;
  await deps.limit('mailLink', ip);
  await deps.limit('mailLink', emailKey(email));
  const account = await accountByEmail(deps.db.read, email);
  await deps.db.write((tx) => queueMail(tx, { ...mail, purpose: 'link', accountId: account?.id ?? null }, deps.now()));
}
