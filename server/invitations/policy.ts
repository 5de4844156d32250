import type { Account } from '../accounts/sessions.ts';
import { rolesToGive } from '../members/policy.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Role } from '../threads/wire.ts';
import type { InvitationState } from './schema.ts';

type Term = { startsAt: Date | null; endsAt: Date | null };

export const isOver = ({ endsAt }: Pick<Term, 'endsAt'>, now: Date) => endsAt !== null && endsAt <= now;

/** An expert may write: they accepted, it has begun, it has not ended. */
export const isRunning = (invitation: Term & { state: InvitationState }, now: Date) =>
  invitation.state === 'accepted' && (invitation.startsAt ?? now) <= now && !isOver(invitation, now);

/** From the least. An expert may do less than a member: they write where they are asked to, and nowhere else. */
const LADDER: Role[] = ['guest', 'expert', 'member', 'subscriber', 'journalist', 'moderator', 'manager', 'admin'];
/** Whoever comes: nobody in particular yet. */
const SOMEBODY = { role: 'member', owner: false, accountId: 0 } as const;

/** What somebody may invite others to be. */
export const rolesToOffer = (inviter: Role): Role[] => rolesToGive({ role: inviter }, SOMEBODY);

/** A link passes from hand to hand: it gives nobody the house. */
export const rolesByLink = (inviter: Role): Role[] => rolesToOffer(inviter).filter((role) => role !== 'manager' && role !== 'admin');

export const raises = (role: Role, from: Role) => LADDER.indexOf(role) > LADDER.indexOf(from);

export type Standing = 'open' | 'revoked' | 'over' | 'full';

/**
 * Whether it still stands, whoever comes with it. A role that its inviter may no longer give falls with their right; an
 * expert's falls with their account.
 */
export function standingOf(invitation: Given & Addressed & Pick<Term, 'endsAt'>, now: Date): Standing {
  const { state, kind, role, quota, uses, inviter } = invitation;
  if (state === 'revoked' || (kind === 'expert' ? !isReachable(invitation) : !rolesToOffer(inviter.role).includes(role))) return 'revoked';
  if (isOver(invitation, now)) return 'over';
  return quota !== null && uses >= quota ? 'full' : 'open';
}
const isReachable = ({ emailKey, person }: Addressed) => emailKey !== null || person?.accountId != null;

type Given = {
  state: InvitationState;
  kind: 'staff' | 'member' | 'expert';
  role: Role;
  quota: number | null;
  uses: number;
  inviter: { role: Role };
};

type Addressed = {
  kind: Given['kind'];
  role: Role;
  emailKey: string | null;
  person: { accountId: number | null } | null;
};

/**
 * Whose it is: the person who was picked; else whoever proved to hold the address it was sent to. A link without an
 * address is anybody's, but a place in the newsroom goes to a proved address only.
 */
export function isFor({ kind, role, emailKey, person }: Addressed, account: Pick<Account, 'id' | 'email' | 'emailConfirmedAt'>): boolean {
  if (kind === 'expert' && person?.accountId) return person.accountId === account.id;
  if (emailKey) return account.email?.trim().toLowerCase() === emailKey && account.emailConfirmedAt !== null;
  return !isNewsroom({ role }) || account.emailConfirmedAt !== null;
}
