import { dateFormat } from '../i18n/date-format.ts';

/** The hour of the daily mail, where the site is. */
const HOUR = 18;

/** The next time that it is six in the evening in `timeZone` (IANA), whatever clocks do in between. */
export function nextEvening(now: Date, timeZone: string): Date {
  for (const day of [0, 1, 2]) {
    const date = new Date(now.getTime() + day * 86_400_000);
    const evening = momentAt(`${dateIn(date, timeZone)}T${HOUR}:00`, timeZone);
    if (evening > now) return evening;
  }
  throw new Error(`no evening in ${timeZone}`);
}

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
