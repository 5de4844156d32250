import { nextTime, timeIn } from '../time/wall-time.ts';

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
