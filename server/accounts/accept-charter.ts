import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { declareAge, refuseUnderAge } from '../members/age.ts';
import { syncMember } from '../sign-on/arrive.ts';
import { NOTHING } from '../sign-on/given.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { joinSite, type Member } from './queries.ts';
import type { Account } from './sessions.ts';

/** An account becomes a member of a site by accepting its charter. Refuses as `acceptedVersion` and `refuseUnderAge` do. */
export function acceptCharter(
  deps: Deps,
  account: Account,
  { site, charter, ofAge }: { site: Site; charter?: number; ofAge?: string },
): Promise<Member> {
  refuseUnderAge(site, ofAge !== undefined);
  const row = {
    uid: deps.newId(),
    siteId: site.id,
    accountId: account.id,
    name: account.name,
    role: 'member' as const,
    createdAt: deps.now(),
  };
  return deps.db.write(async (tx) => {
    const member = await joinSite(tx, { ...row, charterVersion: await acceptedVersion(tx, site.id, charter) });
    await syncMember(tx, { siteId: site.id, accountId: account.id }, NOTHING);
    if (ofAge) await declareAge(tx, member.id, row.createdAt);
    return member;
  });
}

/** The charter in force is none that they accepted. */
export const isToAccept = (member: Pick<Member, 'charterVersion'>, site: Pick<Site, 'charterVersion'>) =>
  (member.charterVersion ?? 0) < site.charterVersion;

/**
 * Whoever came by the publisher's own account accepts, by their first post, the version in force, and everybody a new one by the
 * next: the composer says so (docs/decisions/027-publisher-accounts.md).
 */
export async function acceptByPosting(tx: Writer, { id, siteId }: Pick<Member, 'id' | 'siteId'>) {
  const { members } = tx.t;
  const { charterVersion } = (await findSite(tx, siteId))!;
  if (charterVersion === 0) return;
  await tx
    .update(members)
    .set({ charterVersion })
    .where(and(eq(members.id, id), or(isNull(members.charterVersion), lt(members.charterVersion, charterVersion))));
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
