// Days that were counted, without the comments they are of.
import type { Deps } from '#server/deps.ts';
import { writeFigures } from '#server/figures/queries.ts';
import { LANES } from '#server/inbox/lanes.ts';
import type { Figures } from '#server/figures/wire.ts';
import type { Site } from '#server/sites/queries.ts';
import { dateIn, daysAfter } from '#server/time/wall-time.ts';

export const NO_FIGURES: Figures = {
  posts: 0,
  published: 0,
  authors: 0,
  firstPosts: 0,
  newVoices: 0,
  ours: 0,
  threads: 0,
  replied: { hour: 0, day: 0, week: 0 },
  repliedByUs: { hour: 0, day: 0, week: 0 },
  joined: 0,
  reports: 0,
  removed: {},
  givenBack: 0,
  appeals: 0,
  reversed: 0,
  asked: Object.fromEntries(LANES.map((lane) => [lane, { n: 0, answered: 0, over: 0, inTime: 0 }])) as Figures['asked'],
};

/** The days up to yesterday, each by how many days it is before. */
export async function keepDays({ db, now }: Deps, { id: siteId, timeZone }: Site, days: number, of: (back: number) => Partial<Figures>) {
  const today = dateIn(now(), timeZone);
  await db.write(async (tx) => {
    for (let back = 0; back < days; back++)
      await writeFigures(tx, {
        siteId,
        span: 'day',
        begins: daysAfter(today, -1 - back),
        timeZone,
        figures: { ...NO_FIGURES, ...of(back) },
        countedAt: now(),
      });
  });
}

/** A month, by its first day. */
export async function keepMonth({ db, now }: Deps, { id: siteId, timeZone }: Site, begins: string, figures: Partial<Figures>) {
  const countedAt = new Date(now().getTime() + 400 * 86_400_000); // or a job counts it anew
  await db.write((tx) => writeFigures(tx, { siteId, span: 'month', begins, timeZone, figures: { ...NO_FIGURES, ...figures }, countedAt }));
}
