import { RateLimiterRes, type RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import { limits, type LimitName } from './rate-limit.ts';
import type { Counter } from './rate-counters.ts';

/** How one limit is spelled for the library, whatever its store. */
export const spelled = (name: LimitName) => ({ points: limits[name].count, duration: limits[name].ms / 1000 });

/** A limiter of the library for each limit, made with its first act; `isFirst` of all. */
export function countBy(open: (name: LimitName, isFirst: boolean) => RateLimiterStoreAbstract): Counter {
  const limiters = new Map<LimitName, RateLimiterStoreAbstract>();
  return async (name, key) => {
    const limiter = limiters.get(name) ?? open(name, limiters.size === 0);
    limiters.set(name, limiter);
    // Over its limit, the library rejects with the counts; with anything else where the store failed.
    const { consumedPoints: acts, msBeforeNext: msLeft } = await limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    return { acts, msLeft };
  };
}
