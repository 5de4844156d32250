// CM-07: a voice of the newsroom, from the desk where it is made to the readers who hear it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [helene, odile]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [helene, odile] = [await town.person('Hélène Vasseur', 'manager'), await town.person('Odile Ménard')];
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    locale: 'fr-FR',
    name: 'Nom',
    make: 'Créer',
    as: 'Publier au nom de',
    publish: 'Publier',
    voice: 'La rédaction',
    hand: 'écrit par Hélène Vasseur',
    second: 'Quelqu’un d’autre relit avant de publier',
    change: 'Changer\u00a0: La rédaction',
    save: 'Enregistrer',
    reply: 'Répondre',
    waits: 'Quelqu’un d’autre de la rédaction le relit',
  },
  en: {
    locale: 'en-GB',
    name: 'Name',
    make: 'Make it',
    as: 'Publish as',
    publish: 'Post',
    voice: 'The newsroom',
    hand: 'written by Hélène Vasseur',
    second: 'Somebody else reads before it is published',
    change: 'Change: The newsroom',
    save: 'Save',
    reply: 'Reply',
    waits: 'Somebody else in the newsroom reads it first',
  },
};

test.each(['fr', 'en'] as const)(
  'CM-07: is made, speaks as readers watch, and is read by another first where it asks for it: %s',
  async (lang) => {
    const w = WORDS[lang];
    const article = `pont-${lang}`;
    await fillThread(town, article, odile!, [{ text: 'Quand rouvre le pont ?' }]);
    const url = `${town.origin}/a/${article}?lang=${lang}`;
    const desk = await visit(town, browser, `${town.origin}/admin/?lang=${lang}#/settings/voices`, { as: helene!, locale: w.locale });
    if (lang === 'en') await desk.page.getByText('English', { exact: true }).click();
    await desk.page.locator('form').last().getByLabel(w.name, { exact: true }).fill(w.voice);
    await desk.page.getByRole('button', { name: w.make, exact: true }).click();
    await desk.page.locator('strong', { hasText: w.voice }).waitFor();

    const reader = await visit(town, browser, url, { locale: w.locale });
    const { page, problems } = await visit(town, browser, url, { as: helene!, locale: w.locale });
    await page.locator('terrasse-thread textarea').first().click();
    await page.getByLabel(w.as).first().selectOption(w.voice);
    await page.locator('terrasse-thread textarea').first().fill('Lundi, nous l’avons vérifié.');
    await page.getByRole('button', { name: w.publish, exact: true }).click();

    const said = reader.page.locator('terrasse-thread li[id^=p-]', { hasText: 'nous l’avons vérifié' });
    await page.locator('terrasse-thread li[id^=p-]', { hasText: 'nous l’avons vérifié' }).getByRole('button', { name: w.reply }).waitFor();
    await reader.page.reload();
    await said.locator('.name', { hasText: w.voice }).waitFor();
    expect(await said.textContent()).not.toContain('Hélène');
    expect(await page.getByLabel(w.as).first().inputValue()).toBe('');

    await desk.page.getByRole('link', { name: w.voice, exact: true }).click();
    const entry = desk.page.locator('.timeline li', { hasText: 'nous l’avons vérifié' });
    await entry.getByText(w.hand).waitFor();
    await desk.page.goBack();
    await desk.page.getByRole('button', { name: w.change }).click();
    await desk.page.getByLabel(w.second).first().check();
    await desk.page.getByRole('button', { name: w.save, exact: true }).click();
    await desk.page.getByRole('button', { name: w.save, exact: true }).waitFor({ state: 'detached' });
    await page.getByLabel(w.as).first().selectOption(w.voice);
    await page.locator('terrasse-thread textarea').first().fill('Le journal prend position.');
    await page.getByRole('button', { name: w.publish, exact: true }).click();
    await page.getByText(w.waits).waitFor();
    await reader.page.reload();
    await said.waitFor();
    expect(await reader.page.getByText('prend position').count()).toBe(0);
    expect([...problems, ...desk.problems, ...reader.problems]).toEqual([]);
  },
);

test('without JavaScript, the form asks in whose name', async () => {
  await fillThread(town, 'gare', odile!, [{ text: 'Et la gare ?' }]);
  await visit(town, browser, `${town.origin}/admin/#/settings/voices`, { as: helene! }).then(async ({ page }) => {
    await page.locator('form').last().getByLabel('Nom', { exact: true }).fill('Le service local');
    await page.getByRole('button', { name: 'Créer', exact: true }).click();
    await page.locator('strong', { hasText: 'Le service local' }).waitFor();
  });
  const { page, problems } = await visit(town, browser, `${town.origin}/a/gare`, { as: helene!, javaScriptEnabled: false });

  await page.locator('terrasse-thread textarea').first().fill('Elle rouvre en mars.');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.getByLabel('Publier au nom de').selectOption('Le service local');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();

  const said = page.locator('li[id^=p-]', { hasText: 'rouvre en mars' });
  await said.locator('.name', { hasText: 'Le service local' }).waitFor();
  expect(await said.textContent()).not.toContain('Hélène');
  expect(problems).toEqual([]);
});
