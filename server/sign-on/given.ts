import type { Role } from '../threads/wire.ts';
import type { Given, Mapping } from './wire.ts';

/** What nobody in particular is given. */
export const NOTHING: Given = { role: 'member', badges: [] };

/** What somebody's claims give them on the site. */
export function givenBy(mappings: Mapping[], claims: Record<string, unknown>): Given {
  const matching = mappings.filter(({ claim, value }) => valuesOf(claims, claim).includes(value));
  return together(matching.map(({ role, badge }) => ({ role, badges: badge === null ? [] : [badge] })));
}

/** Each of somebody's providers adds to the others. */
export function together(all: Given[]): Given {
  return {
    role: all.some(({ role }) => role === 'subscriber') ? 'subscriber' : 'member',
    badges: [...new Set(all.flatMap(({ badges }) => badges))],
  };
}

/** A member's role and badges once `before` became `after`. What staff gave, and every role above subscriber, stays. */
export function giveAgain(member: Standing, before: Given, after: Given): Standing {
  const kept = (member.badges ?? []).filter((badge) => !before.badges.includes(badge));
  return { role: roleAfter(member.role, before, after), badges: [...new Set([...kept, ...after.badges])] };
}
type Standing = { role: Role; badges: string[] | null };

function roleAfter(role: Role, before: Given, after: Given): Role {
  if (role === 'member' && after.role === 'subscriber') return 'subscriber';
  return role === 'subscriber' && before.role === 'subscriber' ? after.role : role;
}

/** By its name as it stands (some are addresses), else by its path: `realm_access.roles`. A list matches by each of its values. */
function valuesOf(claims: Record<string, unknown>, name: string): string[] {
  const found = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce(step, claims as unknown);
  return (Array.isArray(found) ? found : [found]).map((value) => (isPlain(value) ? String(value) : '')).filter(Boolean);
}

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
