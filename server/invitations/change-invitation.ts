import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import type { Dates } from './input.ts';
import { mailedUntil } from './invite.ts';
import { queueInvitationMail } from './mails.ts';
import { isOver, standingOf } from './policy.ts';
import { findInvitation, type Invitation } from './queries.ts';
import { remindAt } from './remind-at.ts';

/**
 * Other dates for an expert: prolongs, opens again what has ended, answers a date that they proposed. They are told by
 * mail. Who had accepted stays so; who had not is asked again. Refuses `not_found`, `invalid` for dates in the past.
 */
export async function changeDates(deps: Deps, { site }: Staff, { id, startsAt, endsAt }: Dates & { id: string }): Promise<void> {
  const at = deps.now();
  if (isOver({ endsAt }, at)) throw new Refusal('invalid', { fields: { endsAt: ['field.past'] } });
  await deps.db.write(async (tx) => {
    const { invitations } = tx.t;
    const invitation = await findInvitation(tx, site.id, id);
    if (invitation?.kind !== 'expert' || invitation.state === 'revoked') throw new Refusal('not_found');
    const state = invitation.state === 'accepted' ? ('accepted' as const) : ('sent' as const);
    await tx
      .update(invitations)
      .set({ startsAt, endsAt, state, proposal: null, remindAt: remindAt({ startsAt, endsAt }, at) })
      .where(eq(invitations.id, invitation.id));
    await queueInvitationMail(tx, { invitation: invitation.id, siteId: site.id, purpose: 'dates' }, at);
  });
}

/**
 * Sends the mail once more, with a fresh link; a place that was not taken in time is open again. Refuses `not_found`,
 * `link_spent` for one that no longer stands.
 */
export async function sendAgain(deps: Deps, { site, member }: Staff, id: string): Promise<void> {
  const at = deps.now();
  const invitation = await requireMailed(deps, site.id, id);
  const endsAt = invitation.kind === 'expert' ? invitation.endsAt : mailedUntil(at);
  if (standingOf({ ...invitation, endsAt }, at) !== 'open') throw new Refusal('link_spent');
  await deps.limit('invite', `member ${member.id}`);
  await deps.db.write(async (tx) => {
    await tx.update(tx.t.invitations).set({ endsAt }).where(eq(tx.t.invitations.id, invitation.id));
    await queueInvitationMail(tx, { invitation: invitation.id, siteId: site.id, purpose: 'invited' }, at);
  });
}

/**
 * A fresh link, asked for by whoever holds an old one: it goes to the address that was invited and nowhere else. Refuses
 * as `sendAgain` does, `too_fast`.
 */
export async function askFreshLink(deps: Deps, { siteId, ip }: { siteId: number; ip: string }, id: string): Promise<Invitation> {
  const invitation = await requireMailed(deps, siteId, id);
  if (standingOf(invitation, deps.now()) !== 'open') throw new Refusal('link_spent');
  await deps.limit('mailLink', ip);
  await deps.limit('mailLink', `invitation ${invitation.id}`);
  await deps.db.write((tx) => queueInvitationMail(tx, { invitation: invitation.id, siteId, purpose: 'fresh' }, deps.now()));
  return invitation;
}

/**
 * Withdraws it: the link opens nothing, an expert's right goes at once. What came of it stays: members, posts and their
 * badge. Doing it twice is doing it once. Refuses `not_found`, `taken` for a place that was taken.
 */
export async function revokeInvitation(deps: Deps, { site, session }: Staff, id: string): Promise<void> {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { invitations } = tx.t;
    const invitation = await findInvitation(tx, site.id, id);
    if (!invitation) throw new Refusal('not_found');
    const revoked = await tx
      .update(invitations)
      .set({ state: 'revoked', remindAt: null })
      .where(
        and(
          eq(invitations.id, invitation.id),
          ne(invitations.state, 'revoked'),
          or(eq(invitations.kind, 'expert'), ne(invitations.state, 'accepted'), isNull(invitations.email)),
        ),
      )
      .returning({ id: invitations.id });
    if (revoked.length === 0 && invitation.state !== 'revoked') throw new Refusal('taken');
    if (revoked.length > 0)
      await logSecurity(tx, { event: 'invitation.revoked', siteId: site.id, actor: session.account.uid, facts: { invitation: id }, at });
  });
}

async function requireMailed({ db }: Deps, siteId: number, id: string): Promise<Invitation> {
  const invitation = await findInvitation(db.read, siteId, id);
  if (!invitation || (invitation.kind !== 'expert' && !invitation.email)) throw new Refusal('not_found');
  return invitation;
}
