// CM-30: two people at one inbox: what comes in is there at once, whose it is too, and an answer clears it for both.
import type { Browser, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxPage } from '#server/inbox/wire.ts';
import { deskOf } from '../support/desk.ts';
import { expectClean } from '../support/eyes.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { elsewhere } from '../support/thread.ts';
import { until } from '../support/until.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [helene, camille, odile]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  camille = await town.person('Camille Roussel', 'moderator');
  odile = await town.person('Odile Ménard');
});
afterAll(() => town.close());

test('CM-30: what comes in is there without asking, claimed by who opens it, answered once, and gone for both', async () => {
  const at = `${town.origin}/admin/#/inbox`;
  const hers = await visit(town, browser, at, { as: helene!, locale: 'fr-FR' });
  const theirs = await visit(town, browser, at, { as: camille!, locale: 'fr-FR' });
  for (const { page } of [hers, theirs]) await page.getByText('Tout le monde a sa réponse.').waitFor();

  const reader = await elsewhere(town, odile!);
  await reader.post('pont', '@redaction d’où vient le chiffre de 1,2 million ?');
  const row = (page: typeof hers.page) => page.locator('.item-row', { hasText: 'd’où vient le chiffre' });
  await row(theirs.page).waitFor();
  await row(hers.page).locator('a').click();
  await hers.page.getByText('À vous').waitFor();
  await row(theirs.page).getByText('Hélène Vasseur s’en occupe').waitFor();

  await hers.page.keyboard.press('n');
  await hers.page.getByLabel('Votre note').fill('La délibération dit 870 000 €.');
  await hers.page.getByRole('button', { name: 'Garder la note' }).click();
  await hers.page.locator('.note', { hasText: '870 000' }).waitFor();
  await row(theirs.page).locator('a').click();
  await theirs.page.locator('.note', { hasText: '870 000' }).waitFor();
  await expectClean(theirs.page, 'an item of the inbox');

  await hers.page.getByRole('button', { name: 'Répondre', exact: true }).click();
  await hers.page.getByLabel('Votre réponse').fill('De la délibération du 3 novembre.');
  await hers.page.keyboard.press('Control+Enter');
  for (const { page } of [hers, theirs]) await row(page).waitFor({ state: 'detached' });

  await hers.page.goto(`${town.origin}/a/pont`);
  await hers.page.getByText('De la délibération du 3 novembre.').waitFor();
  expect(await hers.page.getByText('870 000').count()).toBe(0);
  expect([...hers.problems, ...theirs.problems]).toEqual([]);
});

test('CM-30: a desk that lost its line says so, and finds what came meanwhile, in its order, when it is back', async () => {
  const { page, problems } = await visit(town, browser, 'about:blank', { as: helene!, locale: 'fr-FR' });
  const lines: WebSocketRoute[] = [];
  let cut = false;
  await page.routeWebSocket(/\/live\//, async (line) => {
    if (cut) return line.close();
    line.connectToServer();
    lines.push(line);
  });
  await page.goto(`${town.origin}/admin/#/inbox`);
  const rows = page.locator('.item-row', { hasText: 'pendant la coupure' });
  await until('the desk to listen', () => lines.length > 0);
  const reader = await elsewhere(town, odile!);
  await reader.post('pont', '@redaction avant, entends-tu ?');
  await page.locator('.item-row', { hasText: 'entends-tu' }).waitFor();

  cut = true;
  await Promise.all(lines.map((line) => line.close()));
  await page.getByRole('status').getByText('Le direct est coupé.').waitFor();
  for (const nth of ['Première', 'Seconde']) await reader.post('pont', `@redaction ${nth} question pendant la coupure ?`);
  cut = false;

  await rows.nth(1).waitFor();
  expect((await rows.allInnerTexts()).map((text) => /Première|Seconde/.exec(text)?.[0])).toEqual(['Première', 'Seconde']);
  expect(problems).toEqual([]);
});

test('what the team says often is put into an answer by its name; what the site promises is set on its screen', async () => {
  const desk = await deskOf(town, helene!);
  const often = {
    locale: 'fr',
    version: 0,
    title: 'On se renseigne',
    body: 'Bonjour {author}, nous posons la question.',
    verdict: null,
    rule: null,
  };
  await desk.call('POST', 'canned-replies', often);
  const reader = await elsewhere(town, odile!);
  await reader.post('pont', '@redaction qui paie le pont neuf ?');
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/#/inbox`, { as: helene!, locale: 'fr-FR' });

  await page.locator('.item-row', { hasText: 'pont neuf' }).locator('a').click();
  await page.locator('#inbox-canned').selectOption({ label: 'On se renseigne (fr)' });
  expect(await page.getByLabel('Votre réponse').inputValue()).toBe('Bonjour Odile Ménard, nous posons la question.');

  await page.goto(`${town.origin}/admin/#/settings/promises`);
  await page.getByLabel('Question à la rédaction').fill('12');
  await page.getByRole('button', { name: 'Enregistrer les promesses' }).click();
  await page.getByText('C’est enregistré.').waitFor();
  await expectClean(page, 'the promises');
  expect(await desk.call('GET', 'inbox-promises')).toMatchObject({ promises: { newsroom: 12, question: 24 } });
  expect(problems).toEqual([]);
});

test('CM-31: a journalist who is given something finds it at a desk of the inbox alone, and answers it', async () => {
  const julien = await town.person('Julien Prat', 'journalist');
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/`, { as: julien, locale: 'fr-FR' });
  await page.locator('.lanes').waitFor();

  // What comes meanwhile is there without a reload.
  const reader = await elsewhere(town, odile!);
  await reader.post('pont', '@redaction qui a signé le bail ?');
  const desk = await deskOf(town, helene!);
  const { items } = await desk.call<InboxPage>('GET', 'inbox?lane=newsroom');
  const item = items.find(({ excerpt }) => excerpt.includes('signé le bail'))!;
  await desk.call('PATCH', `inbox/${item.id}`, { version: item.version, assignee: julien.member.uid });

  await page.locator('.item-row', { hasText: 'signé le bail' }).locator('a').click();
  await page.getByRole('button', { name: 'Répondre', exact: true }).click();
  await page.getByLabel('Votre réponse').fill('La commune, en mai.');
  await expectClean(page, 'the desk of a journalist');
  expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('Modération');
  await page.keyboard.press('Control+Enter');
  await page.locator('.item-row', { hasText: 'signé le bail' }).waitFor({ state: 'detached' });

  await page.goto(`${town.origin}/admin/#/all`);
  await page.getByText('introuvable', { exact: false }).first().waitFor();
  expect(problems).toEqual([]);
});
