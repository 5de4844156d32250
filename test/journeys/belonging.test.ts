// A first comment, and what the newsroom says of it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [grace, odile]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [grace, odile] = [await town.person('Grace Okafor', 'journalist'), await town.person('Odile Ménard')];
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    locale: 'fr-FR',
    welcome: 'Votre premier message dans La Terrasse',
    read: 'C’est compris',
    publish: 'Publier',
    first: 'Premier message publié\u00a0: bienvenue\u00a0!',
    thank: 'Remercier',
    word: 'Un mot (facultatif)',
    thanks: 'Merci de la rédaction\u00a0: «\u00a0Vu, et vérifié.\u00a0»',
    bell: 'La rédaction vous remercie',
    badge: 'Merci de la rédaction',
    hide: 'Cacher',
  },
  en: {
    locale: 'en-GB',
    welcome: 'Your first comment in La Terrasse',
    read: 'Got it',
    publish: 'Post',
    first: 'First comment published: welcome!',
    thank: 'Say thank you',
    word: 'A few words (optional)',
    thanks: 'Thank you from the newsroom: “Vu, et vérifié.”',
    bell: 'The newsroom thanks you',
    badge: 'Thanked by the newsroom',
    hide: 'Hide',
  },
};

test.each(['fr', 'en'] as const)('is helped, welcomed, thanked for as its author watches, and earns its badges: %s', async (lang) => {
  const w = WORDS[lang];
  const article = `platanes-${lang}`;
  await fillThread(town, article, odile!, [{ text: 'Qui a compté les platanes ?' }]);
  const lucie = await town.person(`Lucie ${lang}`);
  const url = `${town.origin}/a/${article}?lang=${lang}`;

  const { page, problems } = await visit(town, browser, url, { as: lucie, locale: w.locale });
  await page.getByText(w.welcome).waitFor();
  await page.locator('terrasse-thread textarea').first().fill('Onze devant la poste, je viens de les compter.');
  await page.getByRole('button', { name: w.publish, exact: true }).click();
  await page.getByText(w.first).first().waitFor();
  expect(await page.getByText(w.welcome).count()).toBe(0);

  const desk = await visit(town, browser, url, { as: grace!, locale: w.locale });
  expect(await desk.page.getByText(w.welcome).count()).toBe(0);
  const post = desk.page.locator('terrasse-thread li[id^=p-]', { hasText: 'Onze devant la poste' });
  await post.locator('.menu > summary').click();
  await post.getByRole('link', { name: w.thank }).click();
  await desk.page.getByLabel(w.word).fill('Vu, et vérifié.');
  await desk.page.getByRole('button', { name: w.thank }).click();
  await desk.page.getByText(w.thanks).waitFor();

  await page.getByText(w.thanks).waitFor(); // live
  await page.goto(`${town.origin}/notifications?lang=${lang}`);
  await page.getByText(w.bell).waitFor();
  await page.goto(`${town.origin}/account/badges?lang=${lang}`);
  const badge = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: w.badge }) });
  await badge.getByRole('button', { name: w.hide }).click();
  await visit(town, browser, `${town.origin}/members/${lucie.member.uid}?lang=${lang}`).then(async ({ page: seen }) =>
    expect(await seen.getByText(w.badge, { exact: true }).count()).toBe(0),
  );
  expect([...problems, ...desk.problems]).toEqual([]);
});

test.each([true, false])('what helps is put away for good (with JavaScript: %s)', async (javaScriptEnabled) => {
  await fillThread(town, 'bancs', odile!, [{ text: 'Combien de bancs ?' }]);
  const tom = await town.person(`Tom ${javaScriptEnabled}`);
  const { page, problems } = await visit(town, browser, `${town.origin}/a/bancs`, { as: tom, javaScriptEnabled });

  await page.getByRole('button', { name: WORDS.fr.read }).click();
  await page.getByText(WORDS.fr.welcome).waitFor({ state: 'detached' });
  if (javaScriptEnabled)
    expect(await page.evaluate(() => document.querySelector('terrasse-thread')!.shadowRoot!.activeElement?.tagName)).toBe('TEXTAREA');
  await page.reload();

  await page.locator('terrasse-thread textarea').first().waitFor();
  expect(await page.getByText(WORDS.fr.welcome).count()).toBe(0);
  expect(problems).toEqual([]);
});
