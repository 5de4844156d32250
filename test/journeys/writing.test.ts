// What stands beside a text: reactions, quotes, calls, drafts, its earlier versions, in a browser and without JavaScript.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { expectClean, TWO_LOOKS } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;
let herve: Neighbour;
let lucie: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [herve, lucie] = [await town.person('Hervé Lantier'), await town.person('Lucie Prigent')];
});
afterAll(() => town.close());

async function open(path: string, { as, ...options }: BrowserContextOptions & { as?: Neighbour } = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  if (as) await town.signIn(context, as);
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(`${town.origin}${path}`);
  return { page, problems };
}

const post = (page: Page, text: string) => page.locator('article.post').filter({ hasText: text });
const reaction = (page: Page, text: string, name: string | RegExp) => post(page, text).getByRole('button', { name });
const reply = (page: Page) => page.getByRole('textbox', { name: 'Votre réponse à Hervé Lantier' });

test('a reaction is pressed at once, seen by others without a reload, and taken back', async () => {
  await fillThread(town, 'merci', herve, [{ text: 'Les bancs reviennent.' }]);
  const reader = await open('/a/merci');
  const { page, problems } = await open('/a/merci', { as: lucie });

  await reaction(page, 'Les bancs', 'Merci').click();

  await reaction(page, 'Les bancs', 'Merci 1').and(page.locator('[aria-pressed="true"]')).waitFor();
  await reaction(reader.page, 'Les bancs', 'Merci 1').waitFor();
  await reaction(page, 'Les bancs', 'Merci 1').click();
  await reaction(page, 'Les bancs', /^Merci$/).waitFor();
  expect([...problems, ...reader.problems]).toEqual([]);
});

test('a passage is quoted into an answer, and its author’s name leads back to it', async () => {
  await fillThread(town, 'citer', herve, [{ text: 'Le maire a dit «\u00a0non\u00a0».' }]);
  const { page, problems } = await open('/a/citer', { as: lucie });

  await post(page, 'Le maire').locator('.menu > summary').click();
  await post(page, 'Le maire').locator('.pop').getByText('Citer', { exact: true }).click();
  await reply(page).press('ControlOrMeta+End');
  await reply(page).pressSequentially('Quand ?');
  await page.getByRole('button', { name: 'Répondre', exact: true }).last().click();

  const answer = post(page, 'Quand ?');
  await answer.locator('blockquote').getByText('Le maire a dit «\u00a0non\u00a0».').waitFor();
  await answer.getByRole('link', { name: 'Hervé Lantier' }).click();
  await page.locator('li.here').filter({ hasText: 'Le maire' }).first().waitFor();
  expect(problems).toEqual([]);
});

test('somebody is called with the keyboard alone, and told', async () => {
  await fillThread(town, 'appel', herve, [{ text: 'Qui connaît le puisatier ?' }]);
  const { page, problems } = await open('/a/appel', { as: lucie });
  const field = page.getByRole('textbox', { name: 'Votre commentaire' });
  await field.click();

  await field.pressSequentially('Demandez à @her');
  await page.getByRole('option', { name: 'Hervé Lantier @herve.lantier' }).waitFor();
  expect(await field.getAttribute('aria-activedescendant')).toBe('calls-new-0');
  await expectClean(page, 'whom to call', TWO_LOOKS);
  await field.press('Enter');
  await field.pressSequentially('donc.');
  await page.getByRole('button', { name: 'Publier' }).click();

  await post(page, 'Demandez à').getByRole('link', { name: '@herve.lantier' }).waitFor();
  expect(problems).toEqual([]);
  const told = await open('/notifications', { as: herve });
  await told.page.getByText('vous mentionne').waitFor();
});

test('what is begun on one device is there on the other', async () => {
  await fillThread(town, 'brouillon', herve, [{ text: 'Racontez.' }]);
  const phone = await open('/a/brouillon', { as: lucie });
  const kept = phone.page.waitForResponse((answer) => answer.url().includes('/drafts/new') && answer.ok());
  await phone.page.getByRole('textbox', { name: 'Votre commentaire' }).pressSequentially('Il était une');
  await kept;

  const desk = await open('/a/brouillon', { as: lucie });

  const field = desk.page.getByRole('textbox', { name: 'Votre commentaire' });
  await expect.poll(() => field.inputValue()).toBe('Il était une');
  expect([...phone.problems, ...desk.problems]).toEqual([]);
});

test('without JavaScript: flat, a reaction, a quote, the versions of a comment', async () => {
  const [first] = await fillThread(town, 'formes', herve, [{ text: 'Un avis.' }, { text: 'Une réponse.', replyTo: 0 }]);
  const { page } = await open('/a/formes', { as: lucie, javaScriptEnabled: false });

  await page.getByRole('link', { name: 'À plat' }).click();
  await post(page, 'Une réponse.').getByRole('link', { name: 'Hervé' }).waitFor();
  await reaction(page, 'Un avis.', 'Éclairant').click();
  await reaction(page, 'Un avis.', 'Éclairant 1').and(page.locator('[aria-pressed="true"]')).waitFor();
  await page.goto(`${town.origin}/p/${first}/quote`);
  await page.getByLabel('Votre texte').fill('> Un avis.\n\nLe mien aussi.');
  await page.getByRole('button', { name: 'Publier' }).click();
  const mine = post(page, 'Le mien aussi.');
  await mine.locator('blockquote').getByText('Un avis.').waitFor();
  await mine.locator('summary').last().click();
  await mine.getByRole('link', { name: 'Modifier' }).click();
  await page.getByLabel('Votre texte').fill('Le mien encore.');
  await page.getByRole('button', { name: 'Enregistrer' }).click();

  await post(page, 'Le mien encore.').getByRole('link', { name: 'modifié' }).click();

  await page.getByRole('heading', { name: 'Versions de ce message' }).waitFor();
  expect(await page.locator('del').allTextContents()).not.toEqual([]);
});
