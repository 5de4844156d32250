import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Settings } from '../sites/wire.ts';
import type { OwnerInput } from './input.ts';
import { dropKeys, makeKey, takeKey } from './one-time-key.ts';
import { hashPassword } from './password.ts';
import { hasOwner, insertAccount, joinSite } from './queries.ts';

/** A link, good for a day, by which whoever installs Terrasse becomes its owner; null once there is one. */
export async function firstOwnerLink({ db, config, now }: Deps): Promise<string | null> {
  if (await hasOwner(db.read)) return null;
  const key = await db.write((tx) => makeKey(tx, { purpose: 'owner', accountId: null, now: now() }));
  return new URL(`/signin/${key}`, config.publicUrl).href;
}

/**
 * Spends that link: the owner's account, an admin of every site there is; and the first site, on this host, where there
 * is none. Every other such link stops working. Refuses `link_spent`, `invalid` where the address is taken.
 * @returns the account's id
 */
export async function becomeOwner(deps: Deps, secret: string, { host, locale, site, ...input }: OwnerInput & { host: string; locale: Locale }): Promise<number> {
  const password = await hashPassword(input.password);
  const [uid, memberUid, at] = [deps.newId(), deps.newId(), deps.now()];
  return deps.db.write(async (tx) => {
    if (!(await takeKey(tx, 'owner', secret, at)) || (await hasOwner(tx))) throw new Refusal('link_spent');
    const accountId = await insertAccount(tx, { uid, ...input, password, locale, createdAt: at, owner: true, emailConfirmedAt: at });
    if (accountId === null) throw new Refusal('invalid', { fields: { email: ['field.email_taken'] } });
    await dropKeys(tx, ['owner'], null);
    const siteId = site && (await insertSite(tx, site, { host, at }));
    if (siteId) await joinSite(tx, { uid: memberUid, siteId, accountId, name: input.name, role: 'admin', charterVersion: null, createdAt: at });
    return accountId;
  });
}

export const hasSite = async ({ db }: Pick<Deps, 'db'>) => (await db.read.$count(db.read.t.sites)) > 0;

async function insertSite(tx: Writer, { siteName: name, key, locale, origins }: OwnerInput['site'] & {}, { host, at }: { host: string; at: Date }): Promise<number> {
  const settings = { ...START, name, forumName: name, locale };
  const [made] = await tx.insert(tx.t.sites).values({ key, host, origins, settings, createdAt: at }).returning({ id: tx.t.sites.id });
  return made!.id;
}

/** A site's first settings: open, with somebody watching over first comments. The desk changes them. */
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
