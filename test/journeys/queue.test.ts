// A team at work: one who never lets go of the keyboard, two on one queue.
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CasesPage } from '#server/cases/wire.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { deskOf } from '../support/desk.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let camille: Neighbour;
let denis: Neighbour;

beforeAll(async () => {
  town = await openTown({ settings: { maxLinks: 1 } });
  browser = await town.browse();
  camille = await town.person('Camille Roussel', 'moderator');
  denis = await town.person('Denis Auger', 'moderator');
});
afterEach(() => approveAll());
afterAll(() => town.close());

describe('one moderator, twenty cases of all sorts', () => {
  test('are cleared by keys alone, and the next is there before its key is pressed', async () => {
    await fillQueue('melee', 20);
    const { page, problems, read } = await openDesk(camille, holdWhatWasRead);
    const isNextRead = () => isRead(page, read);
    const left = () => countOpen();
    const number = () => page.locator('.case-head .soft').innerText();
    const atNext = async (before: string) => {
      await until('the next case', async () => (await number()) !== before);
      await page.locator('.case[aria-busy=false]').waitFor();
      await until('its title has the focus', () => page.locator('#case-title').evaluate((title) => title.matches(':focus')));
    };
    const decide = async (keys: string[]) => {
      const before = await number();
      await until('the next one is read', isNextRead);
      for (const key of keys) await page.keyboard.press(key);
      await atNext(before);
    };

    expect(await left()).toBe(20);
    for (let i = 0; i < 5; i++) await decide(['a']);
    for (const rule of ['1', '2', '3', '4']) await decide(['r', rule, 'Enter']);
    for (let i = 0; i < 2; i++) await decide(['e', '4', 'Enter']);
    for (let i = 0; i < 2; i++) await decide(['h', '2', 'Enter']);
    expect(await left()).toBe(7);

    await page.keyboard.press('s');
    await page.getByRole('dialog', { name: 'Faire remonter' }).waitFor();
    await page.keyboard.type('Un élu est nommé.');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Cas \d+ remonté/).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: 'Note interne' }).waitFor();
    await page.keyboard.type('Vu avec le service politique.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.note', { hasText: 'service politique' }).waitFor();
    await decide(['a']);
    expect(await left()).toBe(6);

    const undone = await number();
    await until('the next one is read', isNextRead);
    await page.keyboard.press('a');
    await atNext(undone);
    await page.keyboard.press('z');
    await until('it is back', async () => (await number()) === undone);
    expect(await left()).toBe(6);

    await page.keyboard.press('x');
    for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+J');
    await page.getByText('3 cas sélectionnés').waitFor();
    for (const key of ['r', '1', 'Enter']) await page.keyboard.press(key);
    await page.getByText('Refusés, règle 1 · 3 cas.').waitFor();
    await until('three are left', async () => (await left()) === 3);
    await page.locator('.case[aria-busy=false]').waitFor();
    for (let i = 0; i < 2; i++) await decide(['a']);
    await page.keyboard.press('a');
    await page.getByText('La terrasse est calme').waitFor();
    expect(problems).toEqual([]);
  });

  test('are narrowed by a filter, kept under a name, and found again', async () => {
    await fillQueue('filtre', 4);
    const { page, problems } = await openDesk(camille);
    const rows = page.locator('.case-row');
    await until('all of them', async () => (await rows.count()) === 4);

    await page.keyboard.press('f');
    await page.getByLabel('Motif').selectOption('reported');
    await page.keyboard.press('Enter');
    await until('the one reported', async () => (await rows.count()) === 1);
    await page.keyboard.press('v');
    await page.getByLabel('Nom de la vue').fill('Signalements');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Signalements/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Motif.*Retirer ce filtre/ }).click();
    await until('all again', async () => (await rows.count()) === 4);
    await page.keyboard.press('v');
    await page.getByRole('link', { name: /Signalements/ }).click();
    await until('the one reported again', async () => (await rows.count()) === 1);

    expect(problems).toEqual([]);
  });
});

