import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { accountOfMember, type AccountRecord } from './queries.ts';

/**
 * The account of a member by their outside id, for an admin who does something to it. Refuses `not_found`; `forbidden` for
 * oneself, and to all but an owner for an owner's account or one that is of the staff elsewhere: an admin of one site
 * opens no door to another.
 */
export async function accountInHand(reader: Reader, staff: Staff, uid: string): Promise<AccountRecord> {
  const { members } = reader.t;
  const [member] = await reader
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, staff.site.id), eq(members.uid, uid)));
  const account = member && (await accountOfMember(reader, member.id));
  if (!account) throw new Refusal('not_found');
  if (!(await isInHand(reader, staff, account))) throw new Refusal('forbidden');
  return account;
}

export async function isInHand(reader: Reader, { site, session }: Staff, account: Pick<AccountRecord, 'id' | 'owner'>): Promise<boolean> {
  if (account.id === session.account.id) return false;
  return session.account.owner || (!account.owner && !(await isStaffElsewhere(reader, site.id, account.id)));
}

async function isStaffElsewhere(reader: Reader, siteId: number, accountId: number): Promise<boolean> {
  const { members } = reader.t;
  const staff = inArray(members.role, ['moderator', 'manager', 'admin']);
  return (await reader.$count(members, and(eq(members.accountId, accountId), ne(members.siteId, siteId), staff))) > 0;
}
