import { eq } from 'drizzle-orm';
import { emailKey } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { bounceAddress } from '../inbound/addresses.ts';
import type { Mailer, Transport } from './mailer.ts';

/**
 * Nothing more goes to an address that refuses our mails, but for what its owner asks for at this moment: a way in that was
 * mended must not stay shut. What comes back of the others is sent to an address that names the account.
 */
export const byAddress =
  (transport: Transport, { db, config }: Pick<Deps, 'db' | 'config'>): Mailer =>
  async (mail) => {
    const { accounts } = db.read.t;
    const [account] = await db.read
      .select({ id: accounts.id, failingAt: accounts.emailFailingAt })
      .from(accounts)
      .where(eq(accounts.emailKey, emailKey(mail.to)));
    if (account?.failingAt && !mail.asked) return;
    const returnTo = account && bounceAddress(config, { id: account.id, email: mail.to });
    await transport(returnTo ? { ...mail, returnTo } : mail);
  };