test('CM-30: two moderators on one queue see each other, and decide nothing twice', async () => {
  await fillQueue('a-deux', 3);
  const [one, other] = [await openDesk(camille), await openDesk(denis)];
  const rowOf = (page: Page) => page.locator('.case-row').first();

  // Both have the first case before their eyes: it is Camille's, who came first.
  await one.page.getByText('À vous · encore').waitFor();
  await rowOf(other.page).getByRole('link').click();
  await other.page.getByText('Camille Roussel décide · encore').waitFor();
  await rowOf(other.page).getByText('Camille Roussel décide').waitFor();
  await one.page.getByText('Denis Auger lit aussi').waitFor();

  await one.page.keyboard.press('c');
  await other.page.getByText('Personne n’a pris ce cas.').waitFor();
  await one.page.keyboard.press('c');
  await other.page.getByText('Camille Roussel décide · encore').waitFor();
  expect(await other.page.locator('[data-act=approve]').count()).toBe(0);
  await other.page.keyboard.press('a');
  expect(await countOpen()).toBe(3);

  await other.page.keyboard.press('c');
  await other.page.getByText('À vous · encore').waitFor();
  await one.page.getByText('Denis Auger a pris la suite.').waitFor();
  await other.page.keyboard.press('a');
  await until('it is decided', async () => (await countOpen()) === 2);
  await one.page.getByText('Denis Auger a approuvé ce cas').waitFor();

  // Each goes on with another case.
  await one.page.keyboard.press('j');
  await one.page.keyboard.press('j');
  await other.page.locator('.case-row', { hasText: 'Camille Roussel décide' }).waitFor();
  await other.page.getByText('À vous · encore').waitFor();
  await Promise.all([one.page.keyboard.press('a'), other.page.keyboard.press('a')]);
  await until('both are decided', async () => (await countOpen()) === 0);

  expect(one.problems).toEqual([]);
  expect(other.problems).toEqual([]);
});

/** Held for a word, for links, for capitals; visible and reported: in turns, each by somebody else. */
async function fillQueue(key: string, n: number) {
  const reporter = await elsewhere(town, await town.person(`Zoé ${key}`));
  for (let i = 0; i < n; i++) {
    const who = await town.person(`Auteur ${key} ${i}`);
    if (i % 3 === 1) {
      const [id] = await fillThread(town, `${key}-${i}`, who, [{ text: `Un avis tranché, le numéro ${i}.` }]);
      await reporter.report({ id } as PostWire, 1);
    } else {
      const links = i % 3 === 2 ? ` Voyez https://un.test/${i} et https://deux.test/${i}` : ' Quel guignol.';
      await (await elsewhere(town, who)).post(`${key}-${i}`, `Mon avis sur le point ${i} :${links}`);
    }
  }
}

const countOpen = async () => (await (await deskOf(town, camille)).call<CasesPage>('GET', 'cases?lane=all')).counts.all;

async function approveAll() {
  const desk = await deskOf(town, camille);
  for (const { id, version, revision } of await desk.cases())
    await desk.call('POST', `cases/${id}/decisions`, { version, revision, verdict: 'approve' });
}

/** Once a case was read, no second reading of it is answered: whatever is shown of it then was there already. */
async function holdWhatWasRead(page: Page): Promise<Set<string>> {
  const read = new Set<string>();
  const held: Route[] = [];
  await page.route('**/api/v1/cases/*', async (route) => {
    const id = new URL(route.request().url()).pathname.split('/').at(-1)!;
    if (route.request().method() !== 'GET') return route.continue();
    if (read.has(id)) return void held.push(route);
    const response = await route.fetch();
    await route.fulfill({ response });
    read.add(id);
  });
  return read;
}

/** The case that follows the open one in the list, where one does. */
async function isRead(page: Page, read: Set<string>): Promise<boolean> {
  const next = page.locator('.case-row[data-current] ~ .case-row:not([data-decided]) > a').first();
  if ((await next.count()) === 0) return true;
  return read.has((await next.getAttribute('href'))!.split('/').at(-1)!);
}

async function openDesk<T = void>(who: Neighbour, prepare?: (page: Page) => Promise<T>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
  onTestFinished(() => context.close());
  await town.signIn(context, who);
  const page = await context.newPage();
  const problems = watch(page);
  const read = (await prepare?.(page)) as T;
  await page.goto(`${town.origin}/admin/#/all`);
  await page.locator('.case[aria-busy=false]').waitFor();
  return { page, problems, read };
}
