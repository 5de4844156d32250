// CM-33: the desk opens on what needs me now, with its empty, loading and failing states; it is live, and goes by keys.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { deskOf } from '../support/desk.ts';
import { keepDays, NO_FIGURES } from '../support/figures.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let helene: Neighbour;
let odile: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  odile = await town.person('Odile Ferrand');
});
afterAll(() => town.close());

const open = (options: Parameters<typeof visit>[3] = {}) => visit(town, browser, `${town.origin}/admin/`, { as: helene, ...options });

test('CM-33: empty, it says so of each part; failing, it says so and tries again; slow, that it is coming', async () => {
  const { page } = await open();
  for (const said of [
    'Rien n’est prévu aujourd’hui.',
    'La terrasse est calme',
    'Aucun fil ne s’écrit plus vite',
    'Rien n’est prévu demain.',
  ])
    await page.getByText(said).waitFor();
  await page.getByText('Rien au calendrier aujourd’hui, rien n’attend.').waitFor();

  await page.route('**/api/v1/home', (route) => route.fulfill({ status: 500, json: { error: { code: 'internal', reference: '7f3a' } } }));
  await page.reload();
  await page.getByRole('alert').getByText('7f3a').waitFor();
  await page.unroute('**/api/v1/home');
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await page.getByText('La terrasse est calme').waitFor();

  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/home', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.locator('main output', { hasText: 'Un instant' }).waitFor();
  answer();
  await page.getByText('La terrasse est calme').waitFor();
});

test('CM-33: what comes is there without asking, keys lead home and away, in both languages', async () => {
  const { page, problems } = await open();
  const queue = page.getByRole('row', { name: 'Modération' }).locator('td').first();
  await queue.waitFor();
  expect(await queue.textContent()).toBe('0');

  await (await elsewhere(town, odile)).post('pont', 'Guignol !');
  await page.getByRole('row', { name: 'Modération' }).getByText('1', { exact: true }).waitFor();

  await press(page, 'g', 'c');
  await page.waitForURL(/#\/calendar/);
  await press(page, 'g', 'a');
  await page.getByRole('heading', { name: 'Ce qui attend' }).waitFor();
  await press(page, 'n');
  await page.waitForURL(/#\/calendar\/item/);
  await page.goBack();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'What waits' }).waitFor();
  expect(problems).toEqual([]);
});

test.each([
  ['light', 'desktop', { viewport: { width: 1280, height: 900 } }],
  ['dark', 'phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
])('CM-33: full, %s on a %s, each sentence has its numbers behind it, and axe finds nothing', async (_, __, options) => {
  await fill();
  const { page, problems } = await open(options);

  await page.getByText('412 contributions').waitFor();
  await page.getByText('hier ; un').waitFor();
  await page.getByText('86 %').first().waitFor();
  await page.getByText('Débat : un marché le dimanche').first().waitFor();
  const tables = page.locator('.health details');
  expect(await tables.count()).toBe(3);
  await tables.first().locator('summary').click();
  expect(await tables.first().locator('tbody tr').last().locator('td').first().textContent()).toBe('412');

  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(problems).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/home-${options.viewport.width}.png`, fullPage: true });
});

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Three months that were counted, something in the calendar, a thread that rises. */
async function fill() {
  const question = { n: 12, answered: 11, over: 11, inTime: 10 };
  await keepDays(town.deps, town.site, 90, (back) => ({
    posts: back === 0 ? 412 : 290 + ((back * 37) % 80),
    removed: { 1: 3 + (back % 4), 4: back % 3 },
    asked: { ...NO_FIGURES.asked, question: { ...question, inTime: back % 7 < 4 ? 9 : 10 } },
  }));
  const desk = await deskOf(town, helene);
  const at = new Date(town.deps.now().getTime() + 60_000).toISOString();
  await desk.call('POST', 'calendar', {
    kind: 'discussion',
    title: 'Débat : un marché le dimanche ?',
    source: 'Pour, contre ?',
    space: null,
    at,
    clientId: uuidv7(),
  });
  await fillThread(
    town,
    'tanneurs',
    odile,
    Array.from({ length: 9 }, (_, n) => ({ text: `Le pont ferme, ${n}.` })),
  );
}
