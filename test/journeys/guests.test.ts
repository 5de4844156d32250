import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { deskOf } from '../support/desk.ts';
import { ALL_LOOKS, expectClean } from '../support/eyes.ts';
import { claimsOf, openDoor, signWith } from '../support/publisher.ts';
import { article, embed, openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let camille: Neighbour;

beforeAll(async () => {
  town = await openTown({ settings: { guests: true } });
  browser = await town.browse();
  camille = await town.person('Camille Roussel', 'moderator');
});
afterAll(() => town.close());

async function openArticle(key: string) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(town.paper.print(`/${key}`, { html: article(embed(town.origin, key)) }));
  await field(page).waitFor();
  return { context, page, problems };
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const panel = (page: Page) => page.getByRole('group', { name: 'Qui écrit ?' });
const post = (page: Page, text: string) => page.locator('terrasse-thread article.post').filter({ hasText: text });

/** Writes, and says who by a name and an address. */
async function writeAs(page: Page, text: string, { name, email }: { name: string; email: string }) {
  await field(page).fill(text);
  await button(page, 'Publier').click();
  await panel(page).getByLabel('Votre nom').fill(name);
  await panel(page).getByLabel('Adresse électronique').fill(email);
  await button(page, 'Recevoir le lien').click();
}

/** The link of the mail to an address, once it is there. */
const linkTo = (email: string) =>
  until(`a mail to ${email}`, () => {
    const mail = town.mails.findLast(({ to }) => to === email);
    return mail && /https?:\S+\/guest\/\S+/.exec(mail.text)![0];
  });

/** On a telephone, say: a browser that knows nothing of the page. */
async function follow(link: string) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(link);
  await button(page, 'C’est moi').click();
  await page.getByRole('heading', { name: 'Votre adresse est prouvée' }).waitFor();
  await context.close();
  expect(problems).toEqual([]);
}

