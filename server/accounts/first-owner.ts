import { firstCharter } from '../charter/first-charter.ts';
import { insertCharter } from '../charter/publish-charter.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Settings } from '../sites/wire.ts';
import type { FirstSiteInput, OwnerInput } from './input.ts';
import { dropKeys, makeKey, takeKey } from './one-time-key.ts';
import { hashPassword } from './password.ts';
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
  const password = await hashPassword(person.password);
  const [uid, at] = [deps.newId(), deps.now()];
  return deps.db.write(async (tx) => {
    if (!(await takeKey(tx, 'owner', secret, at)) || (await hasOwner(tx))) return null;
    const made = await insertAccount(tx, { ...person, uid, password, locale, owner: true, emailConfirmedAt: at, createdAt: at });
    if (made === null) throw new Refusal('invalid', { fields: { email: ['field.email_taken'] } });
    await dropKeys(tx, ['owner'], null);
    if (site) await insertSite(tx, site, host, at);
    return made;
  });
}

async function insertSite(tx: Writer, { siteName: name, key, locale, origins }: FirstSiteInput, host: string, createdAt: Date) {
  const settings = { ...START, name, forumName: name, locale };
  const [made] = await tx.insert(tx.t.sites).values({ key, host, origins, settings, createdAt }).returning({ id: tx.t.sites.id });
  await insertCharter(tx, made!, { version: 0, rules: firstCharter[locale] }, createdAt);
}

/** A site's first settings: open, with somebody to read first comments. The desk changes them. */
const START: Omit<Settings, 'origins' | 'name' | 'forumName' | 'locale'> = {
  moderation: 'after',
  audience: 'members',
  closeAfterDays: null,
  sections: [],
  editMinutes: 15,
  newcomerPosts: 1,
  maxLinks: 2,
  bannedWords: [],
};
