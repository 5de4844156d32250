// CM-34: the review of yesterday, at the desk. CM-18: a month of it, and on paper. CM-24: a manager finds what became of a discussion on the desk, in two columns, and takes it along for a spreadsheet.
import { copyFileSync, readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { beforeSpan } from '#server/figures/spans.ts';
import { lastMonthOf } from '#server/reporting/month-report.ts';
import { deskOf } from '../support/desk.ts';
import { keepDays, keepMonth, NO_FIGURES } from '../support/figures.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let helene: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  await town.deps.db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'place', name: 'La place', position: 1 })),
  );
  const opening = { site: 'courrier', space: 'place', kind: 'discussion', title: 'Un marché le dimanche ?', source: 'Pour, contre ?' };
  await (await deskOf(town, helene)).call('POST', 'threads', { ...opening, clientId: uuidv7() });
  const marin = await town.person('Marin Le Goff');
  const idea = { ...opening, kind: 'idea', title: 'Des bancs à l’ombre', source: 'Place du Marché, il n’y en a pas.' };
  await (await deskOf(town, marin)).call('POST', 'threads', { ...idea, clientId: uuidv7() });
  const last = lastMonthOf(town.deps, town.site);
  const months = [last, beforeSpan('month', `${last}-01`).slice(0, 7), beforeSpan('month', beforeSpan('month', `${last}-01`)).slice(0, 7)];
  for (const [i, posts] of [1204, 1100, 950].entries())
    await keepMonth(town.deps, town.site, `${months[i]}-01`, {
      posts,
      published: posts - 40,
      authors: 300,
      threads: 60,
      replied: { hour: 20, day: 48, week: 55 },
      joined: 80,
      firstPosts: 44,
      newVoices: 40,
      removed: { 1: 25, 4: 10 },
      givenBack: 2,
      reports: 70,
      appeals: 5,
      reversed: 1,
      asked: { ...NO_FIGURES.asked, question: { n: 60, answered: 51, over: 58, inTime: 44 } },
    });
  await keepDays(town.deps, town.site, 60, (back) => ({
    posts: 41 + (back % 7),
    authors: 20,
    newVoices: 4,
    threads: 3,
    ours: 6,
    reports: 2,
    removed: (back % 3 === 0 ? { 1: 2, law: 1 } : {}) as Record<string, number>,
  }));
});
afterAll(() => town.close());

const SCREENS = [
  ['light', 'desktop', { viewport: { width: 1280, height: 900 } }],
  ['dark', 'phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
] as const;

/** Nothing that axe finds, nothing that is wider than the screen. */
async function isSound(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

test.each(SCREENS)('CM-34: the review of the day, %s on a %s', async (_, __, options) => {
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/#/reports/day`, { as: helene, ...options });
  await page.getByRole('heading', { name: 'Ce qui s’est dit' }).waitFor();
  expect(await page.getByRole('row', { name: 'Contributions de lecteurs' }).getByRole('cell').textContent()).toBe('41');
  expect(await page.getByRole('row', { name: 'Idées à trancher' }).textContent()).toContain('la plus ancienne depuis');
  await isSound(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/review-${options.viewport.width}.png`, fullPage: true });

  const box = page.getByRole('checkbox', { name: 'Me l’envoyer chaque matin' });
  const asked = !(await box.isChecked());
  const answered = page.waitForResponse((response) => response.url().endsWith('/reports/daily/mail'));
  await box.setChecked(asked);
  expect((await answered).status()).toBe(204);
  await page.reload();
  await expect.poll(() => box.isChecked()).toBe(asked);
  await page.getByRole('link', { name: 'Le jour d’avant' }).click();
  await page.getByRole('link', { name: 'Le jour d’après' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Ce qui attend' }).count()).toBe(0);
  expect(problems).toEqual([]);
});

test.each(SCREENS)('CM-18: the month, %s on a %s', async (_, __, options) => {
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/#/reports/month`, {
    as: helene,
    acceptDownloads: true,
    ...options,
  });
  await page.getByRole('heading', { name: 'La santé' }).waitFor();
  const cells = await page.getByRole('row', { name: 'Contributions de lecteurs' }).getByRole('cell').allTextContents();
  expect(cells).toEqual(['1 204', '1 100'].map((n) => n.replace(' ', '\u202f')));
  await page.getByText('Le tableau').first().click();
  await page.getByRole('columnheader', { name: 'Jour' }).first().waitFor();
  await isSound(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/month-${options.viewport.width}.png`, fullPage: true });

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'PDF' }).click();
  const file = await (await download).path();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  if (process.env.SHOTS) copyFileSync(file, `${process.env.SHOTS}/month.pdf`);
  await page.getByRole('combobox', { name: 'Mois' }).selectOption({ index: 1 });
  await expect
    .poll(() => page.getByRole('row', { name: 'Contributions de lecteurs' }).getByRole('cell').first().textContent())
    .toBe('1\u202f100');
  expect(problems).toEqual([]);
});

test.each(SCREENS)('CM-24: after publication, %s on a %s', async (_, __, options) => {
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/`, { as: helene, acceptDownloads: true, ...options });
  await page.getByRole('heading', { name: 'Ce qui attend' }).waitFor();
  for (const key of ['g', 'r']) await page.keyboard.press(key);
  await page.getByRole('link', { name: 'Après publication' }).click();
  await page.getByRole('link', { name: 'Un marché le dimanche' }).click();
  await page.getByRole('columnheader', { name: 'À sept jours' }).waitFor();
  const row = await page.getByRole('row', { name: 'Messages de la rédaction' }).getByRole('cell').allTextContents();
  expect(row).toEqual(['1', '1']);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tableur (CSV)' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('"Messages de la rédaction","1","1"');

  await isSound(page);
  expect(problems).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/report-${options.viewport.width}.png`, fullPage: true });
});
