import { isInHand } from '../accounts/in-hand.ts';
import { accountById } from '../accounts/queries.ts';
import { factorsOf } from '../accounts/second-factor.ts';
import { authorRecord } from '../cases/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { PRESETS } from '../inbox/presets.ts';
import { isFor } from '../rights.ts';
import { linkedNames } from '../sign-on/linked-names.ts';
import { mayRename, rolesToGive, STAFF } from './policy.ts';
import { sessionsOf, spacesOf, spacesOn, type memberByUid, type membersPage } from './queries.ts';
import { formerNamesOf } from './rename.ts';
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
export async function presentCard(deps: Deps, staff: Staff, row: Found): Promise<MemberCard> {
  const { read } = deps.db;
  const { site, member, session } = staff;
  const [record, all, limits, former] = await Promise.all([
    authorRecord(read, row.id),
    spacesOn(read, site.id),
    spacesOf(read, row),
    formerNamesOf(read, row.id),
  ]);
  const holder = { ...row, owner: row.owner ?? false };
  const gives = isFor('PUT /api/v1/members/:id/role', member.role);
  return {
    ...presentMember(row),
    affiliation: row.affiliation,
    reportsMade: record.reportsMade,
    reportsUpheld: record.reportsUpheld,
    last: record.last,
    account: gives ? await presentAccount(deps, staff, row) : null,
    spaces: all.map(({ id, slug, name }) => ({ id: slug, name, theirs: limits?.includes(id) ?? false })),
    formerNames: former.map(({ name, reason, at }) => ({ name, reason, until: at.toISOString() })),
    renamable: row.goneAt === null && mayRename({ role: member.role, owner: session.account.owner }, holder),
    roles: rolesToGive(member, holder),
    preset: row.preset,
    presets: isFor('PUT /api/v1/members/:id/preset', member.role) && STAFF.includes(row.role) ? PRESETS : [],
  };
}

async function presentAccount({ db: { read }, now }: Deps, staff: Staff, { accountId }: Found): Promise<MemberCard['account']> {
  const account = accountId === null ? null : await accountById(read, accountId);
  if (!account) return null;
  const { id, uid, email, password } = account;
  const [sessions, { totp, passkeys }, providers] = await Promise.all([
    sessionsOf(read, id, now()),
    factorsOf(read, id),
    linkedNames(read, id, staff.site.id),
  ]);
  return {
    id: uid,
    email,
    sessions: sessions.n,
    lastUsedAt: sessions.lastUsedAt?.toISOString() ?? null,
    doors: { password: password !== null, totp, passkeys: passkeys.length, providers },
    inHand: isFor('POST /api/v1/members/:id/sign-outs', staff.member.role) && (await isInHand(read, staff, account)),
  };
}
