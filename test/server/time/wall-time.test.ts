// Hours that clocks pass over, or show twice.
import { describe, expect, test } from 'vitest';
import { clockOf, dateIn, dayAt, momentAt, momentIn, offsetTimeOf } from '#server/time/wall-time.ts';

const PARIS = 'Europe/Paris';

describe('an hour', () => {
  test('that clocks pass over is none', () => {
    expect(momentIn(PARIS, '2027-03-28T02:30')).toBe('none');
    expect(momentIn('UTC', '2027-03-28T02:30')).toEqual(new Date('2027-03-28T02:30:00Z'));
  });

  test('that clocks show twice is two, and somebody says which', () => {
    expect(momentIn(PARIS, '2027-10-31T02:30')).toBe('twice');
    expect(momentIn(PARIS, '2027-10-31T02:30', 'earlier')).toEqual(new Date('2027-10-31T00:30:00Z'));
    expect(momentIn(PARIS, '2027-10-31T02:30', 'later')).toEqual(new Date('2027-10-31T01:30:00Z'));
  });

  test.each(['', '2027-02-30T10:00', '2027-01-01T25:00', '2027-01-01', 'demain'])('is not %o', (typed) => {
    expect(momentIn(PARIS, typed)).toBe('wrong');
  });

  test('says how far from UTC it is', () => {
    expect(offsetTimeOf(new Date('2027-03-28T00:30:00Z'), PARIS)).toBe('2027-03-28T01:30:00+01:00');
    expect(offsetTimeOf(new Date('2027-03-28T01:30:00Z'), PARIS)).toBe('2027-03-28T03:30:00+02:00');
  });

  test('of a day is one of its 23, 24 or 25', () => {
    const hours = (now: string) => {
      const { from, until } = dayAt(new Date(now), PARIS);
      return (until.getTime() - from.getTime()) / 3_600_000;
    };

    expect([hours('2027-03-28T12:00:00Z'), hours('2027-03-29T12:00:00Z'), hours('2027-10-31T12:00:00Z')]).toEqual([23, 24, 25]);
  });

  test.each([
    ['as clocks show it', PARIS, '2026-11-22T18:00', '2026-11-22T17:00'],
    ['that they pass over is as much later', PARIS, '2027-03-28T02:30', '2027-03-28T01:30'],
    ['that comes twice is the later', PARIS, '2027-10-31T02:30', '2027-10-31T01:30'],
    ['the same west of Greenwich', 'America/New_York', '2026-11-01T01:30', '2026-11-01T06:30'],
    ['that they pass over there', 'America/New_York', '2027-03-14T02:30', '2027-03-14T07:30'],
  ])('typed where nobody can be asked which: %s', (_, zone, typed, utc) => {
    expect(momentAt(typed, zone)).toEqual(new Date(`${utc}Z`));
  });

  test('that is none is no moment', () => {
    for (const typed of ['', '2027-02-30T10:00', '2027-01-01', 'demain']) expect(momentAt(typed, PARIS).getTime()).toBeNaN();
  });

  test('has the day that it is there', () => {
    const at = new Date('2026-11-22T23:30:00Z');

    expect([dateIn(at, PARIS), dateIn(at, 'America/New_York'), clockOf(at, PARIS)]).toEqual([
      '2026-11-23',
      '2026-11-22',
      '2026-11-23T00:30',
    ]);
  });
});
