// A page arrives in parts, and scripts in a hurry run between them.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { fillThread } from '../support/thread.ts';
import { article, embed, openTown, watch, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  const herve = await town.person('Hervé Lantier');
  await fillThread(town, 'pont', herve, [{ text: 'Un avis.' }, { text: 'Un autre.' }, { text: 'Une réponse.', replyTo: 0 }]);
});
afterAll(() => town.close());

test.each([
  ['before its element', '<terrasse-thread'],
  ['before what the server drew', '<template'],
  ['in the middle of the posts', 'Un avis.'],
  ['in the middle of its state', '"posts":'],
  ['before its end', '</terrasse-thread>'],
])('cut %s, what the server drew is taken over whole, and asked for no second time', async (_, cut) => {
  const rendered = await (await fetch(`${town.origin}/embed/thread?site=courrier&article=pont&lang=fr`)).text();
  const { page, asked } = await openInParts(rendered, cut);

  await page.locator('.menu').nth(2).waitFor();

  expect(await page.locator('terrasse-thread .text').allInnerTexts()).toEqual(['Un autre.', 'Un avis.', 'Une réponse.']);
  expect(await page.locator('terrasse-thread template').count()).toBe(0);
  expect(asked.filter((url) => url.includes('/api/v1/thread?'))).toEqual([]);
});

test('cut in the middle of an element without anything drawn, it draws itself', async () => {
  const { page } = await openInParts(embed(town.origin, 'pont'), '<a href');

  await page.locator('.menu').nth(2).waitFor();

  expect(await page.locator('terrasse-thread section.thread').count()).toBe(1);
});

/** The second part leaves once the element's module has run. */
async function openInParts(body: string, cut: string) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const html = article(body, `<script src="${town.origin}/embed.js" async></script>`);
  const at = html.lastIndexOf(cut);
  async function* parts() {
    yield html.slice(0, at);
    const url = await until('the module', () => asked.find((one) => /\/embed\/element-/.test(one)));
    await page.evaluate(`import(${JSON.stringify(url)})`);
    yield html.slice(at);
  }
  await page.goto(town.paper.print('/en-parties', () => ({ html: parts() })));
  return { page, asked };
}
