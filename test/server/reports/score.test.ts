import { describe, expect, test } from 'vitest';
import { scoreOf, type Report } from '#server/reports/score.ts';

const now = new Date('2026-11-22T13:00:00Z');
const LONG_AGO = new Date('2025-01-01T00:00:00Z');
const post = { authorRole: 'member' as const, expert: false, approved: false };
const at = { hideFrom: 8, now };

/** By trust level: what each level asks for (members/trust.ts). */
const RECORDS = [
  { postCount: 0, activeDays: 0, reportsUpheld: 0 },
  { postCount: 3, activeDays: 2, reportsUpheld: 0 },
  { postCount: 20, activeDays: 10, reportsUpheld: 0 },
  { postCount: 100, activeDays: 50, reportsUpheld: 3 },
];

function report(
  uid: string,
  level: number,
  { right = 0, wrong = 0, since = LONG_AGO, ...more }: { right?: number; wrong?: number; since?: Date } & Partial<Report> = {},
): Report {
  const record = RECORDS[level]!;
  return {
    uid,
    reporter: {
      ...record,
      role: 'member',
      reportsUpheld: Math.max(right, record.reportsUpheld),
      reportsRefused: wrong,
      createdAt: since,
    },
    rule: 1,
    note: '',
    referrer: null,
    ...more,
  };
}

describe('what one report weighs', () => {
  test.each([
    ['a stranger’s', report('ada', 0), 1.5],
    ['a stranger’s, in words', report('ada', 0, { note: 'Il m’insulte.' }), 2],
    ['a stranger’s, without rule or words', report('ada', 0, { rule: null }), 1],
    ['of somebody known', report('ada', 1), 2.5],
    ['of an old hand', report('ada', 3), 4.5],
    ['of somebody always right, six times', report('ada', 1, { right: 6 }), 3.79],
    ['of somebody right eighteen times of twenty', report('ada', 1, { right: 18, wrong: 2 }), 3.94],
    ['of somebody always right, a thousand times: no more than a long acquaintance', report('ada', 1, { right: 1000 }), 5.5],
    ['of somebody right half the time', report('ada', 2, { right: 5, wrong: 5 }), 3.03],
    ['of somebody hardly ever right', report('ada', 1, { right: 2, wrong: 8 }), 1.31],
    ['of somebody never right, a thousand times: nothing', report('ada', 0, { wrong: 1000 }), 0],
    ['of an account of this morning', report('ada', 0, { since: new Date('2026-11-22T08:00:00Z') }), 0.38],
  ])('%s', (_, one, weight) => {
    expect(scoreOf(post, [one], at).parts[0]!.weight).toBe(weight);
  });
});

describe('what hides', () => {
  test('one determined reporter never does, however right they always were', () => {
    const score = scoreOf(post, [report('ada', 3, { right: 1000 })], { hideFrom: 5, now });

    expect(score.total).toBeGreaterThanOrEqual(5);
    expect(score).toMatchObject({ hides: false, spared: 'too_few', reporters: 1, needed: 2 });
  });

  test('two whom one knows do, once their sum is there', () => {
    const [ada, linus] = [report('ada', 3), report('linus', 2)];

    expect(scoreOf(post, [ada, linus], at)).toMatchObject({ total: 8, threshold: 8, hides: true, spared: null });
    expect(scoreOf(post, [ada, report('linus', 1)], at)).toMatchObject({ total: 7, hides: false, spared: null });
  });

  test('of strangers it takes three', () => {
    const strangers = ['ada', 'linus', 'grace'].map((name) => report(name, 0, { note: 'Insulte.', right: 2 }));

    expect(scoreOf(post, strangers.slice(0, 2), { hideFrom: 0, now })).toMatchObject({ needed: 3, hides: false });
    expect(scoreOf(post, strangers, { hideFrom: 0, now })).toMatchObject({ total: 6, threshold: 5, hides: true });
  });

  test('whoever is never right is not counted among them', () => {
    const never = report('grace', 0, { wrong: 1000 });

    expect(scoreOf(post, [report('ada', 3, { right: 60 }), never], { hideFrom: 5, now })).toMatchObject({
      reporters: 1,
      hides: false,
      spared: 'too_few',
    });
  });

  test('a site cannot ask for less than five', () => {
    expect(scoreOf(post, [], { hideFrom: 1, now }).threshold).toBe(5);
  });

  test.each([
    ['what a person let be, as it is', { ...post, approved: true }, 'approved'],
    ['what the newsroom wrote', { ...post, authorRole: 'journalist' as const }, 'staff'],
    ['what an invited expert wrote', { ...post, expert: true }, 'staff'],
  ])('never %s', (_, spared, why) => {
    const reports = ['ada', 'linus', 'grace', 'alan'].map((name) => report(name, 3));

    expect(scoreOf(spared, reports, at)).toMatchObject({ hides: false, spared: why });
  });

  test('reports that name no rule of the charter give no ground to hide', () => {
    const reports = ['ada', 'linus', 'grace'].map((name) => report(name, 3, { rule: null }));

    expect(scoreOf(post, reports, at)).toMatchObject({ hides: false, spared: 'no_rule' });
  });

  test('a wave that comes from one page counts for a quarter', () => {
    const wave = Array.from({ length: 12 }, (_, n) => report(`reader ${n}`, 0, { referrer: 'forum.example' }));
    const apart = wave.map((one, n) => ({ ...one, referrer: `site${n}.example` }));

    expect(scoreOf(post, wave, at)).toMatchObject({ total: 4.56, hides: false });
    expect(scoreOf(post, apart, at)).toMatchObject({ total: 18, hides: true });
  });

  test('a wave of accounts made for it counts for a quarter', () => {
    const wave = Array.from({ length: 12 }, (_, n) => report(`new ${n}`, 0, { since: new Date('2026-11-22T12:00:00Z') }));

    expect(scoreOf(post, wave, at)).toMatchObject({ total: 4.56, hides: false });
  });
});
