// CM-23, CM-37: an idea from proposal to « devenue cet article », and a secret poll, in both languages.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ThreadPage } from '#server/threads/wire.ts';
import { deskOf } from '../support/desk.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { embed, openTown, watch, type Neighbour, type Town } from '../support/town.ts';

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

const WORDS = {
  fr: {
    locale: 'fr-FR',
    propose: 'Proposer une idée',
    space: 'Espace',
    title: 'Titre',
    text: 'Votre texte',
    publish: 'Publier',
    by: 'Une idée de Lucie Prigent',
    support: (title: string, n: number) => `Soutenir « ${title} », ${n === 0 ? 'aucune voix' : '1 voix'}`,
    done: 'Réalisée',
    word: 'Ce que vous en dites aux lecteurs',
    article: 'L’article qu’elle est devenue',
    turn: 'Publier et prévenir',
    became: 'Devenue cet article',
  },
  en: {
    locale: 'en-GB',
    propose: 'Propose an idea',
    space: 'Space',
    title: 'Title',
    text: 'Your text',
    publish: 'Post',
    by: 'An idea by Lucie Prigent',
    support: (title: string, n: number) => `Support “${title}”, ${n === 0 ? 'no votes' : '1 vote'}`,
    done: 'Done',
    word: 'What you tell readers about it',
    article: 'The article it became',
    turn: 'Publish and tell them',
    became: 'Became this article',
  },
};

test.each(['fr', 'en'] as const)('an idea is proposed, supported, done, and became an article: with forms alone, %s', async (lang) => {
  const w = WORDS[lang];
  const title = `Une carte des arceaux à vélos, ${lang}`;
  const WITHOUT = { javaScriptEnabled: false, locale: w.locale };
  const asker = await open(lucie!, WITHOUT);
  await asker.goto(`${town.origin}/ideas`);
  await asker.getByRole('link', { name: w.propose }).click();
  await asker.getByLabel(w.space).selectOption('idees');
  await asker.getByLabel(w.title, { exact: true }).fill(title);
  await asker.getByLabel(w.text).fill('On cherche partout.');
  await button(asker, w.publish).click();
  await asker.getByText(w.by).waitFor();

  const reader = await open(odile!, WITHOUT);
  await reader.goto(`${town.origin}/ideas`);
  await button(reader, w.support(title, 0)).click();
  await button(reader, w.support(title, 1)).waitFor();
  expect(new URL(reader.url()).pathname).toBe('/ideas');

  const staff = await open(helene!, WITHOUT);
  await staff.goto(`${town.origin}/manage/${/[0-9a-f-]{36}/.exec(asker.url())![0]}`);
  await staff.getByRole('radio', { name: w.done }).check();
  await staff.getByLabel(w.word).fill('C’est fait, et la carte est imprimable.');
  await staff.getByLabel(w.article).fill('velos');
  await button(staff, w.turn).click();
  await staff.getByText(w.became).waitFor();
  await staff.getByRole('link', { name: 'Où garer son vélo' }).first().waitFor();

  await reader.goto(`${town.origin}/ideas/done`);
  const settled = reader.getByRole('listitem').filter({ hasText: title });
  await settled.getByText(w.done, { exact: true }).waitFor();
  await settled.getByRole('link', { name: 'Où garer son vélo' }).waitFor();
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

test('a poll under an article, in the publisher’s page: read by anybody, voted in after signing in, once', async () => {
  await fillThread(town, 'velos', odile!, [{ text: 'Il manque des arceaux.' }]);
  const desk = await deskOf(town, helene!);
  const { thread } = await desk.call<ThreadPage>('GET', 'thread?site=courrier&article=velos');
  const asked = { question: 'Faut-il un abri ?', options: ['Oui', 'Non'], shows: 'voted' };
  await desk.call('POST', `threads/${thread.id}/polls`, asked);
  const page = await open(lucie!, { locale: 'fr-FR' });
  await page.goto(town.paper.print('/velos', { html: `<!doctype html><html lang="fr"><title>x</title>${embed(town.origin, 'velos')}` }));

  await page.getByRole('heading', { name: 'Faut-il un abri' }).waitFor();
  await page.getByRole('radio', { name: 'Non' }).check();
  const [window] = await Promise.all([page.waitForEvent('popup'), button(page, 'Voter').click()]);
  await button(window, 'Continuer en tant que Lucie Prigent').click();

  await page.getByText('C’est voté.').waitFor();
  await page.getByRole('row', { name: /Non 1 100/ }).waitFor();
  expect(await button(page, 'Voter').count()).toBe(0);
  await page.reload();
  await page.getByText('Vous avez voté. Le vote est secret').waitFor();
});
