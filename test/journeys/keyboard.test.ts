// Everything with keys alone: at every stop of Tab one sees where one is, and no act leaves the keyboard nowhere.
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { PostWire } from '#server/posts/wire.ts';
import { focusOf, tabTo } from '../support/eyes.ts';
import { beforeScripts } from '../support/taking-over.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let lucie: Neighbour;
let herve: Neighbour;
let camille: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [lucie, herve, camille] = [
    await town.person('Lucie Prigent'),
    await town.person('Hervé Lantier'),
    await town.person('Camille Roussel', 'admin'),
  ];
});
afterAll(() => town.close());

describe('a reader', () => {
  test('writes, signs in in the window, and is back where they wrote', async () => {
    await fillThread(town, 'pont', herve, [{ text: 'Un avis.' }]);
    const { page } = await openArticle('pont');

    await writeAndSignIn(page, 'Écrit sans souris.');

    await page.locator('.text', { hasText: 'Écrit sans souris.' }).waitFor();
    await expectFocus(page, /textarea/);
  });

  test('replies, gives a reply up, changes their mind, takes it back', async () => {
    await fillThread(town, 'reponses', herve, [{ text: 'Un avis.' }]);
    const { page } = await openArticle('reponses');
    await writeAndSignIn(page, 'Le mien.');
    await page.locator('.text', { hasText: 'Le mien.' }).waitFor();
    const answer = page.getByRole('button', { name: `Répondre à ${herve.name}` });

    await tabTo(page, answer);
    await page.keyboard.press('Enter');
    await expectFocus(page, /textarea/);
    await page.keyboard.press('Escape');
    await expectFocus(page, /Répondre/);
    await page.keyboard.press('Enter');
    await expectFocus(page, /textarea/);
    await page.keyboard.type('Une réponse.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.text:not(.typed)', { hasText: 'Une réponse.' }).waitFor();
    await expectFocus(page, /Une réponse/);

    const own = page.locator('li').filter({ hasText: 'Une réponse.' }).last();
    await openMenu(page, own, 'Modifier');
    await page.keyboard.press('Enter');
    await expectFocus(page, /textarea/);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Changée.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Une réponse. Changée.').waitFor();
    await expectFocus(page, /./);

    await openMenu(page, own, 'Supprimer');
    await page.keyboard.press('Enter');
    await expectFocus(page, /Supprimer/);
    await page.keyboard.press('Enter');
    await until('it is gone', async () => !(await page.getByText('Une réponse. Changée.').isVisible()));
    await expectFocus(page, /./);
  });

  test('opens a menu, leaves it, reports, and is back at the post', async () => {
    await fillThread(town, 'signaler', herve, [{ text: 'Un avis.' }]);
    const { page } = await openArticle('signaler');
    await writeAndSignIn(page, 'Le mien.');
    await page.locator('.text', { hasText: 'Le mien.' }).waitFor();
    const other = page.locator('li').filter({ hasText: 'Un avis.' }).last();
    const menu = new RegExp(`Autres actions sur le message de ${herve.name}`);

    await openMenu(page, other, 'Signaler');
    await page.keyboard.press('Escape');
    await expectFocus(page, menu);
    await page.keyboard.press('Enter');
    await tabTo(page, other.getByText('Signaler'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expectFocus(page, /./);
    await tabTo(page, page.getByRole('radio').first());
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByRole('textbox', { name: 'Quelques mots' }));
    await page.keyboard.type('Merci d’y regarder.');
    await tabTo(page, page.getByRole('button', { name: 'Envoyer', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText('Merci, c’est transmis.').waitFor();
    await expectFocus(page, /./);
    await tabTo(page, page.getByRole('button', { name: 'Fermer' }));
    await page.keyboard.press('Enter');
    await until('it is closed', async () => (await page.getByRole('dialog').count()) === 0);
    await expectFocus(page, menu);

    await page.keyboard.press('Enter');
    await tabTo(page, other.getByText('Signaler'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await until('it is closed', async () => (await page.getByRole('dialog').count()) === 0);
    await expectFocus(page, menu);

    await page.keyboard.press('Enter');
    await tabTo(page, other.getByText('Copier le lien'));
    await page.keyboard.press('Enter');
    await expectFocus(page, menu);
  });

  test('reads on: another order, the rest of a branch, more posts, the new ones', async () => {
    await fillThread(town, 'foule', herve, [
      ...Array.from({ length: 25 }, (_, i) => ({ text: `Avis ${i + 1}` })),
      ...Array.from({ length: 5 }, (_, i) => ({ text: `Réponse ${i + 1}`, replyTo: 24 })),
    ]);
    const { page } = await openArticle('foule');
    await page.locator('.menu').first().waitFor();

    await tabTo(page, page.getByRole('link', { name: 'Discutés' }));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Discutés' }).and(page.locator('[aria-current]')).waitFor();
    await expectFocus(page, /Discutés/);
    await tabTo(page, page.getByRole('link', { name: '3 réponses de plus' }));
    await page.keyboard.press('Enter');
    await page.getByText('Réponse 5').waitFor();
    await expectFocus(page, /./);
    await tabTo(page, page.getByRole('link', { name: /^Afficher/ }));
    await page.keyboard.press('Enter');
    await page.getByText('Avis 1', { exact: true }).waitFor();
    await expectFocus(page, /./);

    await (await elsewhere(town, await town.person('Odile Ménard'))).post('foule', 'Une nouvelle voix.');
    await tabTo(page, page.getByRole('button', { name: '1 nouvelle réponse' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Une nouvelle voix.').waitFor();
    await expectFocus(page, /Odile Ménard/);
  });

  test('is heard before the tools for writing have come', async () => {
    await fillThread(town, 'lent', herve, [{ text: 'Un avis.' }]);
    const { page } = await open();
    const held: Route[] = [];
    await page.route('**/embed/writing-*.js', (route) => void held.push(route));
    await page.goto(town.paper.print('/lent', { html: article(embed(town.origin, 'lent')) }));
    await page.locator('.menu').waitFor();

    await tabTo(page, page.getByRole('textbox', { name: 'Votre commentaire' }));
    await page.keyboard.type('Écrit à la hâte.');
    await page.keyboard.press('Control+Enter');
    const opening = page.waitForEvent('popup');
    await until('the tools are asked for', () => held.length > 0);
    await Promise.all(held.map((route) => route.continue()));

    expect((await opening).url()).toContain('connect');
  });

  test('has the tools where they were before the page was ready', async () => {
    const rendered = await (await fetch(`${town.origin}/embed/thread?site=courrier&article=pont&lang=fr`)).text();
    const { page } = await open();
    await beforeScripts(page);
    const held: Route[] = [];
    await page.route('**/embed.js', (route) => void held.push(route));
    await page.goto(town.paper.print('/servie', { html: article(`<script src="${town.origin}/embed.js" async></script>${rendered}`) }), {
      waitUntil: 'commit',
    });

    await tabTo(page, page.getByRole('textbox', { name: 'Votre commentaire' }));
    await page.keyboard.type('Écrit avant tout le reste.');
    await until('the script is asked for', () => held.length > 0);
    await held[0]!.continue();

    await page.getByRole('button', { name: 'Gras' }).waitFor();
    await expectFocus(page, /textarea/);
    expect(await page.getByRole('textbox', { name: 'Votre commentaire' }).inputValue()).toBe('Écrit avant tout le reste.');
  });

  test('reads and writes on our own pages', async () => {
    const { page } = await open();
    await page.goto(`${town.origin}/a/pont`);

    await page.keyboard.press('Tab');
    await expectFocus(page, /Aller au contenu/);
    await page.keyboard.press('Enter');
    await expectFocus(page, /<main>/);
    await tabTo(page, page.getByRole('textbox', { name: 'Votre commentaire' }));
    await page.keyboard.type('Depuis le forum.');
    await page.getByRole('button', { name: 'Gras' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/signin/);
    await signIn(page);
    await page.locator('.text', { hasText: 'Depuis le forum.' }).waitFor();
  });
});

describe('a moderator', () => {
  test('signs in, goes through the queue, approves, refuses, and each time the next case is theirs', async () => {
    await holdThree('file');
    const { page } = await open(/status of 401/); // before signing in
    await page.goto(`${town.origin}/admin/#/all`);

    await tabTo(page, page.getByRole('link', { name: 'Se connecter' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/signin/);
    await signIn(page, camille);
    await page.getByRole('heading', { name: 'Ce qui attend' }).waitFor();
    for (const key of ['g', 'm']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Approuver' }).waitFor();
    const title = page.locator('#case-title');
    const number = () => page.locator('.case-head .soft').innerText();
    const first = await number();

    await page.keyboard.press('j');
    await until('the next case', async () => (await number()) !== first);
    await page.keyboard.press('k');
    await until('the first again', async () => (await number()) === first);
    await page.keyboard.press('a');
    await page.getByText('Approuvé · cas').waitFor();
    await until('its title', () => title.evaluate((element) => element.matches(':focus')));

    const second = await number();
    for (const key of ['r', '4', 'Enter']) await page.keyboard.press(key);
    await page.getByText(/Refusé · cas \d+, règle 4/).waitFor();
    await until('the next case', async () => (await number()) !== second);
    await until('its title', () => title.evaluate((element) => element.matches(':focus')));
  });

  test('refuses with a word to the author; gives up; finds the words again', async () => {
    await holdThree('mot');
    const { page } = await openDesk();
    const dialog = page.getByRole('dialog');

    await page.keyboard.press('j');
    await expectFocus(page, /^<a> Mot interdit/);
    await page.keyboard.press('r');
    await expectFocus(page, /<input>/);
    await page.keyboard.press('2');
    await tabTo(page, dialog.getByLabel('Un mot à l’auteur'));
    await page.keyboard.type('Redites-le sans ce mot.');
    for (const key of ['Escape', 'r']) await page.keyboard.press(key);
    await dialog.waitFor();
    expect(await dialog.getByLabel('Un mot à l’auteur').inputValue()).toBe('Redites-le sans ce mot.');
    await tabTo(page, dialog.getByLabel('Un mot à l’auteur'));
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Refusé · cas \d+, règle 2/).waitFor();
    await expectFocus(page, /./);
  });

  test('goes anywhere, and is told how', async () => {
    await holdThree('partout');
    const { page } = await openDesk();
    const dialog = page.getByRole('dialog', { name: 'Raccourcis' });

    await page.keyboard.press('?');
    await dialog.waitFor();
    await expectFocus(page, /./);
    await page.keyboard.press('Escape');
    await until('it is closed', async () => (await dialog.count()) === 0);
    for (let i = 0; i < 9 && (await page.locator('.around').count()) === 0; i++) {
      await page.keyboard.press('j');
      await page.locator('.case[aria-busy=false]').waitFor();
    }
    await page.keyboard.press('o');
    await page.locator('.around[open]').waitFor();
    await page.keyboard.press('/');
    await expectFocus(page, /input/);
    await page.keyboard.type('rien de tel');
    await page.getByText('Aucun cas pour').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await until('the whole list', async () => (await page.locator('.case-row').count()) > 0);
    await page.keyboard.press(']');
    await page.locator('.tabs [aria-current]', { hasText: 'Signalés' }).waitFor();
    await page.keyboard.press('[');
    await page.locator('.tabs [aria-current]', { hasText: 'À décider' }).waitFor();
    for (const [letter, heading] of [
      ['t', 'Fils'],
      ['p', 'Membres'],
      ['s', 'Réglages'],
      ['m', 'Modération'],
    ]) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter!);
      await page.getByRole('heading', { name: heading!, level: 1 }).waitFor();
      await expectFocus(page, /./);
    }
  });

  test('without single keys: with Alt, and a letter alone does nothing', async () => {
    await holdThree('alt');
    const { page } = await openDesk();

    await page.keyboard.press('?');
    await tabTo(page, page.getByRole('dialog').getByRole('checkbox'));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await until('it is closed', async () => (await page.getByRole('dialog').count()) === 0);
    await page.keyboard.press('r');
    await page.keyboard.press('Alt+r');
    await page.getByRole('dialog', { name: 'Refuser : pour quel motif' }).waitFor();
    expect(await page.getByText('Approuvé · cas').count()).toBe(0);
  });

  test('changes a setting, a rule, a thread', async () => {
    const { page } = await openDesk();
    await page.goto(`${town.origin}/admin/#/settings/site`);
    await page.getByLabel('Nom du forum').waitFor();

    await tabTo(page, page.getByLabel('Nom du forum'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('La Place');
    await tabTo(page, page.getByRole('button', { name: /^Enregistrer/ }));
    await page.keyboard.press('Enter');
    await page.getByText('C’est enregistré.').waitFor();
    await expectFocus(page, /./);

    await page.goto(`${town.origin}/admin/#/settings/charter`);
    await page.getByRole('button', { name: 'Descendre la règle 1' }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Descendre la règle 1' }));
    await page.keyboard.press('Enter');
    await expectFocus(page, /Descendre la règle 2/);
    await tabTo(page, page.getByRole('button', { name: 'Ajouter une règle' }));
    await page.keyboard.press('Enter');
    await expectFocus(page, /input/);
    await page.keyboard.type('On relit avant d’envoyer');
    await tabTo(page, page.getByRole('button', { name: 'Publier la version 2' }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Publier la version 3' }).waitFor();
    await expectFocus(page, /./);

    await page.goto(`${town.origin}/admin/#/threads`);
    const close = page.getByRole('button', { name: /^Fermer « / }).first();
    await close.waitFor();
    await tabTo(page, close);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Rouvrir « / }).waitFor();
    await expectFocus(page, /Rouvrir/);
  });
});

/** A page of a browser in which nothing goes wrong, but what is expected to. */
async function open(expected = /^$/) {
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });
  return { context, page };
}

async function openArticle(key: string) {
  const opened = await open();
  await opened.page.goto(town.paper.print(`/${key}`, { html: article(embed(town.origin, key)) }));
  return opened;
}

/** Keys go to something, and to what one would expect. */
async function expectFocus(page: Page, wanted: RegExp) {
  let last: Awaited<ReturnType<typeof focusOf>> = null;
  await until(
    `the focus on ${wanted}`,
    async () => {
      last = await focusOf(page);
      return wanted.test(last?.what ?? '');
    },
    3000,
  ).catch((error: Error) => {
    throw new Error(`${error.message}: it is on ${last?.what ?? 'nothing'}`);
  });
}

/** From the top of the article to a comment published. */
async function writeAndSignIn(page: Page, text: string) {
  await page.locator('.menu').first().waitFor();
  await tabTo(page, page.getByRole('textbox', { name: 'Votre commentaire' }));
  await page.keyboard.type(text);
  await page.getByRole('button', { name: 'Gras' }).waitFor();
  const opening = page.waitForEvent('popup');
  await page.keyboard.press('Control+Enter');
  const popup = await opening;
  await signIn(popup);
  await popup.waitForURL(/\/connect\?/);
  const closing = popup.waitForEvent('close');
  await tabTo(popup, popup.getByRole('button', { name: 'Continuer en tant que Lucie Prigent' }));
  await popup.keyboard.press('Enter');
  await closing;
}

async function signIn(page: Page, { email } = lucie) {
  await tabTo(page, page.getByLabel('Adresse électronique'));
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel('Mot de passe', { exact: true }));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
}

async function openMenu(page: Page, post: ReturnType<Page['locator']>, act: string) {
  await tabTo(page, post.locator('.menu > summary').first());
  await page.keyboard.press('Enter');
  await tabTo(page, post.locator('.pop').getByText(act));
}

async function openDesk() {
  const opened = await open();
  await town.signIn(opened.context, camille);
  await opened.page.goto(`${town.origin}/admin/#/all`);
  await opened.page.locator('.case[aria-busy=false]').waitFor();
  return opened;
}

/** Three cases; one of them answers somebody. */
async function holdThree(key: string) {
  const author = await elsewhere(town, await town.person(`Auteur ${key}`));
  const [id] = await fillThread(town, key, herve, [{ text: 'Un avis.' }, { text: 'Un autre.', replyTo: 0 }]);
  await author.post(key, 'Ce guignol.', { id } as PostWire);
  for (const text of ['Quel guignol !', 'Un guignol, un vrai.']) await author.post(key, text);
}
