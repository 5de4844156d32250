import { eq } from 'drizzle-orm';
import { firstCharter } from '../charter/first-charter.ts';
import { insertCharter } from '../charter/publish-charter.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Account } from '../accounts/sessions.ts';
import { logSecurity } from '../security/log.ts';
import type { StoredSettings } from './schema.ts';
import type { NewSite } from './wire.ts';

/** Another title of the publisher's, with a charter from the first day, its newsroom's alone until it is opened. Refuses `invalid` where its key or its host is another's. */
export async function makeSite(deps: Deps, owner: Account, input: NewSite): Promise<string> {
  const site = { ...input, host: hostOf(deps, input.host) };
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const id = await insertSite(tx, { ...site, state: 'draft' }, at);
    await logSecurity(tx, { event: 'site.made', siteId: id, actor: owner.uid, facts: { key: site.key, host: site.host }, at });
  });
  return site.key;
}

/** Where a site's own pages are. Passkeys and sessions stay with the host they were made on. Refuses as `makeSite`; `not_found`. */
export async function moveSite(deps: Deps, owner: Account, input: { key: string; host: string }) {
  const host = hostOf(deps, input.host);
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { sites } = tx.t;
    const [site] = await tx.select({ id: sites.id, host: sites.host }).from(sites).where(eq(sites.key, input.key));
    if (!site) throw new Refusal('not_found');
    if (site.host === host) return;
    if ((await tx.$count(sites, eq(sites.host, host))) > 0) throw taken('host');
    await tx.update(sites).set({ host }).where(eq(sites.id, site.id));
    await logSecurity(tx, { event: 'site.moved', siteId: site.id, actor: owner.uid, facts: { from: site.host, to: host }, at });
  });
}

/** In the transaction of what founds it. */
export async function insertSite(
  tx: Writer,
  { name, locale, state, ...site }: Omit<NewSite, 'timeZone'> & { timeZone?: string; state: 'draft' },
  createdAt: Date,
): Promise<number> {
  const { sites } = tx.t;
  const settings = { ...START, name, forumName: name, locale, state };
  const [made] = await tx
    .insert(sites)
    .values({ ...site, settings, createdAt })
    .onConflictDoNothing()
    .returning({ id: sites.id });
  if (!made) throw taken((await tx.$count(sites, eq(sites.key, site.key))) > 0 ? 'key' : 'host');
  await insertCharter(tx, made, { version: 0, rules: firstCharter[locale] }, createdAt);
  return made.id;
}

/** As browsers write it in their requests: in lower case, without the scheme's own port. */
const hostOf = ({ config }: Deps, host: string) => new URL(`${config.publicUrl.protocol}//${host}`).host;

const taken = (field: 'key' | 'host') => new Refusal('invalid', { fields: { [field]: [`sites.${field}_taken`] } });

/** A site's first settings: open, with somebody to read first comments. The desk changes them. */
const START: Omit<StoredSettings, 'name' | 'forumName' | 'locale'> = {
  moderation: 'after',
  audience: 'members',
  closeAfterDays: null,
  sections: [],
  editMinutes: 15,
  screening: {},
};
