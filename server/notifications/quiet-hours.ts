import { Temporal } from 'temporal-polyfill';

/** HH:MM as clocks show it where the member is; over midnight where `from` is the later one. */
export type Quiet = { from: string; until: string };

/** `timeZone`: IANA. */
export type Clock = { timeZone: string; quiet: Quiet | null };

/** The moment itself, or the end of the quiet hours it lies in: what is to be told then is told after. */
export function afterQuiet(at: Date, { timeZone, quiet }: Clock): Date {
  if (!quiet || quiet.from === quiet.until || !isWithin(timeIn(at, timeZone), quiet)) return at;
  return nextTime(at, { time: quiet.until, timeZone });
}

const isWithin = (time: string, { from, until }: Quiet) => (from < until ? time >= from && time < until : time >= from || time < until);

const timeIn = (at: Date, timeZone: string) => zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

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
    const local = day.toPlainDateTime(Temporal.PlainTime.from(time));
    const moment = new Date(local.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds);
    if (moment > at) return moment;
  }
  throw new Error(`no ${time} in ${timeZone}`);
}

export const zoned = (at: Date, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
