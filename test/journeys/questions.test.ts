// Asked, wanted, answered: a question between readers, and a call for questions from its form to its answers.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { expectClean, sideways } from '../support/eyes.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { visit } from '../support/visit.ts';

const WITHOUT: BrowserContextOptions = { javaScriptEnabled: false, locale: 'fr-FR' };
const CLAIRE = 'claire@universite.test';

let town: Town;
let browser: Browser;
let [helene, lucie, odile, tom]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  [lucie, odile, tom] = [await town.person('Lucie Prigent'), await town.person('Odile Ménard'), await town.person('Tom Hargreaves')];
  const { db } = town.deps;
  await db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'eau', name: 'La Lieuse', position: 1 })),
  );
});
afterAll(() => town.close());

async function open(as: Neighbour | null, options: BrowserContextOptions = WITHOUT): Promise<Page> {
  const { page, problems } = await visit(town, browser, 'about:blank', { ...options, ...(as && { as }) });
  onTestFinished(() => expect(problems).toEqual([]));
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const post = (page: Page, words: string) =>
  page.locator('terrasse-thread li[id^=p-]', { has: page.locator(':scope > article', { hasText: words }) });

async function begin(page: Page, kind: string, title: string, text: string) {
  await page.goto(`${town.origin}/new`);
  await page.getByLabel('Espace').selectOption('eau');
  await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
  await page.getByLabel('Titre', { exact: true }).fill(title);
  await page.getByLabel('Votre texte').fill(text);
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
}

async function write(page: Page, text: string) {
  await page.locator('terrasse-thread textarea').first().fill(text);
  await button(page, 'Publier').click();
  await button(page, 'Publier').click();
}

describe('a question', () => {
  test('is asked, answered, and its answer kept, with forms alone', async () => {
    const asker = await open(lucie!);
    await begin(asker, 'Une question', 'Où mesure-t-on la rivière ?', 'À quelle échelle ?');
    await asker.getByRole('heading', { name: 'Où mesure-t-on la rivière ?' }).waitFor();

    const other = await open(odile!);
    await other.goto(asker.url());
    await write(other, 'Au Pont-Neuf.');
    await post(other, 'Au Pont-Neuf.').waitFor();

    await asker.reload();
    await post(asker, 'Au Pont-Neuf.').locator('summary').last().click();
    await asker.getByRole('link', { name: 'Retenir cette réponse' }).click();
    await button(asker, 'Retenir cette réponse').click();
    await post(asker, 'Au Pont-Neuf.').getByText('Réponse retenue', { exact: true }).waitFor();
  });

  test('the same in English, on a phone, in the dark, with all that moves', async () => {
    const phone: BrowserContextOptions = { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true };
    const asker = await open(lucie!, phone);
    await asker.goto(`${town.origin}/new?space=eau`);
    await asker.getByRole('radio', { name: /^A question/ }).check();
    await asker.getByLabel('Title', { exact: true }).fill('Who opens the lock at night?');
    await asker.getByLabel('Your text').fill('It was open on Sunday.');
    await button(asker, 'Post').click();
    await asker.getByRole('heading', { name: 'Who opens the lock at night?' }).waitFor();

    const other = await open(tom!, phone);
    await other.goto(asker.url());
    await other.getByRole('textbox').first().fill('The keeper does, from Kerven.');
    await button(other, 'Post').click();
    await post(other, 'from Kerven').waitFor();

    // Nothing is loaded anew for it.
    await post(asker, 'from Kerven')
      .or(button(asker, /^1 new/))
      .first()
      .waitFor();
    if ((await post(asker, 'from Kerven').count()) === 0) await button(asker, /^1 new/).click();
    await post(asker, 'from Kerven').locator('.menu > summary').click();
    await asker.getByRole('link', { name: 'Choose this answer' }).click();
    await button(asker, 'Choose this answer').click();
    await post(asker, 'from Kerven').getByText('Chosen answer', { exact: true }).waitFor();
    await expectClean(asker, 'a question with its answer, in the dark');
    expect(await sideways(asker)).toBe(0);
  });
});

test('its pages are clean, and a phone holds them', async () => {
  const page = await open(helene!, { locale: 'fr-FR' });
  await begin(page, 'Des questions à quelqu’un', 'Digues : vos questions', 'Elles ont cent ans.');
  const id = /[0-9a-f-]{36}/.exec(page.url())![0];
  await page.goto(`${town.origin}/t/${id}`);
  await page.locator('terrasse-thread textarea').first().fill('Qui les a bâties ?');
  await button(page, 'Publier').click();
  const question = await page.locator('terrasse-thread .top > li[id^=p-]').filter({ hasText: 'à l’instant' }).getAttribute('id');
  const paths = [
    `/t/${id}`,
    `/manage/${id}`,
    '/new?kind=expert',
    ...['votes', 'official-answers'].map((of) => `/${of}/${question!.slice(2)}`),
  ];
  for (const path of paths) {
    await page.goto(town.origin + path);
    await expectClean(page, path);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sideways(page), path).toBe(0);
  }
});

