import { Temporal } from 'temporal-polyfill';

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

/** 2026-11-22T18:00:00+01:00: what clocks show there, and how far from UTC they are. */
export const offsetTimeOf = (at: Date, timeZone: string) => zoned(at, timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' });

/** From its first moment to its last, where clocks are changed too: 23 to 25 hours. */
export function dayAt(now: Date, timeZone: string): { date: string; from: Date; until: Date } {
  const day = zoned(now, timeZone).toPlainDate();
  const startOf = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { date: day.toString(), from: startOf(day), until: startOf(day.add({ days: 1 })) };
}

/** 2026-11, there. */
export const monthOf = (at: Date, timeZone: string) => zoned(at, timeZone).toPlainDate().toPlainYearMonth().toString();

const zoned = (at: Date, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** 0 to 23, there. */
export const hourOf = (at: Date, timeZone: string) => zoned(at, timeZone).hour;
