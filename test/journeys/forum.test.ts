// The forum from its first conversation to the moderator's scissors, in a browser: with JavaScript, without, in both languages.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { setArticle } from '#server/articles/set-article.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;
let herve: Neighbour;
let camille: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [herve, camille] = [await town.person('Hervé Lantier'), await town.person('Camille Roussel', 'moderator')];
  await town.deps.db.write(async (tx) => {
    const row = { siteId: town.site.id, position: 0 };
    await tx.insert(tx.t.spaces).values([
      { ...row, slug: 'ville', name: 'La ville' },
      { ...row, slug: 'riviere', name: 'La rivière' },
    ]);
  });
});
afterAll(() => town.close());

/** Signed in on our pages. */
async function visit(who: Neighbour | null, options: { javaScriptEnabled?: boolean; locale?: string } = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  if (who) await town.signIn(context, who);
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

async function openTopic(page: Page, title: string, text: string) {
  await page.goto(`${town.origin}/new?space=ville`);
  await page.getByLabel('Titre', { exact: true }).fill(title);
  await page.getByLabel('Votre texte').fill(text);
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  return page.url();
}

test.each([
  [
    'fr-FR',
    { open: 'Ouvrir une conversation', title: 'Titre', text: 'Votre texte', look: 'Aperçu', publish: 'Publier', lacks: 'Donnez un titre' },
  ],
  [
    'en-GB',
    { open: 'Start a conversation', title: 'Title', text: 'Your text', look: 'Preview', publish: 'Post', lacks: 'Give it a title' },
  ],
])('without JavaScript, %s: a conversation is opened, looked at before, found in its space, and answered', async (locale, words) => {
  const page = await visit(herve, { javaScriptEnabled: false, locale });
  const title = `Les bancs du quai, ${locale}`;
  await page.goto(`${town.origin}/s/ville`);
  await page.getByRole('link', { name: words.open }).click();
  await page.getByLabel(words.title, { exact: true }).fill('🌳');
  await page.getByLabel(words.text).fill('Il en **manque** trois.');
  await page.getByRole('button', { name: words.publish }).click();
  await page.getByText(words.lacks).waitFor();
  expect(await page.getByLabel(words.text).inputValue()).toBe('Il en **manque** trois.');

  await page.getByLabel(words.title, { exact: true }).fill(title);
  await page.getByRole('button', { name: words.look }).click();
  await page.locator('.preview strong', { hasText: 'manque' }).waitFor();
  await page.getByRole('button', { name: words.publish }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();

  await page.goto(`${town.origin}/s/ville`);
  await page.getByRole('link', { name: title }).click();
  await page.locator('textarea').fill('Et deux de plus au port.');
  await page
    .locator('.composer button, form button')
    .filter({ hasText: /^(Publier|Publish|Post|Post)/ })
    .first()
    .click();
  const again = page.getByRole('button', { name: words.publish });
  if (new URL(page.url()).pathname === '/write') await again.click();
  await page.getByText('Et deux de plus au port.').waitFor();
});

test('what one types before signing in stays in this browser, and is found on another device afterwards', async () => {
  const page = await visit(null);
  await page.goto(`${town.origin}/new`);
  await page.getByLabel('Titre', { exact: true }).fill('Un brouillon qui voyage');
  await page.getByLabel('Votre texte').fill('Commencé avant de me connecter.');
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('terrasse:topic:')));
  await town.signIn(page.context(), herve);
  const kept = page.waitForResponse((answer) => answer.url().includes('/topic-draft') && answer.ok());
  await page.goto(`${town.origin}/new`);
  await kept;

  const elsewhere = await visit(herve, { javaScriptEnabled: false });
  await elsewhere.goto(`${town.origin}/new`);

  expect(await elsewhere.getByLabel('Titre', { exact: true }).inputValue()).toBe('Un brouillon qui voyage');
  await elsewhere.getByRole('button', { name: 'L’effacer' }).click();
  expect(await elsewhere.getByLabel('Titre', { exact: true }).inputValue()).toBe('');
});

test('a list that is open says that a conversation was opened', async () => {
  const reader = await visit(null);
  await reader.goto(`${town.origin}/s/ville`);
  await reader.waitForLoadState('networkidle');
  const writer = await visit(herve);

  await openTopic(writer, 'Le marché du samedi', 'À sept heures ?');
  await reader.getByRole('link', { name: '1 nouvelle conversation' }).click();

  await reader.getByRole('link', { name: 'Le marché du samedi' }).waitFor();
});

test('an article’s conversation is carried on in the forum, and each leads to the other', async () => {
  const said = { section: null, bylines: [], tags: [], publishedAt: null, closesAt: null, audience: null, moderation: null };
  await setArticle(town.deps, town.site, 'pont', { ...said, title: 'Le pont rouvre', url: `${town.paper.origin}/pont` });
  await fillThread(town, 'pont', herve, [{ text: 'Enfin.' }]);
  const page = await visit(camille, { javaScriptEnabled: false });
  await page.goto(`${town.origin}/a/pont`);
  await page.getByRole('link', { name: 'Gérer' }).click();
  const naming = page.locator('form').filter({ has: page.getByLabel('Titre', { exact: true }) });

  await naming.getByLabel('Espace').selectOption('La rivière');
  await naming.getByRole('button', { name: 'Enregistrer' }).click();

  await page.goto(`${town.origin}/s/riviere`);
  await page.getByRole('link', { name: 'Le pont rouvre' }).click();
  await page.getByText('Enfin.').waitFor();
  expect(await page.getByRole('link', { name: 'Lire l’article' }).getAttribute('href')).toBe(`${town.paper.origin}/pont`);
});

test('split and merged, every old address still leads to the post', async () => {
  const page = await visit(camille, { javaScriptEnabled: false });
  const first = await openTopic(page, 'La crue de mars', 'Qui a des photos ?');
  await page.locator('textarea').fill('Moi, une vingtaine.');
  await page
    .locator('.composer button, form button')
    .filter({ hasText: /^Publier/ })
    .first()
    .click();
  if (new URL(page.url()).pathname === '/write') await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByText('Moi, une vingtaine.').waitFor();
  const post = (await page
    .locator('article, li')
    .filter({ hasText: 'Moi, une vingtaine.' })
    .locator('[id^="p-"]')
    .or(page.locator('[id^="p-"]').filter({ hasText: 'Moi, une vingtaine.' }))
    .last()
    .getAttribute('id'))!.slice(2);
  const target = await openTopic(page, 'Photos de la rivière', 'Toutes ici.');

  await page.goto(first);
  await page.getByRole('link', { name: 'Gérer' }).click();
  await page.getByRole('checkbox', { name: /vingtaine/ }).check();
  await page.getByLabel('Dans une conversation à part').check();
  await page.getByLabel('Titre de la nouvelle conversation').fill('Photos de la crue');
  await page.getByRole('button', { name: 'Déplacer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Photos de la crue' }).waitFor();
  const apart = page.url();
  await page.goto(`${town.origin}/p/${post}`);
  await page.getByRole('heading', { level: 1, name: 'Photos de la crue' }).waitFor();

  await page.goto(apart);
  await page.getByRole('link', { name: 'Gérer' }).click();
  await page.locator('form[action$="/merger"]').getByLabel('Adresse de l’autre conversation').fill(target);
  await page.getByRole('button', { name: 'Fusionner' }).click();
  for (const address of [apart, `${town.origin}/p/${post}`, `${apart}?around=${post}#p-${post}`]) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: 'Photos de la rivière' }).waitFor();
    await page.getByText('Moi, une vingtaine.').waitFor();
  }
});
