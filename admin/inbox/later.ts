/** Hours of somebody's day at the desk. */
const MORNING = 9;
const EVENING = 18;
const MONDAY = 1;

/** When one may look at it again, by the reader's own clock: this evening, tomorrow morning, next Monday, in a week. */
export function laterChoices(now: Date): Date[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const toMonday = (MONDAY - now.getDay() + 7) % 7 || 7;
  const choices = [at(0, EVENING), at(1, MORNING), at(toMonday, MORNING), at(7, MORNING)];
  const hour = 3_600_000;
  const later = choices.filter((choice) => choice.getTime() - now.getTime() >= hour);
  return [...new Map(later.map((choice) => [choice.getTime(), choice])).values()].toSorted((a, b) => a.getTime() - b.getTime());
}
