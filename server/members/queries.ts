import { and, asc, count, desc, eq, gt, inArray, isNull, like, lt, max, type SQL } from 'drizzle-orm';
import { emailKey, roleOf, type Member } from '../accounts/queries.ts';
import type { Reader, Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { canModerate } from '../threads/policy.ts';
import type { Role } from '../threads/wire.ts';
import { skeletonOf } from './skeleton.ts';

/** The spaces that a moderator is limited to; null where all of the site is theirs. */
export async function spacesOf(reader: Reader, { id, role }: Pick<Member, 'id' | 'role'>): Promise<number[] | null> {
  if (role !== 'moderator') return null;
  const { moderatorSpaces } = reader.t;
  const rows = await reader.select({ id: moderatorSpaces.spaceId }).from(moderatorSpaces).where(eq(moderatorSpaces.memberId, id));
  return rows.length > 0 ? rows.map((row) => row.id) : null;
}

/** What somebody may do on their site, with the outside id of their account. */
export type Standing = { id: number; siteId: number; role: Role; owner: boolean; accountId: number | null; account: string | null };

/** As it stands inside a transaction: a right taken meanwhile is taken. */
export async function standingIn(tx: Writer, memberId: number): Promise<Standing> {
  const { members, accounts } = tx.t;
  const [row] = await tx
    .select({
      id: members.id,
      siteId: members.siteId,
      role: members.role,
      owner: accounts.owner,
      accountId: members.accountId,
      account: accounts.uid,
    })
    .from(members)
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.id, memberId));
  if (!row) throw new Refusal('not_found');
  const owner = row.owner ?? false;
  return { ...row, owner, role: roleOf({ owner }, row) };
}

/** Refuses `not_found` where somebody no longer moderates a space (null: what is in none). */
export async function refuseUnlessModerator(tx: Writer, memberId: number, spaceId: number | null) {
  const standing = await standingIn(tx, memberId);
  const spaces = await spacesOf(tx, standing);
  const theirs = spaces === null || (spaceId !== null && spaces.includes(spaceId));
  if (!canModerate(standing) || !theirs) throw new Refusal('not_found');
}

export async function siteOfMember(reader: Reader, uid: string): Promise<number | null> {
  const { members } = reader.t;
  const [row] = await reader.select({ siteId: members.siteId }).from(members).where(eq(members.uid, uid));
  return row?.siteId ?? null;
}

export const MEMBERS_PAGE = 50;

const rowColumns = ({ t: { members, accounts } }: Reader) => ({
  id: members.id,
  uid: members.uid,
  name: members.name,
  role: members.role,
  owner: accounts.owner,
  title: members.title,
  badges: members.badges,
  createdAt: members.createdAt,
  postCount: members.postCount,
  rejectedCount: members.rejectedCount,
});

/** `within`: of a segment alone. */
export type Sought = { q: string; roles: Role[] | null; byEmail: boolean; before: number | null; within?: SQL };

/** The latest to join first. `q` is part of a name, however it is written; a whole address finds its account, where `byEmail`. */
export function membersPage(reader: Reader, siteId: number, { q, roles, byEmail, before, within }: Sought) {
  const { members, accounts } = reader.t;
  const named = like(members.skeleton, `%${skeletonOf(q)}%`); // letters and figures alone: nothing to escape
  return reader
    .select(rowColumns(reader))
    .from(members)
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(
        eq(members.siteId, siteId),
        isNull(members.goneAt),
        roles ? inArray(members.role, roles) : undefined,
        q ? (byEmail && q.includes('@') ? eq(accounts.emailKey, emailKey(q)) : named) : undefined,
        within,
        before === null ? undefined : lt(members.id, before),
      ),
    )
    .orderBy(desc(members.id))
    .limit(MEMBERS_PAGE + 1);
}

/** By their ids outside, as they are shown. */
export async function namesOf(reader: Reader, memberIds: number[]): Promise<{ id: string; name: string }[]> {
  const { members } = reader.t;
  return reader.select({ id: members.uid, name: members.name }).from(members).where(inArray(members.id, memberIds)).orderBy(members.id);
}

export async function memberByUid(reader: Reader, siteId: number, uid: string) {
  const { members, accounts } = reader.t;
  const [row] = await reader
    .select({
      ...rowColumns(reader),
      affiliation: members.affiliation,
      preset: members.preset,
      goneAt: members.goneAt,
      accountId: members.accountId,
      account: accounts.uid,
      email: accounts.email,
    })
    .from(members)
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(eq(members.siteId, siteId), eq(members.uid, uid)));
  return row ?? null;
}

/** How many browsers somebody is signed in on now, and when one was last used. */
export async function sessionsOf(reader: Reader, accountId: number, now: Date) {
  const { sessions } = reader.t;
  const [row] = await reader
    .select({ n: count(), lastUsedAt: max(sessions.lastUsedAt) })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)));
  return row!;
}

export function spacesOn(reader: Reader, siteId: number) {
  const { spaces } = reader.t;
  return reader
    .select({ id: spaces.id, slug: spaces.slug, name: spaces.name })
    .from(spaces)
    .where(and(eq(spaces.siteId, siteId), isNull(spaces.mergedIntoId)))
    .orderBy(asc(spaces.position), asc(spaces.id));
}
