// A warning is read before the next comment: where one was about to write.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { deskOf } from '../support/desk.ts';
import { fillThread } from '../support/thread.ts';
import { article, embed, openTown, watch, type Neighbour, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;
let camille: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  camille = await town.person('Camille Roussel', 'moderator');
});
afterAll(() => town.close());

const WORDS = 'On parle des idées, pas de la mère du maire.';

async function warn(of: Neighbour) {
  const desk = await deskOf(town, camille);
  await desk.call('POST', `members/${of.member.uid}/measures`, { rule: 4, note: WORDS, measures: [{ kind: 'warning', until: null }] });
  town.tell();
}

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  return { context, page: await context.newPage() };
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('in the embed: what was typed stays, the words and their reason come, one key, and it leaves', async () => {
  const lucie = await town.person('Lucie Marchand');
  const { context, page } = await open();
  await town.signIn(context, lucie);
  await page.goto(town.paper.print('/mise-en-garde', { html: article(embed(town.origin, 'mise-en-garde')) }));
  await field(page).fill('Un premier mot');
  const [window] = await Promise.all([page.waitForEvent('popup'), button(page, 'Publier').click()]);
  await button(window, 'Continuer en tant que Lucie Marchand').click();
  await page.locator('article.post').getByText('à l’instant').waitFor();
  await warn(lucie);
  // The refusal is the browser's to tell, too.
  const problems = watch(page);

  await field(page).fill('Un second mot');
  await button(page, 'Publier').click();
  await page.getByText(WORDS).waitFor();
  expect(await field(page).inputValue()).toBe('Un second mot');
  await button(page, 'J’ai lu').press('Enter');

  await page.getByText(WORDS).waitFor({ state: 'detached' });
  expect(await field(page).evaluate((area) => (area.getRootNode() as ShadowRoot).activeElement === area)).toBe(true);
  await button(page, 'Publier').click();
  await page.locator('article.post').filter({ hasText: 'Un second mot' }).getByText('à l’instant').waitFor();
  expect(problems.filter((problem) => !problem.includes('409'))).toEqual([]);

  await warn(lucie);
  await page.reload();
  await page.getByText(WORDS).waitFor();
  expect(await field(page).count()).toBe(0);
  await button(page, 'J’ai lu').click();
  await field(page).waitFor();
});

test('in the forum, with forms alone: read in the composer’s place, one is back in the thread', async () => {
  const rose = await town.person('Rose Lenoir');
  await fillThread(town, 'sans-script', rose, [{ text: 'Un avis.' }]);
  await warn(rose);
  const { context, page } = await open({ javaScriptEnabled: false });
  await town.signIn(context, rose);
  const problems = watch(page);

  await page.goto(`${town.origin}/a/sans-script`);
  await page.getByText(WORDS).waitFor();
  expect(await field(page).count()).toBe(0);
  await button(page, 'J’ai lu').click();

  await field(page).waitFor();
  expect(new URL(page.url()).pathname).toBe('/a/sans-script');
  expect(problems).toEqual([]);
});
