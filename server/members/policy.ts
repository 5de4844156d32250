import type { Role } from '../threads/wire.ts';

/** From the least to the most that a role may do. */
const ROLES: Role[] = ['guest', 'member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'admin'];

/** Not by hand: an expert is invited; a guest becomes a member by their own claim, never another's. */
const BY_HAND = ROLES.filter((role) => role !== 'guest' && role !== 'expert');

/** Those who act for the publisher: to become one of them, or no longer to be, is to sign in anew. */
export const STAFF: Role[] = ['journalist', 'moderator', 'manager', 'admin'];

type Giver = { role: Role };
type Holder = { role: Role; owner: boolean; accountId: number | null };

/** Nobody gives, or takes, what is above them; an owner's rights come from elsewhere. */
export function rolesToGive({ role }: Giver, holder: Holder): Role[] {
  const most = role === 'admin' ? 'admin' : role === 'manager' ? 'moderator' : null;
  if (!most || holder.owner || holder.role === 'guest' || holder.accountId === null || isAbove(holder.role, most)) return [];
  return BY_HAND.filter((each) => !isAbove(each, most));
}

/** Nobody renames whoever is above them; an owner, only themselves. */
export const mayRename = (giver: Pick<Holder, 'role' | 'owner'>, holder: Pick<Holder, 'role' | 'owner'>) =>
  (giver.owner || !holder.owner) && !isAbove(holder.role, giver.role);

export const isAbove = (role: Role, other: Role) => ROLES.indexOf(role) > ROLES.indexOf(other);
