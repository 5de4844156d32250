import { describe, expect, test } from 'vitest';
import { leavesAt, pacesOf, PACES, REASONS, reasonOf, type Pace } from '#server/notifications/pace.ts';
import { afterQuiet, type Quiet } from '#server/notifications/quiet-hours.ts';
import { nextTime } from '#server/time/wall-time.ts';

const timeZone = 'Europe/Paris';
const night: Quiet = { from: '22:00', until: '07:30' };
const iso = (date: Date | null) => date?.toISOString().slice(0, 16) ?? null;

describe('quiet hours', () => {
  test.each([
    ['before them', '2026-11-22T20:59', '2026-11-22T20:59'],
    ['at their first minute', '2026-11-22T21:00', '2026-11-23T06:30'],
    ['after midnight', '2026-11-23T02:00', '2026-11-23T06:30'],
    ['at their end', '2026-11-23T06:30', '2026-11-23T06:30'],
    ['in the night that clocks go forward', '2026-03-28T22:00', '2026-03-29T05:30'],
    ['in the night that clocks go back', '2026-10-24T21:00', '2026-10-25T06:30'],
  ])('%s', (_, at, told) => {
    expect(iso(afterQuiet(new Date(`${at}Z`), { timeZone, quiet: night }))).toBe(told);
  });

  test('within one day, in another place, without any, and of no length', () => {
    const at = new Date('2026-11-22T12:30Z');

    expect(iso(afterQuiet(at, { timeZone, quiet: { from: '13:00', until: '14:00' } }))).toBe('2026-11-22T13:00');
    expect(iso(afterQuiet(at, { timeZone: 'Asia/Tokyo', quiet: { from: '21:00', until: '06:15' } }))).toBe('2026-11-22T21:15');
    expect(afterQuiet(at, { timeZone, quiet: null })).toBe(at);
    expect(afterQuiet(at, { timeZone, quiet: { from: '13:30', until: '13:30' } })).toBe(at);
  });

  test('that end in an hour that clocks show twice end once: at the second', () => {
    const quiet = { from: '22:00', until: '02:30' };

    expect(iso(afterQuiet(new Date('2026-10-25T00:10Z'), { timeZone, quiet }))).toBe('2026-10-25T01:30');
    expect(iso(afterQuiet(new Date('2026-10-25T01:10Z'), { timeZone, quiet }))).toBe('2026-10-25T01:30');
  });
});

describe('a digest at 02:30', () => {
  const digests = (from: string, days: number) => {
    const all = [];
    let at = new Date(from);
    for (let n = 0; n < days; n++) all.push((at = nextTime(at, { time: '02:30', timeZone })));
    return all.map(iso);
  };

  test('leaves once on the day that has no such time: an hour later by the clocks', () => {
    expect(digests('2026-03-28T00:00Z', 3)).toEqual(['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30']);
  });

  test('leaves once on the day that has it twice', () => {
    expect(digests('2026-10-24T00:00Z', 3)).toEqual(['2026-10-24T00:30', '2026-10-25T01:30', '2026-10-26T01:30']);
  });
});

describe('how soon a mail follows', () => {
  const clock = { timeZone, quiet: night, digestAt: null };

  test.each<[Pace, string, string | null]>([
    ['once', '2026-11-22T13:05', '2026-11-22T13:05'],
    ['once', '2026-11-22T22:05', '2026-11-23T06:30'],
    ['hourly', '2026-11-22T13:05', '2026-11-22T14:00'],
    ['hourly', '2026-11-22T13:00', '2026-11-22T14:00'],
    ['hourly', '2026-11-22T20:10', '2026-11-23T06:30'],
    ['daily', '2026-11-22T13:05', '2026-11-22T17:00'],
    ['daily', '2026-11-22T17:00', '2026-11-23T17:00'],
    ['weekly', '2026-11-22T13:05', '2026-11-27T17:00'],
    ['weekly', '2026-11-27T17:00', '2026-12-04T17:00'],
    ['never', '2026-11-22T13:05', null],
  ])('%s, of what was told at %s', (pace, at, leaves) => {
    expect(iso(leavesAt(new Date(`${at}Z`), pace, clock))).toBe(leaves);
  });

  test('at the hour that somebody chose', () => {
    expect(iso(leavesAt(new Date('2026-11-22T13:05Z'), 'daily', { ...clock, digestAt: '07:45' }))).toBe('2026-11-23T06:45');
  });

  test('what one follows comes gathered, decisions as fast as answers, and nothing at all once one wants none', () => {
    expect(pacesOf({ mailPace: 'once', paces: null })).toEqual({
      answers: 'once',
      mentions: 'once',
      followed: 'daily',
      newsroom: 'weekly',
      reactions: 'never',
    });
    expect(Object.values(pacesOf({ mailPace: 'never', paces: null }))).toEqual(REASONS.map(() => 'never'));
    expect(pacesOf({ mailPace: 'daily', paces: { followed: 'weekly' } }).followed).toBe('weekly');
    expect([reasonOf('decision'), reasonOf('thread'), reasonOf('called')]).toEqual(['answers', 'followed', 'mentions']);
    expect(PACES).toHaveLength(5);
  });
});
