import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { accountByEmail, accountById, findMember, insertAccount, type AccountRecord } from '../accounts/queries.ts';
import type { Account } from '../accounts/sessions.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../ids.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { describe } from './describe.ts';
import { isFor, standingOf } from './policy.ts';
import { findInvitation, type Invitation } from './queries.ts';

/**
 * `make`: nobody has the address yet; the link makes their account. `enter`: it signs in the account that an invitation
 * made. `sign in`: the address has an account of its own, which no invitation opens. `go on`: they are signed in as whom
 * it is for. `another`: as somebody else.
 */
export type Way = 'make' | 'enter' | 'sign in' | 'go on' | 'another';

/**
 * How an expert may come through their link.
 *
 * The rule: a link signs in the account that an invitation of this site made, as long as it holds nothing else. It lives
 * for weeks in a mailbox and may be passed on, where a sign-in link lives for minutes. An account that was there before,
 * that has since been given a password, a passkey, a code or a publisher's sign-on, that belongs to another site, or
 * whose role is more than an expert's, is entered by its own doors; then the link only brings it the invitation. So an
 * invitation never takes an account over, whoever sends it and to whatever address, nor goes round a second factor; and
 * an account that a stranger made with somebody's address (its password known to them, the address unproved) is not
 * handed the invitation.
 */
export async function wayIn(reader: Reader, invitation: Invitation, account: Account | null): Promise<Way> {
  if (account) return isFor(invitation, account) ? 'go on' : 'another';
  const theirs = await accountFor(reader, invitation);
  if (!theirs) return 'make';
  return (await isOurs(reader, invitation.siteId, theirs)) ? 'enter' : 'sign in';
}

export type Opened = { way: Way; accountId: number | null };

/**
 * Uses an expert's link, once: of two at once, one opens. Resolves with null where it no longer opens anything; with
 * `accountId` null where they must first sign in as whom it is for.
 */
export async function openDoor(
  deps: Deps,
  { account, siteId, ip }: { account: Account | null; siteId: number; ip: string },
  { id, key }: { id: string; key: string },
): Promise<Opened | null> {
  const at = deps.now();
  const uid = deps.newId();
  return deps.db.write(async (tx) => {
    const invitation = await findInvitation(tx, siteId, id);
    if (!invitation || standingOf(invitation, at) !== 'open') return null;
    const way = await wayIn(tx, invitation, account);
    if (way === 'another' || way === 'sign in') return { way, accountId: null };
    if (!(await useLink(tx, invitation, { key, at }))) return null;
    const accountId = account?.id ?? (await accountFor(tx, invitation))?.id ?? (await makeAccount(tx, invitation, { uid, at }));
    await bind(tx, invitation, { accountId, at });
    const opener = (await accountById(tx, accountId))!.uid;
    await logSecurity(tx, { event: 'invitation.opened', siteId, account: opener, facts: { invitation: id, way }, ip, at });
    return { way, accountId };
  });
}

const accountFor = async (reader: Reader, { email, person }: Invitation): Promise<AccountRecord | null> => {
  if (person?.accountId) return accountById(reader, person.accountId);
  return email ? accountByEmail(reader, email) : null;
};

/** Made by an invitation of this site, and nothing else since. */
async function isOurs(reader: Reader, siteId: number, { id, password, owner }: AccountRecord): Promise<boolean> {
  const { invitations, members, passkeys, totp, identities } = reader.t;
  if (password !== null || owner) return false;
  const [made, elsewhere, keys, codes, doors] = [
    await reader.$count(invitations, and(eq(invitations.accountId, id), eq(invitations.siteId, siteId))),
    await reader.$count(members, and(eq(members.accountId, id), sql`(${members.siteId} <> ${siteId} or ${members.role} <> 'expert')`)),
    await reader.$count(passkeys, eq(passkeys.accountId, id)),
    await reader.$count(totp, eq(totp.accountId, id)),
    await reader.$count(identities, eq(identities.accountId, id)),
  ];
  return made > 0 && elsewhere + keys + codes + doors === 0;
}

async function useLink(tx: Writer, { id }: Invitation, { key, at }: { key: string; at: Date }): Promise<boolean> {
  const { invitations } = tx.t;
  const used = await tx
    .update(invitations)
    .set({ usedAt: at, cameAt: sql`coalesce(${invitations.cameAt}, ${sql.param(at, invitations.cameAt)})` })
    .where(and(eq(invitations.id, id), eq(invitations.hash, hashSecret(key)), isNull(invitations.usedAt), ne(invitations.state, 'revoked')))
    .returning({ id: invitations.id });
  return used.length > 0;
}

/** The link came by mail: its use proves the address. */
async function makeAccount(tx: Writer, { id, person, email, locale }: Invitation, { uid, at }: { uid: string; at: Date }): Promise<number> {
  const row = { uid, name: person!.name, email: email!, password: null, locale, emailConfirmedAt: at, createdAt: at };
  const accountId = (await insertAccount(tx, row))!;
  await tx.update(tx.t.invitations).set({ accountId }).where(eq(tx.t.invitations.id, id));
  return accountId;
}

/**
 * The person that was invited is this account's member. Where it is one here already, that one is who was invited, and
 * the one that the invitation made for want of knowing is dropped: it never wrote.
 */
async function bind(tx: Writer, { siteId, person, memberId }: Invitation, { accountId, at }: { accountId: number; at: Date }) {
  if (person!.accountId) return;
  const { members, invitations } = tx.t;
  const known = await findMember(tx, siteId, accountId);
  if (!known) {
    await tx.update(members).set({ accountId }).where(eq(members.id, memberId!));
    return tellWebhooks(tx, { event: 'member.joined', siteId, subject: person!.uid }, at);
  }
  const { title, affiliation, interests } = person!;
  if (!isNewsroom(known)) await describe(tx, known.id, { title, affiliation, interests });
  await tx.update(invitations).set({ memberId: known.id }).where(eq(invitations.memberId, memberId!));
  await tx.delete(members).where(eq(members.id, memberId!));
}
