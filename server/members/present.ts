import { authorRecord } from '../cases/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { isFor } from '../rights.ts';
import { rolesToGive } from './policy.ts';
import { sessionsOf, spacesOf, spacesOn, type memberByUid, type membersPage } from './queries.ts';
import type { MemberCard, MemberRow } from './wire.ts';

type Row = Awaited<ReturnType<typeof membersPage>>[number];
type Found = Awaited<ReturnType<typeof memberByUid>> & {};

export function presentMember({ uid, name, role, owner, title, badges, createdAt, postCount, rejectedCount }: Row): MemberRow {
  return {
    id: uid,
    name,
    role,
    owner: owner ?? false,
    title,
    badges: badges ?? [],
    since: createdAt.toISOString(),
    posts: postCount,
    rejected: rejectedCount,
  };
}

/** All that whoever asks may know of a member. */
export async function presentCard({ db: { read }, now }: Deps, { site, member }: Staff, row: Found): Promise<MemberCard> {
  const [record, all, limits] = await Promise.all([authorRecord(read, row.id), spacesOn(read, site.id), spacesOf(read, row)]);
  const gives = isFor('PUT /api/v1/members/:id/role', member.role);
  const sessions = gives && row.accountId !== null ? await sessionsOf(read, row.accountId, now()) : null;
  return {
    ...presentMember(row),
    affiliation: row.affiliation,
    reportsMade: record.reportsMade,
    reportsUpheld: record.reportsUpheld,
    last: record.last,
    account: sessions && {
      id: row.account!,
      email: row.email,
      sessions: sessions.n,
      lastUsedAt: sessions.lastUsedAt?.toISOString() ?? null,
    },
    spaces: all.map(({ id, slug, name }) => ({ id: slug, name, theirs: limits?.includes(id) ?? false })),
    roles: rolesToGive(member, { ...row, owner: row.owner ?? false }),
  };
}
