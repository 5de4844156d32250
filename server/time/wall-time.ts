// Between moments and what clocks show in a place (IANA time zones), on the days that they change too.
import { Temporal } from 'temporal-polyfill';
import { dateFormat } from '../i18n/date-format.ts';

/** Of an hour that clocks show twice as they go back: the first time, or the second. */
export type Turn = 'earlier' | 'later';

/**
 * The moment of what clocks show in a place (IANA): `local` is 2026-11-22T18:00. 'none' for an hour that is passed over when
 * clocks go forward, 'twice' for one that comes again when they go back and of which nobody said which, 'wrong' for no hour at all.
 */
export function momentIn(timeZone: string, local: string, turn?: Turn): Date | 'none' | 'twice' | 'wrong' {
  const typed = plainOf(local);
  if (!typed) return 'wrong';
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => typed.toZonedDateTime(timeZone, { disambiguation }));
  if (!earlier!.toPlainDateTime().equals(typed)) return 'none';
  if (earlier!.epochMilliseconds === later!.epochMilliseconds) return new Date(earlier!.epochMilliseconds);
  return turn ? new Date((turn === 'earlier' ? earlier! : later!).epochMilliseconds) : 'twice';
}

/**
 * The same where nobody can be asked which: of an hour that comes twice the later, for one that is passed over as much later; an
 * invalid date for no hour at all.
 */
export function momentAt(local: string, timeZone: string): Date {
  const typed = plainOf(local);
  return typed ? later(typed, timeZone) : new Date(NaN);
}

/**
 * The next time after `at` that it is HH:MM in a place, on a day of the week (1 is Monday) where one is named. A time that the clocks
 * leap over is as much later, one that they show twice is the second: there is one such moment a day, whatever clocks do.
 */
export function nextTime(at: Date, { time, timeZone, weekday }: { time: string; timeZone: string; weekday?: number }): Date {
  const today = zoned(at, timeZone).toPlainDate();
  // A week, and one more for a weekday whose hour is past.
  for (let days = 0; days <= 7; days++) {
    const day = today.add({ days });
    if (weekday !== undefined && day.dayOfWeek !== weekday) continue;
    const moment = later(day.toPlainDateTime(Temporal.PlainTime.from(time)), timeZone);
    if (moment > at) return moment;
  }
  throw new Error(`no ${time} in ${timeZone}`);
}

const later = (local: Temporal.PlainDateTime, timeZone: string) =>
  new Date(local.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds);

/** The next full hour there. */
export function nextHour(at: Date, timeZone: string): Date {
  const hour = zoned(at, timeZone).round({ smallestUnit: 'hour', roundingMode: 'floor' });
  return new Date(hour.add({ hours: 1 }).epochMilliseconds);
}

function plainOf(local: string): Temporal.PlainDateTime | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** What clocks show there, as a form's field takes it. */
export const clockOf = (at: Date, timeZone: string) => zoned(at, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/** 2026-11-22 18:00, there: as a spreadsheet takes it. */
export const cellTimeOf = (at: Date, timeZone: string) => clockOf(at, timeZone).replace('T', ' ');

/** 2026-11-22T18:00:00+01:00: what clocks show there, and how far from UTC they are. */
export const offsetTimeOf = (at: Date, timeZone: string) => zoned(at, timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' });

/** HH:MM, there. */
export const timeIn = (at: Date, timeZone: string) => zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** YYYY-MM-DD, there. */
export const dateIn = (at: Date, timeZone: string) => dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

/** From its first moment to its last, where clocks are changed too: 23 to 25 hours. */
export function dayAt(now: Date, timeZone: string): { date: string; from: Date; until: Date } {
  const date = zoned(now, timeZone).toPlainDate().toString();
  return { date, from: dayStart(date, timeZone), until: dayStart(daysAfter(date, 1), timeZone) };
}

/** The first moment of a day (YYYY-MM-DD) there. */
export const dayStart = (date: string, timeZone: string) =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);

/** 2026-11, there. */
export const monthOf = (at: Date, timeZone: string) => zoned(at, timeZone).toPlainDate().toPlainYearMonth().toString();

/** 0 to 23, there. */
export const hourOf = (at: Date, timeZone: string) => zoned(at, timeZone).hour;

/** YYYY-MM-DD, so many days after one: days have no clocks. */
export const daysAfter = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

/** What clocks show so many days after: a day of 23 to 25 hours where they change. */
export const sameHourAfter = (at: Date, days: number, timeZone: string) => new Date(zoned(at, timeZone).add({ days }).epochMilliseconds);

/** 0 is Monday at midnight there, 167 Sunday at 23. */
export function hourOfWeek(at: Date, timeZone: string): number {
  const { dayOfWeek, hour } = zoned(at, timeZone);
  return (dayOfWeek - 1) * 24 + hour;
}

const zoned = (at: Date, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
