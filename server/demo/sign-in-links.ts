import { eq } from 'drizzle-orm';
import { makeKey } from '../accounts/one-time-key.ts';
import type { Deps } from '../deps.ts';
import type { Role } from '../threads/wire.ts';
import { people } from './people.ts';

/** Who shows which role. */
const shown = ['lucie', 'odile', 'ines', 'maelle', 'camille', 'helene', 'gwenael'];

const nextOf = (role: Role) => (role === 'expert' ? '/invited' : ['moderator', 'manager', 'admin'].includes(role) ? '/admin/' : '/');

/** A link that signs in once, for each role. */
export async function signInLinks({ db, config, now }: Deps): Promise<{ role: string; name: string; url: string }[]> {
  return db.write(async (tx) => {
    const links = [];
    for (const person of people.filter(({ key }) => shown.includes(key))) {
      const [account] = await tx.select({ id: tx.t.accounts.id }).from(tx.t.accounts).where(eq(tx.t.accounts.emailKey, person.email));
      if (!account) continue;
      const secret = await makeKey(tx, {
        purpose: 'signin',
        accountId: account.id,
        data: { next: nextOf(person.role) },
        now: now(),
      });
      links.push({ role: person.owner ? 'owner' : person.role, name: person.name, url: `${config.publicUrl.origin}/signin/${secret}` });
    }
    return links;
  });
}
