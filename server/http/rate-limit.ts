import { Refusal } from '../errors.ts';
import { networkOf } from './address.ts';

/** `count` acts in any window of `ms`. */
type Limit = { count: number; ms: number };

/** Each limit with its reason. */
const limits = {
  /** A conversation's pace; a heated exchange still fits. */
  post: { count: 5, ms: 180_000 },
  edit: { count: 20, ms: 180_000 },
  report: { count: 20, ms: 3_600_000 },
  preview: { count: 60, ms: 60_000 },
  /** Argon2 costs 6 ms of a core: this bounds what a stranger can make us spend, and how fast passwords are tried. */
  signIn: { count: 10, ms: 300_000 },
  signUp: { count: 10, ms: 3_600_000 },
  /** Each sends a mail to somebody. */
  mailLink: { count: 5, ms: 3_600_000 },
} as const satisfies Record<string, Limit>;

export type RateLimiter = (name: keyof typeof limits, who: string) => Promise<void>;

/** More keys than this means an attack from many addresses: the oldest are forgotten first, memory stays bounded. */
const KEYS = 50_000;

/** Refuses `too_fast`, with the seconds to wait, once `who` (a member, an address) has done `name` too often. Held in this process's memory. */
export function createRateLimiter(now: () => Date): RateLimiter {
  const acts = new Map<string, number[]>();
  return async (name, who) => {
    const { count, ms } = limits[name];
    const key = `${name} ${networkOf(who)}`;
    const at = now().getTime();
    const recent = (acts.get(key) ?? []).filter((time) => time > at - ms);
    if (recent.length >= count) throw new Refusal('too_fast', { retryAfter: Math.ceil((recent[0]! + ms - at) / 1000) });
    acts.delete(key);
    acts.set(key, [...recent, at]);
    if (acts.size > KEYS) acts.delete(acts.keys().next().value!);
  };
}
