const DAY = 86_400_000;
/** An expert is reminded this long before it begins … */
const BEFORE_START = 2 * DAY;
/** … and this long before it ends, where they have answered nothing. */
const BEFORE_END = DAY;

type Term = { startsAt: Date; endsAt: Date };

/** The next time to remind somebody of it; null where both have passed. The last word never comes before the first. */
export function remindAt({ startsAt, endsAt }: Term, now: Date): Date | null {
  const last = new Date(endsAt.getTime() - BEFORE_END);
  const times = [new Date(startsAt.getTime() - BEFORE_START), ...(last > startsAt ? [last] : [])];
  return times.find((time) => time > now) ?? null;
}

/** What a reminder that is due now is about; null where its time has passed. */
export function reminderAt({ startsAt, endsAt }: Term, now: Date): 'before' | 'last' | null {
  if (now < startsAt) return 'before';
  return now < endsAt && now.getTime() >= endsAt.getTime() - BEFORE_END ? 'last' : null;
}
