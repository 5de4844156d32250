import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Locale } from '../i18n/translate.ts';
import { insertSite } from '../sites/make-site.ts';
import type { FirstSiteInput, OwnerInput } from './input.ts';
import { dropKeys, makeKey, takeKey } from './one-time-key.ts';
import { choosePassword } from './password.ts';
import { hasOwner, insertAccount } from './queries.ts';

/** A link, good for a day, by which whoever installs Terrasse becomes its owner; null once there is one. */
export async function firstOwnerLink({ db, config, now }: Deps): Promise<string | null> {
  if (await hasOwner(db.read)) return null;
  const key = await db.write((tx) => makeKey(tx, { purpose: 'owner', accountId: null, now: now() }));
  return new URL(`/signin/${key}`, config.publicUrl).href;
}

type Founding = { person: OwnerInput; locale: Locale; site: FirstSiteInput | null; host: string };

/**
 * Spends that link: an account that owns the installation, and the first site, on this host, where one is given. Every
 * other such link stops working. Refuses `invalid` where the address is taken.
 * @returns the account's id; null for a spent link
 */
export async function becomeOwner(deps: Deps, secret: string, { person, locale, site, host }: Founding): Promise<number | null> {
  const password = await choosePassword(person.password, [person.name, person.email, site?.siteName]);
  const [uid, at] = [deps.newId(), deps.now()];
  return deps.db.write(async (tx) => {
    if (!(await takeKey(tx, 'owner', secret, at)) || (await hasOwner(tx))) return null;
    const made = await insertAccount(tx, { ...person, uid, password, locale, owner: true, emailConfirmedAt: at, createdAt: at });
    if (made === null) throw new Refusal('invalid', { fields: { email: ['field.email_taken'] } });
    await dropKeys(tx, ['owner'], null);
    if (site) await insertSite(tx, { ...firstSite(site), host, state: 'draft' }, at);
    return made;
  });
}

const firstSite = ({ siteName: name, key, locale, origins }: FirstSiteInput) => ({ name, key, locale, origins });
