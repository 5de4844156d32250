import { dateFormat } from '../i18n/date-format.ts';

/** YYYY-MM-DD of that place. */
export const dateIn = (date: Date, timeZone: string) => dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(date);

/** `local`: 2026-11-22T18:00, as clocks show it there; an invalid date where it is none. */
export function momentAt(local: string, timeZone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return new Date(NaN);
  // The offset of about then, and of then: between the two the clocks may change.
  const about = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(about, timeZone));
}

/** Milliseconds ahead of UTC. */
function offsetAt(time: number, timeZone: string): number {
  const parts = dateFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(time);
  const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')!.value)!;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
