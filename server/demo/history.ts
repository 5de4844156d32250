import type { Deps } from '../deps.ts';
import { writeFigures } from '../figures/queries.ts';
import { countFigures } from '../figures/count-figures.ts';
import { afterSpan, momentsOf, monthBegins, type Span } from '../figures/spans.ts';
import type { Figures } from '../figures/wire.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn, dayStart, daysAfter } from '../time/wall-time.ts';
import { dice } from './dice.ts';

const HOUR_MS = 3_600_000;
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

/** Of what is written in a day, how much in each of its hours, from midnight: at breakfast, at noon, in the evening. */
const HOURS = [6, 3, 1, 1, 2, 8, 26, 52, 60, 48, 42, 46, 66, 58, 44, 40, 42, 52, 74, 82, 86, 78, 52, 22];
const HOURS_IN_ALL = HOURS.reduce((sum, n) => sum + n, 0);
/** Weeks that good hours are read from. */
const RHYTHM_DAYS = 56;

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
  const over = Math.floor(now().getTime() / HOUR_MS) * HOUR_MS;
  const hours = [...days.slice(-RHYTHM_DAYS), today].flatMap((day) => {
    const begins = dayStart(day, timeZone).getTime();
    const posts = (figures.get(day) ?? figures.get(days.at(-7)!)!).posts;
    return HOURS.map((share, i) => ({ siteId, hour: new Date(begins + i * HOUR_MS), posts: Math.round((posts * share) / HOURS_IN_ALL) }));
  });
  await db.write(async (tx) => {
    await tx
      .insert(tx.t.siteHours)
      .values(hours.filter(({ hour }) => hour.getTime() < over))
      .onConflictDoNothing();
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
    const posts = around((weekend ? 520 : 760) + i) + (i === DAYS - 31 ? 1150 : 0);
    const [authors, firstPosts, threads] = [around(posts * 0.34), around(posts * 0.03), around(weekend ? 6 : 11)];
    const removed = Object.fromEntries(
      RULES.flatMap(([rule, share]) => (throws.below(38) < share ? [[rule, 1 + throws.below(Math.ceil(share / 5))]] : [])),
    );
    const taken = Object.values(removed).reduce((sum, n) => sum + n, 0);
    return {
      posts,
      published: posts - taken - throws.below(3),
      authors,
      firstPosts,
      newVoices: Math.max(0, firstPosts - throws.below(2)),
      ours: around(weekend ? 18 : 44),
      threads,
      replied: { hour: Math.round(threads * 0.4), day: Math.round(threads * 0.8), week: Math.round(threads * 0.9) },
      repliedByUs: { hour: Math.round(threads * 0.1), day: Math.round(threads * 0.4), week: Math.round(threads * 0.5) },
      joined: around(weekend ? 16 : 31),
      reports: around(taken * 2 + 9),
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
