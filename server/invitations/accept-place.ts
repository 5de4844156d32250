import { and, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { acceptedVersion } from '../accounts/accept-charter.ts';
import { choosePassword } from '../accounts/password.ts';
import { findMember, insertAccount, joinSite } from '../accounts/queries.ts';
import { endSessions, type Account } from '../accounts/sessions.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { logSecurity } from '../security/log.ts';
import { noteChange } from '../members/note-change.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Newcomer } from './input.ts';
import { isFor, raises, standingOf } from './policy.ts';
import { findInvitation, type Invitation } from './queries.ts';

type Link = { siteId: number; id: string; key: string };

/**
 * Somebody signed in takes a place among the members or the staff, with the role that was offered, or keeps a higher one
 * of theirs. Who becomes staff is signed out everywhere. Refuses `link_spent` where no place is left or it is no longer
 * good, `forbidden` where it is another's, `invalid` where the charter was not accepted.
 * @returns whether they are signed out, and sign in anew
 */
export async function acceptPlace(
  deps: Deps,
  account: Account,
  { link, charter }: { link: Link; charter?: number | undefined },
): Promise<{ signedOut: boolean }> {
  const [at, memberUid] = [deps.now(), deps.newId()];
  const taken = await deps.db.write(async (tx) => {
    const invitation = await openIn(tx, link, at);
    if (!isFor(invitation, account)) throw new Refusal('forbidden');
    const memberId = await takePlace(tx, invitation, { account, charter, memberUid, at });
    return { memberId, ended: memberId && isNewsroom(invitation) ? await endSessions(tx, account.id) : [] };
  });
  for (const sessionId of taken.ended) deps.bus.emit('session.ended', { sessionId });
  if (taken.memberId) deps.bus.emit('rights.changed', { memberId: taken.memberId });
  return { signedOut: taken.ended.length > 0 };
}

/**
 * Somebody new, with a link that was mailed to their address: it proves the address. Refuses as `acceptPlace` does, and
 * `taken` where the address has an account, which signs in first.
 * @returns the account's inside id
 */
export async function joinByMail(deps: Deps, link: Link, input: Newcomer): Promise<number> {
  if ((await findInvitation(deps.db.read, link.siteId, link.id))?.hash !== hashSecret(link.key)) throw new Refusal('link_spent'); // before Argon2's work
  const password = await choosePassword(input.password, [input.name]);
  const [at, uid, memberUid] = [deps.now(), deps.newId(), deps.newId()];
  return deps.db.write(async (tx) => {
    const invitation = await openIn(tx, link, at);
    const { email, locale } = invitation;
    if (!email) throw new Refusal('link_spent');
    const id = await insertAccount(tx, { uid, name: input.name, email, password, locale, emailConfirmedAt: at, createdAt: at });
    if (id === null) throw new Refusal('taken');
    await takePlace(tx, invitation, { account: { id, uid, name: input.name }, charter: input.charter, memberUid, at });
    return id;
  });
}

async function openIn(tx: Writer, { siteId, id, key }: Link, at: Date): Promise<Invitation> {
  const invitation = await findInvitation(tx, siteId, id);
  if (!invitation || invitation.kind === 'expert' || invitation.hash !== hashSecret(key) || standingOf(invitation, at) !== 'open')
    throw new Refusal('link_spent');
  return invitation;
}

type Taker = { account: Pick<Account, 'id' | 'uid' | 'name'>; charter: number | undefined; memberUid: string; at: Date };

/** Resolves with their member; null for whoever has as much already, and takes nobody's place. */
async function takePlace(tx: Writer, invitation: Invitation, { account, charter, memberUid, at }: Taker): Promise<number | null> {
  const { siteId, role, uid } = invitation;
  const there = await findMember(tx, siteId, account.id);
  if (there && !raises(role, there.role)) return null;
  await countUse(tx, invitation, at);
  const charterVersion = there?.charterVersion ?? (await acceptedVersion(tx, siteId, charter));
  const member = await joinSite(tx, {
    uid: memberUid,
    siteId,
    accountId: account.id,
    name: account.name,
    role,
    charterVersion,
    createdAt: at,
  });
  if (there) {
    await tx.update(tx.t.members).set({ role, charterVersion }).where(eq(tx.t.members.id, member.id));
    await noteChange(tx, member.id);
  }
  await logSecurity(tx, {
    event: 'role.given',
    siteId,
    account: account.uid,
    facts: { from: there?.role ?? null, to: role, invitation: uid },
    at,
  });
  return member.id;
}

/** Counted where it is written: of two who come for the last place, one gets it. */
async function countUse(tx: Writer, { id, email }: Invitation, at: Date) {
  const { invitations } = tx.t;
  const counted = await tx
    .update(invitations)
    .set({
      uses: sql`${invitations.uses} + 1`,
      usedAt: at,
      cameAt: sql`coalesce(${invitations.cameAt}, ${sql.param(at, invitations.cameAt)})`,
      ...(email && { state: 'accepted' as const, answeredAt: at }),
    })
    .where(
      and(
        eq(invitations.id, id),
        ne(invitations.state, 'revoked'),
        or(isNull(invitations.quota), lt(invitations.uses, invitations.quota)),
        or(isNull(invitations.endsAt), gt(invitations.endsAt, at)),
      ),
    )
    .returning({ id: invitations.id });
  if (counted.length === 0) throw new Refusal('link_spent');
}