describe('without an account', () => {
  test('a name and an address proved on another device: the text leaves by itself, and is read before it appears', async () => {
    const { page, problems } = await openArticle('pont');
    await writeAs(page, 'De la rue du Lin, **bonjour**.', { name: 'Zoé Alvarez', email: 'zoe@exemple.test' });
    await panel(page).getByText('Un lien part vers zoe@exemple.test.').waitFor();

    await follow(await linkTo('zoe@exemple.test'));

    await post(page, 'De la rue du Lin').getByText('En attente de relecture.').waitFor();
    await page.getByText('Sans compte, sous le nom Zoé Alvarez.').waitFor();
    expect(await panel(page).count()).toBe(0);
    expect(await field(page).inputValue()).toBe('');
    const desk = await deskOf(town, camille);
    const [found] = await desk.cases();
    await desk.call('POST', `cases/${found!.id}/decisions`, { version: found!.version, revision: 1, verdict: 'approve' });
    const reader = await openArticle('pont');
    await post(reader.page, 'De la rue du Lin').getByText('Zoé Alvarez', { exact: true }).waitFor();
    expect(problems).toEqual([]);

    await page.reload();
    await page.getByText('Sans compte, sous le nom Zoé Alvarez.').waitFor();
    await field(page).fill('Encore moi.');
    await button(page, 'Publier').click();
    await post(page, 'Encore moi.').getByText('En attente de relecture.').waitFor();
  });

  test('the newspaper signs its reader in while they are asked: there is nothing left to ask, and the text leaves', async () => {
    const { secret } = await openDoor(town.deps, town.site.id);
    const token = await signWith(secret, claimsOf(town.deps, { sub: 'ines', name: 'Inès Kerbrat' }));
    const { page, problems } = await openArticle('reconnue');
    await field(page).fill('Vous me connaissez.');
    await button(page, 'Publier').click();
    await panel(page).getByLabel('Votre nom').waitFor();

    await page.locator('terrasse-thread').evaluate((element, given) => element.setAttribute('token', given), token);

    await post(page, 'Vous me connaissez.').getByText('Inès Kerbrat', { exact: true }).waitFor();
    expect(await panel(page).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('the page was left meanwhile: back on it, the text leaves by itself', async () => {
    const { page } = await openArticle('halles');
    await writeAs(page, 'Avant de partir.', { name: 'Yann', email: 'yann@exemple.test' });
    const link = await linkTo('yann@exemple.test');
    await page.goto('about:blank');

    await follow(link);
    await page.goto(`${town.paper.origin}/halles`);

    await post(page, 'Avant de partir.').getByText('En attente de relecture.').waitFor();
  });

  test('by keyboard alone; a name that passes for another’s is refused in its place, and the text stays', async () => {
    const { page } = await openArticle('clavier');
    await field(page).fill('Tout au clavier.');
    await page.keyboard.press('Tab');
    await button(page, 'Publier').focus();
    await page.keyboard.press('Enter');
    await panel(page).getByLabel('Votre nom').waitFor();

    await page.keyboard.type('Camille Rоussel'); // with a Cyrillic о
    await page.keyboard.press('Tab');
    await page.keyboard.type('eve@exemple.test');
    await page.keyboard.press('Enter');

    await panel(page).getByText('Ce nom ressemble trop').waitFor();
    expect(await page.evaluate(() => document.querySelector('terrasse-thread')!.shadowRoot!.activeElement!.id)).toBe('guest-name');
    expect(await field(page).inputValue()).toBe('Tout au clavier.');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Ève');
    await page.keyboard.press('Enter');
    await panel(page).getByText('Un lien part vers eve@exemple.test.').waitFor();
    await button(page, 'Annuler').click();
    expect(await field(page).inputValue()).toBe('Tout au clavier.');
    expect(town.mails.filter(({ to }) => to === 'eve@exemple.test').length).toBeLessThan(2);
  });

  test('whoever has an account signs in from the same place', async () => {
    const lucie = await town.person('Lucie Prigent');
    const { context, page } = await openArticle('compte');
    await town.signIn(context, lucie);
    await field(page).fill('Avec mon compte.');
    await button(page, 'Publier').click();

    const [window] = await Promise.all([page.waitForEvent('popup'), button(page, 'Se connecter').click()]);
    await window.getByRole('button', { name: 'Continuer en tant que Lucie Prigent' }).click();

    await post(page, 'Avec mon compte.').getByText('à l’instant').waitFor();
    await page.getByText('Sous votre nom, Lucie Prigent.').waitFor();
  });

  test('an account that proves the same address takes the posts over; readers see it live', async () => {
    const odile = await town.person('Odile Ménard');
    const { page } = await openArticle('reprise');
    await writeAs(page, 'Écrit sans compte.', { name: 'Une voisine', email: odile.email });
    await follow(await linkTo(odile.email));
    await post(page, 'Écrit sans compte.').getByText('En attente de relecture.').waitFor();
    const desk = await deskOf(town, camille);
    for (const { id, version } of await desk.cases())
      await desk.call('POST', `cases/${id}/decisions`, { version, revision: 1, verdict: 'approve' });
    const reader = await openArticle('reprise');
    await post(reader.page, 'Écrit sans compte.').getByText('Une voisine', { exact: true }).waitFor();

    const mine = await browser.newContext({ locale: 'fr-FR' });
    onTestFinished(() => mine.close());
    await town.signIn(mine, odile);
    const own = await mine.newPage();
    await own.goto(`${town.origin}/account/guest`);
    await own.getByText('Un commentaire écrit sans compte').waitFor();
    await button(own, 'Les rattacher à mon compte').click();
    await own.getByText('Un commentaire est désormais le vôtre.').waitFor();

    await post(reader.page, 'Écrit sans compte.').getByText('Odile Ménard', { exact: true }).waitFor();
  });

  test('every step reads well: light and dark, narrow and wide', async () => {
    const { page } = await openArticle('regards');
    await field(page).fill('Pour voir.');
    await button(page, 'Publier').click();
    await panel(page).waitFor();
    await expectClean(page, 'the question who writes', ALL_LOOKS);
    await panel(page).getByLabel('Votre nom').fill('Zélie');
    await panel(page).getByLabel('Adresse électronique').fill('zelie@exemple.test');
    await button(page, 'Recevoir le lien').click();
    await panel(page).getByText('Un lien part').waitFor();
    await expectClean(page, 'the wait for the link', ALL_LOOKS);
    const link = await linkTo('zelie@exemple.test');
    await page.goto(link);
    await expectClean(page, 'the link’s page', ALL_LOOKS);
  });
});
