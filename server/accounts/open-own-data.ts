// What a publisher's reader has here, opened from the embed (docs/decisions/030-own-data-from-the-embed.md).
import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { doors } from '../sign-on/doors.ts';
import { isSameIssuer, issuerOf } from '../sign-on/issuer.ts';
import { identitiesOf, providersOf } from '../sign-on/queries.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { makeKey, peekKey, spendKey } from './one-time-key.ts';
import { ownDoorsOf } from './queries.ts';
import type { Session } from './sessions.ts';

/** Where their data are: by a key of two minutes for whoever has no other way in, by their own door for anybody else. */
export async function addressOfOwnData({ db, config, now }: Deps, { siteId, account }: Session): Promise<string> {
  const site = (await findSite(db.read, siteId!))!;
  const base = siteUrl(config, site);
  if (await hasDoor(db.read, site, account.id)) return `${base}/account/data`;
  const key = await db.write((tx) => makeKey(tx, { purpose: 'data', accountId: account.id, data: { siteId: site.id }, now: now() }));
  return `${base}/own-data/${key}`;
}

/** Whose it is, on this host's site, where it would work now; it is spent by opening. */
export const peekOwnData = async (deps: Deps, site: Site, key: string) => onSite(site, await peekKey(deps, 'data', key));
export const spendOwnData = async (deps: Deps, site: Site, key: string) =>
  (await peekOwnData(deps, site, key)) && onSite(site, await spendKey(deps, 'data', key));

type Key = Awaited<ReturnType<typeof peekKey>>;
const onSite = (site: Site, key: Key): number | null => (key?.data.siteId === site.id ? key.accountId : null);

async function hasDoor(reader: Reader, site: Site, accountId: number): Promise<boolean> {
  const { passkeys } = reader.t;
  const own = await ownDoorsOf(reader, accountId);
  if (own.address || (await reader.$count(passkeys, eq(passkeys.accountId, accountId))) > 0) return true;
  const open = (await providersOf(reader, site.id)).filter(({ enabled, kind }) => enabled && doors[kind]);
  const identities = await identitiesOf(reader, accountId, site.id);
  return identities.some(({ issuer }) => open.some((provider) => isSameIssuer(issuerOf(provider), issuer)));
}
