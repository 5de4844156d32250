// CM-02: a manager plans a debate on the desk, moves it by keys, and readers find it at its hour.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    locale: 'fr-FR',
    template: 'Débat',
    title: 'Titre',
    at: 'S’ouvre le',
    space: 'Espace',
    keep: 'Garder le brouillon',
    schedule: 'Programmer',
    state: 'Programmé',
  },
  en: {
    locale: 'en-GB',
    template: 'Débat',
    title: 'Title',
    at: 'Opens on',
    space: 'Section',
    keep: 'Keep the draft',
    schedule: 'Schedule',
    state: 'Scheduled',
  },
};

test.each(['fr', 'en'] as const)('planned from a template, scheduled, moved with keys alone: %s', async (lang) => {
  const w = WORDS[lang];
  const title = `Un marché le dimanche, ${lang}`;
  const day = nextMonday();
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/?lang=${lang}#/calendar/item`, {
    as: helene,
    locale: w.locale,
  });
  if (lang === 'en') await page.getByText('English', { exact: true }).click();

  await page.getByRole('button', { name: w.template, exact: true }).click();
  await page.getByLabel(w.title, { exact: true }).fill(title);
  await page.getByLabel(w.at, { exact: true }).fill(`${day}T18:00`);
  await page.getByLabel(w.space, { exact: true }).selectOption('place');
  await page.getByRole('button', { name: w.keep }).click();
  await page.getByRole('button', { name: w.schedule, exact: true }).click();
  await page.locator('.top .state', { hasText: w.state }).waitFor();

  await page.goto(`${town.origin}/admin/?lang=${lang}#/calendar/week/${day}`);
  const chip = page.locator('a.planned', { hasText: title });
  await chip.focus();
  for (const key of ['d', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  const tuesday = page.locator('.day').nth(1);
  await tuesday.locator('a.planned', { hasText: title }).waitFor();

  expect(await tuesday.locator('a.planned', { hasText: title }).locator('time').textContent()).toMatch(/^(?:18|6):30/);
  expect(problems).toEqual([]);
});

/** Of the week after this one: nothing there is past. */
function nextMonday(): string {
  const day = new Date(Date.now() + 7 * 86_400_000);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
