import { describe, expect, test } from 'vitest';
import en from '#widget/i18n/en.json' with { type: 'json' };
import fr from '#widget/i18n/fr.json' with { type: 'json' };
import { translator, type Lang } from '#widget/thread/context.ts';
import { sayFull, sayWhen, turnsAt } from '#widget/thread/dates.ts';

const at = (now: string, lang: Lang = 'fr', timeZone = 'Europe/Paris') => ({
  t: translator(lang === 'fr' ? fr : en, lang),
  lang,
  now: Date.parse(now),
  timeZone,
});

describe('when', () => {
  const noon = at('2026-11-22T12:00:00Z');
  test.each([
    ['2026-11-22T11:59:31Z', 'à l’instant'],
    ['2026-11-22T11:52:00Z', 'il y a 8\u00a0min'],
    ['2026-11-22T08:30:00Z', 'il y a 3\u00a0h'],
    ['2026-11-21T08:15:00Z', 'hier, 9\u00a0h\u00a015'],
    ['2026-11-18T08:15:00Z', '18 novembre'],
    ['2024-11-18T08:15:00Z', '18 novembre 2024'],
    ['2026-11-22T12:00:20Z', 'à l’instant'],
  ])('%s reads %s', (iso, said) => {
    expect(sayWhen(iso, noon)).toBe(said);
  });

  test('yesterday is the reader’s, not the server’s', () => {
    const late = '2026-11-21T23:30:00Z';

    expect(sayWhen(late, at('2026-11-22T12:00:00Z', 'fr', 'Europe/Paris'))).toBe('il y a 12\u00a0h');
    expect(sayWhen(late, at('2026-11-22T12:00:00Z', 'fr', 'America/Montreal'))).toBe('hier, 18\u00a0h\u00a030');
  });

  test.each(['2026-10-24T21:59:41Z', '2026-10-25T00:30:12.5Z', '2026-11-21T10:00:00Z', '2025-12-31T22:59:59.9Z'])(
    'says the same of %s from any moment until its turn',
    (iso) => {
      for (let age = -30_000; age < 2 * 86_400_000; age += 47_000) {
        const now = Date.parse(iso) + age;
        const said = sayWhen(iso, { ...noon, now });
        for (const later of [1, (turnsAt(iso, now) - now) / 2, turnsAt(iso, now) - now - 1])
          expect(sayWhen(iso, { ...noon, now: now + Math.max(0, later) })).toBe(said);
      }
    },
  );

  test('the full date is always at hand', () => {
    expect(sayFull('2026-11-22T10:31:00Z', noon)).toBe('22 novembre 2026 à 11\u00a0h\u00a031');
    expect(sayFull('2026-11-22T10:31:00Z', at('2026-11-22T12:00:00Z', 'en'))).toBe('22 November 2026, 11:31');
  });
});
