// A word to who writes in heat, with and without JavaScript; and a manager who sees what a word would change before it does.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { expectClean, focusOf } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;
let lucie: Neighbour;

beforeAll(async () => {
  const words = [{ id: 'incapable', text: 'incapable*', match: 'pattern' as const, lang: null, effect: 'nudge' as const }];
  town = await openTown({ settings: { screening: { newcomerPosts: 0, words, nudgeRule: 4 } } });
  browser = await town.browse();
  lucie = await town.person('Lucie Prigent');
});
afterAll(() => town.close());

async function open(who: Neighbour, options: { javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  await town.signIn(context, who);
  const page = await context.newPage();
  return { page, problems: watch(page) };
}

test('a heated text comes back with its words and the rule; changed, it appears', async () => {
  const { page, problems } = await open(lucie);
  await page.goto(`${town.origin}/a/chaud`);
  const field = page.getByRole('textbox', { name: 'Votre commentaire' });
  await field.fill('Tous des incapables, vraiment.');
  // Until what writes is there, the form is sent as it would be without it.
  await page.getByRole('button', { name: 'Aperçu' }).waitFor();
  await page.getByRole('button', { name: 'Publier', exact: true }).click();

  await page.getByText('Ces mots peuvent blesser').waitFor();
  expect(await page.locator('form mark').innerText()).toContain('incapables');
  expect(await page.getByRole('link', { name: /Règle 4/ }).getAttribute('href')).toContain('/charter/');
  expect(await field.inputValue()).toBe('Tous des incapables, vraiment.');
  await expectClean(page, 'a text that came back');

  await page.getByRole('button', { name: 'Modifier' }).click();
  expect(await focusOf(page)).toMatchObject({ what: expect.stringContaining('textarea') });
  await page.keyboard.type('absents');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.getByText('Tous des absents, vraiment.').waitFor();
  expect(await page.getByText('En attente de relecture.').count()).toBe(0);
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([]);
});

test('sent as it is, it waits for somebody', async () => {
  const { page } = await open(lucie);
  await page.goto(`${town.origin}/a/tel-quel`);
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Des incapables !');
  await page.getByRole('button', { name: 'Aperçu' }).waitFor();
  await page.getByRole('button', { name: 'Publier', exact: true }).click();

  await page.getByRole('button', { name: 'Envoyer quand même' }).click();

  await page.getByText('En attente de relecture.').waitFor();
});

test('the same without JavaScript', async () => {
  const { page } = await open(lucie, { javaScriptEnabled: false });
  await page.goto(`${town.origin}/a/sans-script`);
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Encore des incapables.');
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('button', { name: 'Publier' }).click();

  await page.getByText('Un mot de ce texte peut blesser').waitFor();
  expect(await page.locator('mark').innerText()).toBe('incapables');
  await page.getByRole('button', { name: 'Envoyer quand même' }).click();

  await page.getByText('En attente de relecture.').waitFor();
});

test('a manager sees what a word would have held, tries it on a sentence, and saves it', async () => {
  await fillThread(town, 'marche', lucie, [{ text: 'Le marché sera déplacé.' }, { text: 'Tous vendus au plus offrant.' }]);
  const helene = await town.person('Hélène Vasseur', 'manager');
  const { page, problems } = await open(helene);
  await page.goto(`${town.origin}/admin/#/settings/screening`);

  await page.getByRole('button', { name: 'Ajouter un mot' }).click();
  await page.keyboard.type('vendus');
  await page.getByLabel('Essayer une phrase').fill('Des v.3.n.d.u.s !');
  await page.keyboard.press('Enter');
  expect(await page.locator('#words-tried mark').innerText()).toBe('v.3.n.d.u.s');

  const trial = page.getByRole('region', { name: 'Essai sur 30 jours' });
  await trial.getByRole('button', { name: 'Essayer' }).click();
  await trial.getByText('1 message retenu en plus.').waitFor();
  await trial.getByRole('cell', { name: 'Tous vendus au plus offrant.' }).waitFor();
  await expectClean(page, 'a trial');

  await page.keyboard.press('Control+s');
  await page.getByText('C’est enregistré.').waitFor();
  expect(problems).toEqual([]);

  const reader = await open(lucie);
  await reader.page.goto(`${town.origin}/a/marche`);
  await reader.page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Ils sont vendus.');
  await reader.page.getByRole('button', { name: 'Publier', exact: true }).click();
  await reader.page.getByText('En attente de relecture.').waitFor();
});
