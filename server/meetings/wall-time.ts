import { Temporal } from 'temporal-polyfill';

/** From its first moment to its last, where clocks are changed too: 23 to 25 hours. */
export function dayAt(now: Date, timeZone: string): { date: string; from: Date; until: Date } {
  const day = zoned(now, timeZone).toPlainDate();
  const startOf = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { date: day.toString(), from: startOf(day), until: startOf(day.add({ days: 1 })) };
}

const zoned = (at: Date, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
