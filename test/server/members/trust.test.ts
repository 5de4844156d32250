import { describe, expect, test } from 'vitest';
import { trustOf } from '#server/members/trust.ts';

const met = { role: 'member' as const, postCount: 3, activeDays: 2, reportsUpheld: 0 };
const known = { ...met, postCount: 20, activeDays: 10 };
const reliedOn = { ...known, postCount: 100, activeDays: 50, reportsUpheld: 3 };

describe('trust', () => {
  test.each([
    ['nobody has written yet', { ...met, postCount: 0, activeDays: 0 }, 0],
    ['many posts in one day are one day', { ...met, postCount: 40, activeDays: 1 }, 0],
    ['three posts on two days', met, 1],
    ['one post short of the next', { ...known, postCount: 19 }, 1],
    ['twenty posts on ten days', known, 2],
    ['a hundred posts, and no report that was right', { ...reliedOn, reportsUpheld: 2 }, 2],
    ['a hundred posts, fifty days, three reports that were right', reliedOn, 3],
    ['a subscriber, half of it', { ...known, role: 'subscriber' as const, postCount: 10, activeDays: 5 }, 2],
    ['a subscriber’s reports count like anybody’s', { ...reliedOn, role: 'subscriber' as const, reportsUpheld: 2 }, 2],
  ])('%s', (_, member, level) => {
    expect(trustOf(member).level).toBe(level);
  });

  test('says what the next level is short of, and nothing at the top', () => {
    expect(trustOf(met).next).toEqual({ posts: 17, days: 8, reports: 0 });
    expect(trustOf({ ...met, role: 'subscriber' }).next).toEqual({ posts: 7, days: 3, reports: 0 });
    expect(trustOf(reliedOn).next).toBeNull();
  });
});
