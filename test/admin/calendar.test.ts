import { describe, expect, test } from 'vitest';
import { EMPTY, fromForm, toForm, type ItemForm } from '#admin/calendar/item-form.ts';
import { bestHours, clashesIn, placeBeside } from '#admin/calendar/overlap.ts';
import { addMonths, clockIn, minuteIn, momentIn, mondayOf, weeksOf } from '#admin/calendar/zone.ts';

const PARIS = 'Europe/Paris';

describe('hours where the site is', () => {
  test('there and back, in winter and in summer', () => {
    expect(momentIn(PARIS, '2026-11-26T18:00')).toBe('2026-11-26T17:00:00.000Z');
    expect(momentIn(PARIS, '2026-07-26T18:00')).toBe('2026-07-26T16:00:00.000Z');
    expect(momentIn('America/Montreal', '2026-11-26T18:00')).toBe('2026-11-26T23:00:00.000Z');
    expect(clockIn(PARIS, Date.parse('2026-11-26T17:00Z'))).toBe('2026-11-26T18:00');
  });

  test('on the nights that clocks change', () => {
    expect(momentIn(PARIS, '2026-03-29T01:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(momentIn(PARIS, '2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(clockIn(PARIS, Date.parse(momentIn(PARIS, '2026-03-29T02:30')))).toBe('2026-03-29T03:30');
    expect(momentIn(PARIS, '2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(momentIn(PARIS, '2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(minuteIn(PARIS, Date.parse('2026-10-25T01:30Z'))).toBe(150);
  });

  test('what is no hour stays as it was typed', () => {
    expect(momentIn(PARIS, 'demain')).toBe('demain');
  });

  test('a month is its whole weeks', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(weeksOf('2026-11-15').map((week) => week[0])).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(addMonths('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('what overlaps', () => {
  const at = (id: string, hour: string, minutes = 60) => ({ id, at: `2026-11-26T${hour}:00Z`, minutes });
  const [debate, house, letter] = [at('debate', '17:00', 90), at('house', '17:30'), at('letter', '18:30')];

  test('is told in pairs; what begins as another ends does not overlap it', () => {
    expect(clashesIn([letter, house, debate]).map((pair) => pair.map(({ id }) => id))).toEqual([['debate', 'house']]);
  });

  test('stands side by side, and what does not takes all of its width', () => {
    expect(placeBeside([debate, house, letter]).map(({ item, lane, lanes }) => [item.id, lane, lanes])).toEqual([
      ['debate', 0, 2],
      ['house', 1, 2],
      ['letter', 0, 1],
    ]);
  });
});

describe('good hours', () => {
  const hours = Array.from({ length: 168 }, (_, hour) => (hour === 18 ? 60 : hour === 42 ? 80 : 0));

  test('are those that readers write most in', () => {
    expect(bestHours({ hours, n: 140 })).toEqual([42, 18]);
  });

  test('of too few comments none is better than another', () => {
    expect(bestHours({ hours, n: 99 })).toEqual([]);
  });
});

test('an item comes back from its form as it went in, with what the form does not show', () => {
  const form: ItemForm = {
    ...EMPTY,
    kind: 'testimony',
    title: 'Vos trajets pendant les travaux',
    source: '«\u00a0Une heure de plus\u00a0», nous dit-on.',
    at: '2026-11-26T18:00',
    space: 'velo',
    details: { fields: 'Quel trajet ?\nCombien de temps ?', closesAt: '2026-12-24T12:00', keepDays: '90' },
    checklist: [{ text: 'Relu', done: true }],
  };
  const planned = fromForm(form, PARIS);

  expect(planned.details).toMatchObject({ fields: [{ label: 'Quel trajet ?' }, { label: 'Combien de temps ?' }], keepDays: '90' });
  expect(toForm(planned, PARIS)).toEqual(form);
  expect(fromForm(form, PARIS, { ...planned, details: { readers: 'named' } }).details).toMatchObject({ readers: 'named', keepDays: '90' });
});
