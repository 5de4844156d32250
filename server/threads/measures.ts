import { dateFormat } from '../i18n/date-format.ts';
import type { Hours } from '../sites/wire.ts';
import type { Measure, MeasureWire } from './wire.ts';

/** A month: what should last longer is a setting, not a measure. */
export const MAX_DAYS = 30;
/** When a newsroom that never said otherwise has somebody there. */
const USUAL_HOURS: Hours = { from: 8, to: 22 };

/** What holds at this moment: its end is a condition of this reading, no job. */
export const activeMeasures = (measures: Measure[] | null | undefined, now: Date): Measure[] =>
  (measures ?? []).filter(({ from, until }) => Date.parse(from) <= now.getTime() && now.getTime() < Date.parse(until));

export const hoursOf = ({ openingHours }: { openingHours?: Hours | undefined }): Hours => openingHours ?? USUAL_HOURS;

/** Outside the hours, where the site is; they may go past midnight. */
export function isNight({ from, to }: Hours, { timeZone, now }: { timeZone: string; now: Date }): boolean {
  const hour = Number(dateFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  const open = from <= to ? from <= hour && hour < to : from <= hour || hour < to;
  return !open;
}

/** The next full hour where the site is: whether it is night may be another answer then, also when clocks change. */
export function nextHour({ timeZone, now }: { timeZone: string; now: Date }): Date {
  const minute = Number(new Intl.DateTimeFormat('en-GB', { timeZone, minute: '2-digit' }).format(now));
  return new Date(now.getTime() - (now.getTime() % MINUTE_MS) + (60 - minute) * MINUTE_MS);
}

const MINUTE_MS = 60_000;

/** As readers are told: what, until when, why; not by whom. */
export const presentMeasure = ({ kind, seconds, until, reason }: Measure, hours: Hours): MeasureWire => ({
  kind,
  until,
  reason,
  ...(seconds !== undefined && { seconds }),
  ...(kind === 'night' && { hours }),
});
