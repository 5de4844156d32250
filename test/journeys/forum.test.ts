// The forum from its first conversation to the moderator's scissors, in a browser: with JavaScript, without, in both languages.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setArticle } from '#server/articles/set-article.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

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

/** Signed in on our pages, and on none of them yet. */
async function enter(who: Neighbour | null, options: BrowserContextOptions = {}) {
  const { page } = await visit(town, browser, 'about:blank', { ...options, ...(who && { as: who }) });
  return page;
}

async function openTopic(page: Page, title: string, text: string, words: Pick<Words, 'title' | 'text' | 'publish'> = FR) {
  await page.goto(`${town.origin}/new?space=ville`);
  await page.getByLabel(words.title, { exact: true }).fill(title);
  await page.getByLabel(words.text).fill(text);
  await page.getByRole('button', { name: words.publish, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  return page.url();
}

const FR = {
  open: 'Ouvrir une conversation',
  title: 'Titre',
  text: 'Votre texte',
  look: 'Aperçu',
  publish: 'Publier',
  lacks: 'Donnez un titre',
  manage: 'Gérer',
  space: 'Espace',
  save: 'Enregistrer',
  article: 'Lire l’article',
  apart: 'Dans une conversation à part',
  name: 'Titre de la nouvelle conversation',
  move: 'Déplacer',
  other: 'Adresse de l’autre conversation',
  merge: 'Fusionner',
};
type Words = typeof FR;
const EN: Words = {
  open: 'Start a conversation',
  title: 'Title',
  text: 'Your text',
  look: 'Preview',
  publish: 'Post',
  lacks: 'Give it a title',
  manage: 'Manage',
  space: 'Space',
  save: 'Save',
  article: 'Read the article',
  apart: 'To a conversation of their own',
  name: 'Title of the new conversation',
  move: 'Move',
  other: 'Address of the other conversation',
  merge: 'Merge',
};
const BOTH: [string, Words][] = [
  ['fr-FR', FR],
  ['en-GB', EN],
];

test.each(BOTH)(
  'without JavaScript, %s: a conversation is opened, looked at before, found in its space, and answered',
  async (locale, words) => {
    const page = await enter(herve, { javaScriptEnabled: false, locale });
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
  },
);

test('what one types before signing in stays in this browser, and is found on another device afterwards', async () => {
  const page = await enter(null);
  await page.goto(`${town.origin}/new`);
  await page.getByLabel('Titre', { exact: true }).fill('Un brouillon qui voyage');
  await page.getByLabel('Votre texte').fill('Commencé avant de me connecter.');
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('terrasse:topic:')));
  await town.signIn(page.context(), herve);
  const kept = page.waitForResponse((answer) => answer.url().includes('/topic-draft') && answer.ok());
  await page.goto(`${town.origin}/new`);
  await kept;

  const elsewhere = await enter(herve, { javaScriptEnabled: false });
  await elsewhere.goto(`${town.origin}/new`);

  expect(await elsewhere.getByLabel('Titre', { exact: true }).inputValue()).toBe('Un brouillon qui voyage');
  await elsewhere.getByRole('button', { name: 'L’effacer' }).click();
  expect(await elsewhere.getByLabel('Titre', { exact: true }).inputValue()).toBe('');
});

test('a list that is open says that a conversation was opened', async () => {
  const reader = await enter(null);
  await reader.goto(`${town.origin}/s/ville`);
  await reader.waitForLoadState('networkidle');
  const writer = await enter(herve);

  await openTopic(writer, 'Le marché du samedi', 'À sept heures ?');
  await reader.getByRole('link', { name: '1 nouvelle conversation' }).click();

  await reader.getByRole('link', { name: 'Le marché du samedi' }).waitFor();
});

test.each(BOTH)('%s: an article’s conversation is carried on in the forum, and each leads to the other', async (locale, words) => {
  const said = { section: null, bylines: [], tags: [], publishedAt: null, closesAt: null, audience: null, moderation: null };
  const [key, title] = [`pont-${locale}`, `Le pont rouvre, ${locale}`];
  await setArticle(town.deps, town.site, key, { ...said, title, url: `${town.paper.origin}/${key}` });
  await fillThread(town, key, herve, [{ text: 'Enfin.' }]);
  const page = await enter(camille, { javaScriptEnabled: false, locale });
  await page.goto(`${town.origin}/a/${key}`);
  await page.getByRole('link', { name: words.manage }).click();
  const naming = page.locator('form').filter({ has: page.getByLabel(words.title, { exact: true }) });

  await naming.getByLabel(words.space).selectOption('La rivière');
  await naming.getByRole('button', { name: words.save }).click();

  await page.goto(`${town.origin}/s/riviere`);
  await page.getByRole('link', { name: title }).click();
  await page.getByText('Enfin.').waitFor();
  expect(await page.getByRole('link', { name: words.article }).getAttribute('href')).toBe(`${town.paper.origin}/${key}`);
});

test.each(BOTH)('%s: split and merged, every old address still leads to the post', async (locale, words) => {
  const page = await enter(camille, { javaScriptEnabled: false, locale });
  const first = await openTopic(page, `La crue de mars, ${locale}`, 'Qui a des photos ?', words);
  await page.locator('textarea').fill('Moi, une vingtaine.');
  await page
    .locator('.composer button, form button')
    .filter({ hasText: new RegExp(`^${words.publish}`) })
    .first()
    .click();
  if (new URL(page.url()).pathname === '/write') await page.getByRole('button', { name: words.publish, exact: true }).click();
  await page.getByText('Moi, une vingtaine.').waitFor();
  const post = (await page
    .locator('article, li')
    .filter({ hasText: 'Moi, une vingtaine.' })
    .locator('[id^="p-"]')
    .or(page.locator('[id^="p-"]').filter({ hasText: 'Moi, une vingtaine.' }))
    .last()
    .getAttribute('id'))!.slice(2);
  const target = await openTopic(page, `Photos de la rivière, ${locale}`, 'Toutes ici.', words);

  await page.goto(first);
  await page.getByRole('link', { name: words.manage }).click();
  await page.getByRole('checkbox', { name: /vingtaine/ }).check();
  await page.getByLabel(words.apart).check();
  await page.getByLabel(words.name).fill(`Photos de la crue, ${locale}`);
  await page.getByRole('button', { name: words.move }).click();
  await page.getByRole('heading', { level: 1, name: `Photos de la crue, ${locale}` }).waitFor();
  const apart = page.url();
  await page.goto(`${town.origin}/p/${post}`);
  await page.getByRole('heading', { level: 1, name: `Photos de la crue, ${locale}` }).waitFor();

  await page.goto(apart);
  await page.getByRole('link', { name: words.manage }).click();
  await page.locator('form[action$="/merger"]').getByLabel(words.other).fill(target);
  await page.getByRole('button', { name: words.merge }).click();
  for (const address of [apart, `${town.origin}/p/${post}`, `${apart}?around=${post}#p-${post}`]) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: `Photos de la rivière, ${locale}` }).waitFor();
    await page.getByText('Moi, une vingtaine.').waitFor();
  }
});
