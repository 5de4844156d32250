import type { Deps } from '../deps.ts';
import { writeFigures } from '../figures/queries.ts';
import { countFigures } from '../figures/count-figures.ts';
import { afterSpan, momentsOf, monthBegins, type Span } from '../figures/spans.ts';
import type { Figures } from '../figures/wire.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn, dayStart, daysAfter } from '../time/wall-time.ts';
import { dice } from './dice.ts';

/** Days before today: a usual range needs eight weeks before the four that are shown. */
const DAYS = 130;
/** Nights after which a span is not counted again. */
const SETTLES = 8;
/** How often each rule is what something is removed by, in a hundred. */
const RULES: [number: string, share: number][] = [
  ['1', 38],
  ['6', 30],
  ['4', 12],
  ['5', 11],
  ['2', 6],
  ['law', 3],
];

/** What is kept of months of a newspaper of this size: most of what was written then is not in the demonstration. */
export async function addHistory({ db, now }: Deps, { id: siteId, timeZone }: Site) {
  const throws = dice(73);
  const around = (n: number) => Math.round(n * (0.85 + 0.3 * throws.next()));
  const today = dateIn(now(), timeZone);
  const days = Array.from({ length: DAYS }, (_, i) => daysAfter(today, i - DAYS));
  const figures = new Map(days.map((day, i) => [day, aDay(day, i)]));
  // Where all of a day is there, it is counted.
  for (const day of days.slice(-SETTLES)) {
    const counted = await countFigures(db.read, { siteId, ...momentsOf('day', day, timeZone), now: now() });
    if (counted.posts > figures.get(day)!.posts) figures.set(day, counted);
  }
  const months = Map.groupBy(days, monthBegins);
  // The first is not whole.
  const whole = [...months].slice(1);
  await db.write(async (tx) => {
    for (const [begins, of] of figures) await writeFigures(tx, rowOf('day', begins, of));
    for (const [begins, theirs] of whole) await writeFigures(tx, rowOf('month', begins, monthOf(theirs.map((day) => figures.get(day)!))));
  });

  /** Counted the night that it settled, or last night. */
  function rowOf(span: Span, begins: string, of: Figures) {
    const settled = dayStart(daysAfter(afterSpan(span, begins), SETTLES), timeZone);
    return { siteId, span, begins, timeZone, figures: of, countedAt: settled < now() ? settled : now() };
  }

  /** More on weekdays, more from one month to the next, and a night of elections. */
  function aDay(day: string, i: number): Figures {
    const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
    const posts = around((weekend ? 62 : 96) + i / 10) + (i === DAYS - 31 ? 140 : 0);
    const [authors, firstPosts, threads] = [around(posts * 0.42), around(posts * 0.06), around(weekend ? 3 : 6)];
    const removed = Object.fromEntries(RULES.flatMap(([rule, share]) => (throws.below(100) < share ? [[rule, 1 + throws.below(3)]] : [])));
    const taken = Object.values(removed).reduce((sum, n) => sum + n, 0);
    return {
      posts,
      published: posts - taken - throws.below(3),
      authors,
      firstPosts,
      newVoices: Math.max(0, firstPosts - throws.below(2)),
      ours: around(weekend ? 4 : 11),
      threads,
      replied: { hour: Math.round(threads * 0.4), day: Math.round(threads * 0.8), week: Math.round(threads * 0.9) },
      repliedByUs: { hour: Math.round(threads * 0.1), day: Math.round(threads * 0.4), week: Math.round(threads * 0.5) },
      joined: around(weekend ? 4 : 8),
      reports: around(taken * 2 + 2),
      removed,
      givenBack: throws.below(20) === 0 && taken > 0 ? 1 : 0,
      appeals: throws.below(5) === 0 ? 1 : 0,
      reversed: throws.below(20) === 0 ? 1 : 0,
      asked: {
        question: askedOf(weekend ? 2 : 4),
        newsroom: askedOf(weekend ? 1 : 3),
        correction: askedOf(1),
        message: askedOf(1),
        idea: askedOf(throws.below(3) === 0 ? 1 : 0),
      },
    };
  }

  function askedOf(most: number) {
    const n = throws.below(most + 1);
    const answered = Math.max(0, n - (throws.below(5) === 0 ? 1 : 0));
    return { n, answered, over: n, inTime: Math.max(0, answered - (throws.below(6) === 0 ? 1 : 0)) };
  }
}

/** The sum of its days, but for people: who writes in a month does so on some six of its days. */
function monthOf(days: Figures[]): Figures {
  const sum = added(days) as Figures;
  return { ...sum, authors: Math.round(sum.authors / 6) };
}

type Sums = { [key: string]: number | Sums };
function added(all: object[]): Sums {
  const sums: Sums = {};
  for (const one of all as Sums[])
    for (const [key, value] of Object.entries(one))
      sums[key] = typeof value === 'number' ? ((sums[key] as number) ?? 0) + value : added([(sums[key] as Sums) ?? {}, value]);
  return sums;
}
