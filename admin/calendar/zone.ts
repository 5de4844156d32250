// Days and hours where the site is, whatever the browser's own clock says. Days are YYYY-MM-DD, what clocks show YYYY-MM-DDTHH:MM. Pure.

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What clocks show there. */
export function clockIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

export const dayIn = (zone: string, at: number) => clockIn(zone, at).slice(0, 10);

/** Minutes since midnight, by the clocks there. */
export function minuteIn(zone: string, at: number): number {
  const [hours, minutes] = clockIn(zone, at).slice(11).split(':').map(Number);
  return hours! * 60 + minutes!;
}

/** ISO 8601. An hour that clocks leap over is as much later, one that comes twice is the first; what is no hour comes back as it was typed. */
export function momentIn(zone: string, clock: string): string {
  const wanted = Date.parse(`${clock}Z`);
  if (Number.isNaN(wanted)) return clock;
  const offset = (at: number) => Date.parse(`${clockIn(zone, at)}Z`) - Math.floor(at / MINUTE) * MINUTE;
  const guess = wanted - offset(wanted - DAY);
  const at = clockIn(zone, guess) === clock ? guess : wanted - offset(guess);
  return new Date(clockIn(zone, at) === clock ? at : guess).toISOString();
}

export const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T12:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekday = (day: string) => (new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7;

export const mondayOf = (day: string) => addDays(day, -weekday(day));

export const daysFrom = (first: string, n: number) => Array.from({ length: n }, (_, i) => addDays(first, i));

/** The weeks that a month is in, whole: six at most. */
export function weeksOf(day: string): string[][] {
  const month = day.slice(0, 7);
  const weeks: string[][] = [];
  for (let monday = mondayOf(`${month}-01`); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) weeks.push(daysFrom(monday, 7));
  return weeks;
}

export function addMonths(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1 + months, 1)).toISOString().slice(0, 10);
}