describe('a call for questions', () => {
  test('goes from its form to its pinned answers: without JavaScript for who calls, answers and votes; live for who reads in English', async () => {
    const desk = await open(helene!);
    await begin(desk, 'Des questions à quelqu’un', 'Crues : vos questions à Claire', 'Elle a étudié vingt ans de crues.');
    await desk.getByText('Personne n’est invité').waitFor();
    await desk.getByText('Inviter quelqu’un').click();
    await desk.getByLabel('Nom, comme les lecteurs').fill('Claire Vasseur');
    await desk.getByLabel('Adresse e-mail').fill(CLAIRE);
    await desk.getByLabel('Qualité').fill('Hydrologue');
    await button(desk, 'Envoyer l’invitation').click();
    await desk.getByText('n’a pas encore répondu').waitFor();
    const address = await desk.getByRole('link', { name: 'Crues : vos questions à Claire' }).first().getAttribute('href');

    // Two ask; one wants the other's answer.
    const asker = await open(lucie!);
    await asker.goto(town.origin + address!);
    await write(asker, 'Le barrage tiendra-t-il ?');
    const voter = await open(odile!);
    await voter.goto(town.origin + address!);
    await write(voter, 'Faut-il évacuer ?');
    await voter.goto(town.origin + address!);
    await post(voter, 'Le barrage tiendra-t-il ?')
      .getByRole('button', { name: /^Je veux la réponse/ })
      .click();
    await post(voter, 'Le barrage tiendra-t-il ?').getByRole('button', { pressed: true }).waitFor();

    // Somebody reads it in English, with all that moves.
    const reader = await open(tom!, { locale: 'en-GB' });
    await reader.goto(`${town.origin}${address!}?lang=en`);
    await reader.getByText('Your questions, before the answers').last().waitFor();
    expect(await reader.locator('terrasse-thread .top > li').first().innerText()).toContain('Le barrage');
    await post(reader, 'Faut-il évacuer ?')
      .getByRole('button', { name: /I want the answer/ })
      .click();
    await post(reader, 'Faut-il évacuer ?').getByRole('button', { pressed: true }).waitFor();
    expect(await reader.getByRole('button', { name: 'Reply to', exact: false }).count()).toBe(0);

    // Claire comes by her mail, and answers what is wanted.
    const mail = await until('the invitation', () => town.mails.findLast(({ to }) => to === CLAIRE));
    const guest = await open(null);
    await guest.goto(/https?:\S+\/invitations\/\S+/.exec(mail.text)![0]);
    await button(guest, 'Entrer en tant que Claire Vasseur').click();
    await guest.getByRole('checkbox').check();
    await button(guest, 'Accepter').click();
    const waiting = guest.getByRole('listitem').filter({ hasText: 'Le barrage tiendra-t-il ?' });
    await waiting.getByText('Répondre', { exact: true }).click();
    await waiting.getByRole('textbox').fill('Oui, jusqu’à six mètres.');
    await waiting.getByRole('button', { name: 'Publier ma réponse' }).click();
    await guest.getByText('Votre réponse est publiée.').waitFor();

    await reader.getByText('Answers are coming in').waitFor();
    await post(reader, 'Le barrage tiendra-t-il ?').getByText('Answered', { exact: true }).waitFor();

    await desk.goto(desk.url());
    await button(desk, 'Terminer').click();
    await asker.goto(town.origin + address!);
    await asker
      .getByText(/Les questions sont closes depuis le/)
      .first()
      .waitFor();
    expect(await asker.locator('terrasse-thread textarea').count()).toBe(0);
    expect(await asker.locator('terrasse-thread .top > li').first().innerText()).toContain('Oui, jusqu’à six mètres.');
    await reader.getByText('Questions have been closed since', { exact: false }).first().waitFor();
  });
});
