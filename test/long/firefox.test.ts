import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, PASSWORD, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

const firefox = ['/usr/bin/firefox', '/usr/bin/firefox-esr'].find((file) => existsSync(file));

// Debian's own, by WebDriver BiDi: docs/decisions/098.
describe.skipIf(!firefox)('in Firefox (needs one installed)', () => {
  let town: Town;
  let browser: Browser;
  let maelle: Neighbour;

  beforeAll(async () => {
    town = await openTown();
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox!, headless: true });
    maelle = await town.person('Maëlle Kerbrat');
    await fillThread(town, 'pont', maelle, [{ text: 'Qui paiera ?' }, { text: 'Nous.', replyTo: 0 }]);
  });
  afterAll(async () => {
    await browser.close();
    await town.close();
  });

  /** A page of somebody who was never here. */
  async function open() {
    const context = await browser.createBrowserContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    return { page, problems };
  }

  const texts = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelector('terrasse-thread')!.shadowRoot!.querySelectorAll('.text')].map((text) => text.textContent!.trim()),
    );

  test('comments under an article of another site are read live, and leave nothing behind', async () => {
    const { page, problems } = await open();
    await page.goto(town.paper.print('/pont', { html: article(embed(town.origin, 'pont')) }));
    await page.locator('terrasse-thread >>> .menu').wait();
    await page.locator('terrasse-thread >>> textarea').scroll();

    await until('the first posts', async () => (await texts(page)).length === 2);
    const ines = await elsewhere(town, await town.person('Inès Morvan'));
    await ines.post('pont', 'La mairie, dit-on');
    await page.locator('terrasse-thread >>> button::-p-text(1 nouvelle réponse)').click();

    await until('the new one', async () => (await texts(page)).includes('La mairie, dit-on'));
    const left = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    expect(left).toEqual(['', 0, 0]);
    expect(problems).toEqual([]);
  });

  test('what a newspaper’s server put into its page is read without a script of ours, and taken over by it', async () => {
    const rendered = await (await fetch(`${town.origin}/embed/thread?site=courrier&article=pont&lang=fr`)).text();
    const without = town.paper.print('/sans', { html: article(rendered) });
    const url = town.paper.print('/rendu', { html: article(`<script src="${town.origin}/embed.js" async></script>${rendered}`) });
    const { page, problems } = await open();

    await page.goto(without);
    expect(await texts(page)).toContain('Qui paiera ?');
    await page.goto(url);
    await page.locator('terrasse-thread >>> .menu').wait();
    expect(await texts(page)).toContain('Qui paiera ?');
    expect(problems).toEqual([]);
  });

  test('somebody signs in in the window, and their comment is published', async () => {
    const lila = await town.person('Lila Morel');
    const { page, problems } = await open();
    await page.goto(town.paper.print('/pont', { html: article(embed(town.origin, 'pont')) }));
    await page.locator('terrasse-thread >>> textarea').fill('Écrit dans Firefox');
    await page.locator('terrasse-thread >>> ::-p-text(Aperçu)').wait();

    const opening = new Promise<Page | null>((resolve) => void page.once('popup', resolve));
    await page.locator('terrasse-thread >>> button::-p-text(Publier)').click();
    const popup = (await opening)!;
    await popup.locator('input[name=email]').fill(lila.email);
    await popup.locator('input[name=password]').fill(PASSWORD);
    await popup.locator('button::-p-text(Se connecter)').click();
    await popup.locator('button::-p-text(Continuer en tant que)').click();

    await until('the comment', async () => (await texts(page)).includes('Écrit dans Firefox'), 20_000);
    expect(problems).toEqual([]);
  });
});
