import type { Context } from './context.ts';

type Clock = Pick<Context, 't' | 'lang' | 'now' | 'timeZone' | 'keep'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** « il y a 8 min », « il y a 3 h », « hier, 9 h 15 », « 18 novembre », with its year when it is another. */
export function sayWhen(iso: string, clock: Clock): string {
  const { t, now } = clock;
  const age = now - Date.parse(iso);
  if (age < MINUTE) return t('now');
  if (age < HOUR) return t('minutes', { n: Math.floor(age / MINUTE) });
  const day = inParts(iso, clock, 'long');
  if (day === inParts(now, clock, 'long')) return t('hours', { n: Math.floor(age / HOUR) });
  if (day === inParts(now - 24 * HOUR, clock, 'long')) return t('yesterday', { time: sayTime(iso, clock) });
  return sayDay(iso, clock);
}

/** Until when `sayWhen` says the same, at least: until its age or the clock turns a minute, as days do everywhere. */
export function turnsAt(iso: string, now: number): number {
  const at = Date.parse(iso);
  const next = (from: number) => from + (Math.floor((now - from) / MINUTE) + 1) * MINUTE;
  return Math.min(next(at), next(0));
}

/** « 22 novembre 2026 à 11 h 31 » */
export const sayFull = (iso: string, clock: Clock): string =>
  clock.t('full', { date: inParts(iso, clock, 'long'), time: sayTime(iso, clock) });

/** « 18 novembre », with its year when it is another. */
export const sayDay = (at: string | number, clock: Clock): string =>
  inParts(at, clock, 'long').replace(` ${inParts(clock.now, clock, 'year')}`, '');

/** « 9 h 15 » */
export function sayTime(at: string | number, clock: Clock): string {
  const [h, m] = inParts(at, clock, 'time').split(':');
  return clock.t('clock', { h: String(Number(h)), m: m! });
}

type Shape = 'long' | 'year' | 'time';
const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  long: { dateStyle: 'long' },
  year: { year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};
const made: Record<string, Intl.DateTimeFormat> = {};

function inParts(at: string | number, { lang, timeZone, keep = anew }: Clock, shape: Shape): string {
  const name = shape + lang + timeZone;
  const formatter = (made[name] ??= new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...shapes[shape], timeZone }));
  // Drawn again and again, a page would keep each of its moments.
  const moment = typeof at === 'number' ? Math.floor(at / MINUTE) : at;
  return keep(name + moment, () => formatter.format(new Date(at)));
}

const anew = (_: string, make: () => string) => make();
