import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { joinSite, type Member } from './queries.ts';
import type { Account } from './sessions.ts';

/** An account becomes a member of a site by accepting its charter. Refuses as `acceptedVersion` does. */
export function acceptCharter(deps: Deps, account: Account, { site, charter }: { site: Site; charter?: number }): Promise<Member> {
  const row = {
    uid: deps.newId(),
    siteId: site.id,
    accountId: account.id,
    name: account.name,
    role: 'member' as const,
    createdAt: deps.now(),
  };
  return deps.db.write(async (tx) => joinSite(tx, { ...row, charterVersion: await acceptedVersion(tx, site.id, charter) }));
}

/**
 * The version of the charter that a new member holds to; null where the site has none. Refuses `invalid` where it was
 * not accepted, or where another came into force since it was shown.
 */
export async function acceptedVersion(reader: Reader, siteId: number, accepted: number | undefined): Promise<number | null> {
  const { charterVersion } = (await findSite(reader, siteId))!;
  if (charterVersion === 0 || charterVersion === accepted) return charterVersion || null;
  throw new Refusal('invalid', { fields: { charter: [accepted === undefined ? 'signup.charterNeeded' : 'signup.charterChanged'] } });
}
