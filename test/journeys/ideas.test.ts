// CM-23, CM-37: an idea from proposal to « devenue cet article », and a secret poll, in both languages.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { expectClean, sideways } from '../support/eyes.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;
let [helene, lucie, odile]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  [lucie, odile] = [await town.person('Lucie Prigent'), await town.person('Odile Ménard')];
  const { db, now } = town.deps;
  await db.write(async (tx) => {
    const siteId = town.site.id;
    await tx.insert(tx.t.spaces).values({ siteId, slug: 'idees', name: 'Idées', position: 1 });
    const article = { siteId, key: 'velos', title: 'Où garer son vélo', url: `${town.origin}/velos`, bylines: [] };
    await tx.insert(tx.t.articles).values({ ...article, confirmedAt: now(), createdAt: now() });
  });
});
afterAll(() => town.close());

async function open(as: Neighbour, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  await town.signIn(context, as);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(() => expect(problems).toEqual([]));
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('an idea is proposed, supported, done, and became an article: with forms alone', async () => {
  const WITHOUT = { javaScriptEnabled: false, locale: 'fr-FR' };
  const asker = await open(lucie!, WITHOUT);
  await asker.goto(`${town.origin}/ideas`);
  await asker.getByRole('link', { name: 'Proposer une idée' }).click();
  await asker.getByLabel('Espace').selectOption('idees');
  await asker.getByLabel('Titre', { exact: true }).fill('Une carte des arceaux à vélos');
  await asker.getByLabel('Votre texte').fill('On cherche partout.');
  await button(asker, 'Publier').click();
  await asker.getByText('Une idée de Lucie Prigent').waitFor();

  const reader = await open(odile!, WITHOUT);
  await reader.goto(`${town.origin}/ideas`);
  await button(reader, 'Soutenir « Une carte des arceaux à vélos », aucune voix').click();
  await button(reader, 'Soutenir « Une carte des arceaux à vélos », 1 voix').waitFor();
  expect(new URL(reader.url()).pathname).toBe('/ideas');

  const staff = await open(helene!, WITHOUT);
  await staff.goto(`${town.origin}/manage/${/[0-9a-f-]{36}/.exec(asker.url())![0]}`);
  await staff.getByRole('radio', { name: 'Réalisée' }).check();
  await staff.getByLabel('Ce que vous en dites aux lecteurs').fill('C’est fait, et la carte est imprimable.');
  await staff.getByLabel('L’article qu’elle est devenue').fill('velos');
  await button(staff, 'Publier et prévenir').click();
  await staff.getByText('Devenue cet article').waitFor();
  await staff.getByRole('link', { name: 'Où garer son vélo' }).first().waitFor();

  await reader.goto(`${town.origin}/ideas/done`);
  await reader.getByText('Réalisée', { exact: true }).first().waitFor();
  await reader.getByRole('link', { name: 'Où garer son vélo' }).waitFor();
});

test('the pages of ideas are clean, and a phone holds them', async () => {
  const page = await open(helene!, { locale: 'fr-FR' });
  for (const path of ['/ideas', '/ideas/done?by=newest']) {
    await page.goto(`${town.origin}${path}`);
    await expectClean(page, path);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sideways(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

test('a secret poll: opened in French with forms alone, voted in once in English, shown to who voted', async () => {
  const asker = await open(lucie!, { javaScriptEnabled: false, locale: 'fr-FR' });
  await asker.goto(`${town.origin}/new?kind=poll&space=idees`);
  await asker.getByLabel('Titre', { exact: true }).fill('Quel jour pour le marché ?');
  await asker.getByLabel('Votre texte').fill('Dites-le avant vendredi.');
  await asker.getByLabel('Choix', { exact: true }).fill('Mardi\nVendredi\nSamedi');
  await button(asker, 'Publier').click();
  await asker.getByText('Les résultats se montrent à qui a voté.').waitFor();

  const reader = await open(odile!, { locale: 'en-GB' });
  await reader.goto(`${asker.url()}?lang=en`);
  await reader.getByText('A secret vote cannot be changed.').waitFor();
  await reader.locator('.menu').first().waitFor();
  await expectClean(reader, 'a ballot');
  await reader.getByRole('radio', { name: 'Vendredi' }).check();
  await button(reader, 'Vote').click();
  await reader.getByText('Your vote is in.').waitFor();
  await reader.getByRole('row', { name: /Vendredi 1 100/ }).waitFor();
  expect(await button(reader, 'Vote').count()).toBe(0);
  await expectClean(reader, 'its results');
  await reader.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(reader)).toBe(0);

  await asker.getByRole('radio', { name: 'Samedi' }).check();
  await button(asker, 'Voter').click();
  await asker.getByText('Vous avez voté. Le vote est secret').waitFor();
  await asker.getByText('2 personnes ont voté').waitFor();
});
