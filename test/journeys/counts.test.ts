// How many comments, on a page full of links: one request for all of them.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { fillThread } from '../support/thread.ts';
import { article, openTown, watch, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  const maelle = await town.person('Maëlle Kerbrat');
  await fillThread(town, 'platanes', maelle, [{ text: 'Il y en avait douze.' }, { text: 'Onze.' }]);
  await fillThread(town, 'pont', maelle, [{ text: 'Enfin.' }]);
});
afterAll(() => town.close());

async function open(html: string) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/counts?') && asked.push(request.url()));
  const problems = watch(page);
  const headers = { 'content-security-policy': `default-src 'none'; script-src ${town.origin}; connect-src ${town.origin}; img-src data:` };
  await page.goto(town.paper.print('/une', { html, headers }));
  return { context, page, asked, problems };
}

const script = () => `<script src="${town.origin}/counts.js" async></script>`;

test('elements and links of a page are filled by one request, under a strict policy, and nothing is kept in the browser', async () => {
  const { context, page, asked, problems } = await open(
    article(
      script() +
        `<a href="/platanes"><terrasse-count site="courrier" article="platanes" words></terrasse-count></a>
         <a href="/pont" id="pont" data-terrasse-count="pont" data-terrasse-site="courrier">Commentaires</a>
         <terrasse-count site="courrier" article="gare" words>Réagir</terrasse-count>
         <p lang="en"><terrasse-count site="courrier" article="pont" words></terrasse-count></p>
         <terrasse-count site="courrier" article="platanes"></terrasse-count>`,
    ),
  );

  const counts = page.locator('terrasse-count');
  await until('the counts', async () => (await counts.nth(0).innerText()) === '2\u00a0commentaires');
  expect(await page.locator('#pont').innerText()).toBe('1');
  expect(await counts.allInnerTexts()).toEqual(['2\u00a0commentaires', '0\u00a0commentaire', '1\u00a0comment', '2']);
  expect(await counts.nth(1).getAttribute('count')).toBe('0');
  expect(asked.map((url) => new URL(url).searchParams.get('articles'))).toEqual(['gare,platanes,pont']);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(problems).toEqual([]);
});

test('one that comes late, or changes its article, is counted too, and says so to the page', async () => {
  const { page, problems } = await open(article(`${script()}<terrasse-count site="courrier" article="platanes"></terrasse-count>`));
  const count = page.locator('terrasse-count');
  await until('the first', async () => (await count.first().innerText()) === '2');

  const heard = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('terrasse:count', (event) => resolve((event as CustomEvent).detail), { once: true }),
      ),
  );
  await count.first().evaluate((element) => element.setAttribute('article', 'pont'));
  expect(await heard).toEqual({ article: 'pont', count: 1 });
  await page.evaluate(() => {
    const late = Object.assign(document.createElement('terrasse-count'), { textContent: 'Réagir' });
    late.setAttribute('site', 'courrier');
    late.setAttribute('article', 'platanes');
    document.body.append(late);
  });
  await until('the late one', async () => (await count.last().innerText()) === '2');
  expect(await count.first().innerText()).toBe('1');
  expect(problems).toEqual([]);
});

test('where nothing answers, what the page holds stays', async () => {
  const { page } = await open(article(`${script()}<terrasse-count site="inconnu" article="platanes">Commentaires</terrasse-count>`));

  await page.waitForResponse((response) => response.url().includes('/counts?') && response.status() === 404);

  expect(await page.locator('terrasse-count').innerText()).toBe('Commentaires');
});
