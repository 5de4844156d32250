import type { Role } from '../threads/wire.ts';
import type { TrustWire } from './wire.ts';

type Record = { role: Role; postCount: number; activeDays: number; reportsUpheld: number };
type Need = { posts: number; days: number; reports: number };

/**
 * What each level asks for; the first asks for nothing. Published posts and days on which somebody wrote or reported, so
 * that nobody hurries through; for the last, reports that moderators found right.
 */
const NEEDS: Need[] = [
  { posts: 0, days: 0, reports: 0 },
  { posts: 3, days: 2, reports: 0 },
  { posts: 20, days: 10, reports: 0 },
  { posts: 100, days: 50, reports: 3 },
];

/** Whoever pays with a name that their publisher knows needs half of it. */
const SUBSCRIBER = 0.5;

/** How far a member is known here, by what they did alone, and what the next level is short of. Never taken as a price for an opinion. */
export function trustOf(member: Record): TrustWire {
  const level = NEEDS.findLastIndex((need) => isMet(need, member));
  const next = NEEDS[level + 1];
  return { level: level as TrustWire['level'], subscriber: member.role === 'subscriber', next: next ? shortOf(next, member) : null };
}

const isMet = (need: Need, member: Record) => Object.values(shortOf(need, member)).every((left) => left === 0);

function shortOf(need: Need, { role, postCount, activeDays, reportsUpheld }: Record): Need {
  const share = role === 'subscriber' ? SUBSCRIBER : 1;
  const left = (asked: number, done: number) => Math.max(0, Math.ceil(asked * share) - done);
  return { posts: left(need.posts, postCount), days: left(need.days, activeDays), reports: Math.max(0, need.reports - reportsUpheld) };
}
