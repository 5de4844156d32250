// How the site is doing, from figures that are kept. Pure.
import type { KeptFigures } from '../figures/queries.ts';
import type { Figures } from '../figures/wire.ts';
import { daysAfter } from '../time/wall-time.ts';
import type { HealthWire, Usual } from './wire.ts';

const SHOWN = 28; // days
const WEEKS = 12;
/** What is usual is read from so many weeks before, and said of no fewer. */
export const USUAL_WEEKS = 8;
const LEAST_WEEKS = 4;
/** Days of figures that it takes. */
export const NEEDED = SHOWN + 7 * USUAL_WEEKS;

/** null where the last day was not counted yet. */
export function healthOf(kept: KeptFigures[], yesterday: string): HealthWire | null {
  const of = new Map(kept.map(({ begins, figures }) => [begins, figures]));
  if (!of.has(yesterday)) return null;
  const back = (days: number) => daysAfter(yesterday, -days);
  const shown = Array.from({ length: SHOWN }, (_, i) => back(SHOWN - 1 - i));
  const weekBefore = (week: number) => sumOf(kept, back(7 * week + 6), back(7 * week));
  return {
    posts: shown.map((day) => ({
      day,
      n: of.get(day)?.posts ?? 0,
      usual: usualOf(sameDays(day).flatMap((one) => of.get(one)?.posts ?? [])),
    })),
    answers: Array.from({ length: WEEKS }, (_, i) => {
      const week = WEEKS - 1 - i;
      const { over, inTime } = weekBefore(week);
      return { week: back(7 * week + 6), over, inTime };
    }),
    removed: shown.map((day) => ({ day, n: removedOf(of.get(day)), of: of.get(day)?.posts ?? 0 })),
    removedWeek: { ...shareOf(weekBefore(0)), usual: usualOf(usualWeeks.flatMap((week) => thousandths(shareOf(weekBefore(week))))) },
  };
}

const usualWeeks = Array.from({ length: USUAL_WEEKS }, (_, i) => i + 1);
const sameDays = (day: string) => usualWeeks.map((week) => daysAfter(day, -7 * week));

/** What is usual of a day: `kept` holds the weeks before it. */
export function usualPosts(kept: KeptFigures[], day: string): Usual {
  const days = new Set(sameDays(day));
  return usualOf(kept.flatMap(({ begins, figures }) => (days.has(begins) ? figures.posts : [])));
}

const usualOf = (figures: number[]): Usual =>
  figures.length < LEAST_WEEKS ? null : { low: Math.min(...figures), high: Math.max(...figures) };

export const removedOf = (figures: Pick<Figures, 'removed'> | undefined) =>
  Object.values(figures?.removed ?? {}).reduce((sum, n) => sum + n, 0);

function sumOf(kept: KeptFigures[], first: string, last: string) {
  const sums = { posts: 0, removed: 0, over: 0, inTime: 0 };
  for (const { begins, figures } of kept) {
    if (begins < first || begins > last) continue;
    const { question, newsroom } = figures.asked;
    sums.posts += figures.posts;
    sums.removed += removedOf(figures);
    sums.over += question.over + newsroom.over;
    sums.inTime += question.inTime + newsroom.inTime;
  }
  return sums;
}

const shareOf = ({ posts, removed }: { posts: number; removed: number }) => ({ n: removed, of: posts });
const thousandths = ({ n, of }: { n: number; of: number }) => (of === 0 ? [] : [Math.round((1000 * n) / of)]);
