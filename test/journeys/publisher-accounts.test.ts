import type { Browser, Page } from 'playwright-core';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { claimsOf, openDoor, signWith } from '../support/publisher.ts';
import { fillThread } from '../support/thread.ts';
import { article, embed, openTown, watch, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

const DAY = 86_400_000;

let town: Town;
let browser: Browser;
let secret: string;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  ({ secret } = await openDoor(town.deps, town.site.id));
});
afterAll(() => town.close());

/** What the newspaper's server writes into the page of somebody signed in there. */
const tokenOf = (sub: string, name: string) => signWith(secret, claimsOf(town.deps, { sub, name }));
const withToken = (token: string) => ` token="${token}"`;

async function openBrowser() {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => request.method() !== 'OPTIONS' && asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  return { context, page, problems: watch(page), asked: (path: string) => asked.filter((one) => one.endsWith(path)).length };
}

const print = (key: string, more: string) => town.paper.print(`/${key}`, { html: article(embed(town.origin, key, more)) });
const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const isSignedIn = (page: Page, name: string) => page.getByText(`Sous votre nom, ${name}.`).first().waitFor();
const isNobody = (page: Page) => page.getByText('Vous vous connecterez après.').waitFor();
const storage = (page: Page) => page.evaluate(() => Object.keys(localStorage));
const write = async (page: Page, text: string) => {
  await field(page).fill(text);
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.locator('terrasse-thread article.post').filter({ hasText: text }).waitFor();
  await page
    .getByText(/message publié/i)
    .first()
    .waitFor({ state: 'attached' });
};
const sessions = async () => (await town.deps.db.read.select().from(town.deps.db.read.t.sessions)).map(({ id }) => id);
const unexpected = (problems: string[], expected: RegExp) => problems.filter((problem) => !expected.test(problem));

test('who is signed in at the newspaper writes at once: no window, no third-party cookie, the rules in sight', async () => {
  const { page, context, problems, asked } = await openBrowser();
  page.on('popup', () => problems.push('a window'));

  await page.goto(print('platanes', withToken(await tokenOf('ines', 'Inès Kerbrat'))));
  await isSignedIn(page, 'Inès Kerbrat');
  await page.getByText('En publiant, vous acceptez la charte.').waitFor();
  await write(page, 'Douze platanes');

  expect(await page.getByText('En publiant, vous acceptez').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Se déconnecter' }).count()).toBe(0);
  expect(await storage(page)).toEqual([`terrasse:signed-in:${town.origin}`]);
  const [kept] = (await context.cookies()).filter(({ name }) => name === 'terrasse_embed');
  expect(kept).toMatchObject({ httpOnly: true, secure: true, partitionKey: expect.stringContaining('127.0.0.1') });
  expect(asked('/session/exchange')).toBe(1);
  expect(problems).toEqual([]);
});

test('whose only door is the newspaper’s opens their data from the comments, in a tab of ours, and takes them along', async () => {
  const { page, context, problems } = await openBrowser();
  await page.goto(print('donnees', withToken(await tokenOf('jo', 'Jo Données'))));
  await isSignedIn(page, 'Jo Données');

  const [tab] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Vos données' }).click()]);
  await tab.getByRole('button', { name: 'Continuer en tant que Jo Données' }).click();
  await tab.getByRole('button', { name: 'Préparer' }).click();
  const [archive] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('link', { name: 'Télécharger' }).click()]);
  await tab.goto(`${town.origin}/account`);

  expect(archive.suggestedFilename()).toMatch(/^terrasse-.*\.zip$/);
  expect(new URL(tab.url()).pathname).toBe('/signin');
  expect(problems).toEqual([]);
});

test('two elements of a page are one sign-in, whichever bears the token', async () => {
  const { page, problems, asked } = await openBrowser();
  const token = withToken(await tokenOf('deux', 'Paul Deux'));
  const body = embed(town.origin, 'un') + embed(town.origin, 'deux', token) + embed(town.origin, 'trois', token);

  await page.goto(town.paper.print('/deux', { html: article(body) }));

  await until('three signed in', async () => (await page.getByText('Sous votre nom, Paul Deux.').count()) === 3);
  expect(asked('/session/exchange')).toBe(1);
  expect(problems).toEqual([]);
});

test('a reload, a day left open and a day away go on by the cookie, with the token long spent', async () => {
  const { page, problems, asked } = await openBrowser();
  await page.goto(print('demain', withToken(await tokenOf('jour', 'Lucie Jour'))));
  await isSignedIn(page, 'Lucie Jour');
  const before = await sessions();

  await page.reload();
  await isSignedIn(page, 'Lucie Jour');
  await yesterday();
  await page.clock.setSystemTime(Date.now() + DAY);
  await write(page, 'Le lendemain, la page encore ouverte');
  await yesterday();
  await page.reload();
  await isSignedIn(page, 'Lucie Jour');
  await write(page, 'Le surlendemain');

  expect(asked('/session/exchange')).toBe(1);
  expect(asked('/session/refresh')).toBeGreaterThanOrEqual(3);
  expect(await sessions()).toEqual(before);
  expect(problems).toEqual([]);
});

/** All that was exchanged and used was so a day earlier. */
const yesterday = () =>
  town.deps.db.write(async (tx) => {
    const { exchangedTokens, sessions: all } = tx.t;
    for (const { hash, exchangedAt } of await tx.select().from(exchangedTokens))
      await tx
        .update(exchangedTokens)
        .set({ exchangedAt: new Date(exchangedAt.getTime() - DAY) })
        .where(eq(exchangedTokens.hash, hash));
    for (const { id, lastUsedAt } of await tx.select().from(all))
      await tx
        .update(all)
        .set({ lastUsedAt: new Date(lastUsedAt!.getTime() - DAY) })
        .where(eq(all.id, id));
  });

test('the next article, with its own token, goes on with the same session', async () => {
  const { page, problems } = await openBrowser();
  await page.goto(print('premier', withToken(await tokenOf('suite', 'Jean Suite'))));
  await isSignedIn(page, 'Jean Suite');
  const before = await sessions();

  await page.goto(print('second', withToken(await tokenOf('suite', 'Jean Suite'))));
  await isSignedIn(page, 'Jean Suite');

  expect(await sessions()).toEqual(before);
  expect(problems).toEqual([]);
});

test('signed out at the newspaper is signed out here, and nothing of it stays in the browser', async () => {
  const { page, context, problems } = await openBrowser();
  const before = (await sessions()).length;
  await page.goto(print('sortie', withToken(await tokenOf('sortie', 'Ada Sortie'))));
  await isSignedIn(page, 'Ada Sortie');

  const ended = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await page.goto(print('sortie', ''));
  await isNobody(page);
  await ended;

  expect(await sessions()).toHaveLength(before);
  expect(await storage(page)).toEqual([]);
  expect((await context.cookies()).filter(({ name }) => name === 'terrasse_embed')).toEqual([]);
  expect(problems).toEqual([]);
});

test('a page that changes its token changes who reads; what was being typed stays', async () => {
  const { page, problems } = await openBrowser();
  await page.goto(print('appli', ''));
  await isNobody(page);
  await field(page).fill('À moitié écrit');
  const say = (token: string | null) =>
    page.locator('terrasse-thread').evaluate((element, given) => {
      if (given === null) element.removeAttribute('token');
      else element.setAttribute('token', given);
    }, token);

  await say(await tokenOf('rose', 'Rose'));
  await isSignedIn(page, 'Rose');
  await say(await tokenOf('hugo', 'Hugo'));
  await isSignedIn(page, 'Hugo');
  await say(null);
  await isNobody(page);
  await say('');
  await say(await tokenOf('rose', 'Rose'));
  await isSignedIn(page, 'Rose');

  expect(await field(page).inputValue()).toBe('À moitié écrit');
  // A draft that was on its way for whom the page names no longer is refused.
  expect(problems.filter((problem) => !problem.includes('status of 401'))).toEqual([]);
});

describe('under a strict policy, with a script of the page’s own that renews', () => {
  const policy = () =>
    `default-src 'none'; img-src data:; script-src 'self' ${town.origin}; connect-src 'self' ${town.origin} ${town.origin.replace('http', 'ws')}`;

  async function openPage(key: string, token: string) {
    town.paper.print('/compte.js', {
      html: `window.terrasse = { renew: async () => (await fetch('/jeton')).text() };`,
      headers: { 'content-type': 'text/javascript' },
    });
    const html = article(embed(town.origin, key, withToken(token)) + '<script src="/compte.js" async></script>');
    return town.paper.print(`/${key}`, { html, headers: { 'content-security-policy': policy() } });
  }

  test('a reader whose browser keeps no cookie of ours goes on writing', async () => {
    const { page, context, problems, asked } = await openBrowser();
    town.paper.print('/jeton', async () => ({ html: await tokenOf('sans', 'Sans Cookie') }));
    await page.goto(await openPage('sans-cookie', await tokenOf('sans', 'Sans Cookie')));
    await isSignedIn(page, 'Sans Cookie');

    await context.clearCookies();
    await page.clock.setSystemTime(Date.now() + 6 * 60_000);
    await write(page, 'Six minutes plus tard');

    expect(asked('/jeton')).toBe(1);
    expect(unexpected(problems, /401/)).toEqual([]);
  });

  test('a page come back to with a token long spent gets a new one', async () => {
    const { page, context, problems } = await openBrowser();
    town.paper.print('/jeton', async () => ({ html: await tokenOf('vieux', 'Vieille Page') }));
    const url = await openPage('vieille', await tokenOf('vieux', 'Vieille Page'));
    await page.goto(url);
    await isSignedIn(page, 'Vieille Page');

    await yesterday();
    await context.clearCookies();
    await page.reload();
    await isSignedIn(page, 'Vieille Page');

    expect(unexpected(problems, /401/)).toEqual([]);
  });

  test('also where the page’s own script comes after the old token was refused', async () => {
    const { page, context, problems } = await openBrowser();
    town.paper.print('/jeton', async () => ({ html: await tokenOf('lent', 'Page Lente') }));
    const url = await openPage('lente', await tokenOf('lent', 'Page Lente'));
    await page.goto(url);
    await isSignedIn(page, 'Page Lente');

    await yesterday();
    await context.clearCookies();
    await page.addInitScript(() => {
      let own: typeof window.terrasse;
      Object.defineProperty(window, 'terrasse', {
        get: () => (Object.assign(window, { looked: true }), own),
        set(given: typeof own) {
          own = given;
        },
      });
    });
    await page.route('**/compte.js', async (route) => {
      await until('our script to look for it', () => page.evaluate(() => 'looked' in window));
      await route.continue();
    });
    await page.reload();
    await isSignedIn(page, 'Page Lente');

    expect(unexpected(problems, /401/)).toEqual([]);
  });

  test('and where the newspaper says that nobody is signed in any more, nobody is', async () => {
    const { page, context, problems } = await openBrowser();
    town.paper.print('/jeton', { html: '' });
    await page.goto(await openPage('fini', await tokenOf('fini', 'Fini')));
    await isSignedIn(page, 'Fini');

    await context.clearCookies();
    await page.clock.setSystemTime(Date.now() + 6 * 60_000);
    await field(page).fill('Je suis parti');
    await page.getByRole('button', { name: 'Aperçu' }).click();
    await isNobody(page);

    await until('the draft, and nothing else', async () => String(await storage(page)).startsWith('terrasse:draft'));
    expect(unexpected(problems, /401/)).toEqual([]);
  });
});

test('whose door is the newspaper’s signs in there, and comes back to a comment that is published by itself', async () => {
  const { page, problems } = await openBrowser();
  let known = '';
  const url = town.paper.print('/porte', () => ({ html: article(embed(town.origin, 'porte', `${known} sign-in="/login"`)) }));
  town.paper.print('/login', {
    html: `<!doctype html><html lang="fr"><title>Compte</title><link rel="icon" href="data:,"><a href="/porte">Je suis Claire</a></html>`,
  });
  page.on('popup', () => problems.push('a window'));

  await page.goto(url);
  await field(page).fill('Écrit avant de me connecter');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.waitForURL(`${town.paper.origin}/login`);
  known = withToken(await tokenOf('claire', 'Claire'));
  await page.getByRole('link').click();

  await page.locator('terrasse-thread article.post').getByText('Écrit avant de me connecter').waitFor();
  await isSignedIn(page, 'Claire');
  expect(await field(page).inputValue()).toBe('');
  expect(problems).toEqual([]);
});

test('where that door is a fragment, the page stays, and so does the text', async () => {
  const { page, problems } = await openBrowser();
  await page.goto(print('fragment', ' sign-in="#compte"'));

  await field(page).fill('Toujours là');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.waitForURL('**/fragment#compte');
  const token = await tokenOf('frag', 'Fragment');
  await page.locator('terrasse-thread').evaluate((element, given) => element.setAttribute('token', given), token);
  await isSignedIn(page, 'Fragment');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();

  await page.locator('terrasse-thread article.post').getByText('Toujours là').waitFor();
  expect(problems).toEqual([]);
});

test('a token that is refused leaves a reader like any other, who may sign in by our window', async () => {
  const { page, problems } = await openBrowser();
  const maelle = await town.person('Maëlle Kerbrat');
  await fillThread(town, 'refuse', maelle, [{ text: 'Bonjour à tous' }]);

  await page.goto(print('refuse', withToken(await signWith('x'.repeat(43), claimsOf(town.deps)))));
  await page.getByText('Bonjour à tous').waitFor();
  await until('the refusal', () => problems.some((problem) => problem.includes('401')));
  await isNobody(page);
  await field(page).fill('Puis-je ?');
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Publier', exact: true }).click()]);
  await window.getByLabel('Adresse électronique').waitFor();

  expect(unexpected(problems, /401/)).toEqual([]);
});

test('who only reads a page that has such accounts leaves nothing and fetches nothing for them', async () => {
  const { page, context, problems, asked } = await openBrowser();

  await page.goto(print('lecture', ' sign-in="/login"'));
  await isNobody(page);
  await page.waitForLoadState('networkidle');

  expect(asked('/session/exchange') + asked('/session/refresh')).toBe(0);
  expect(await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /writing-/.test(name)).length)).toBe(0);
  expect([await storage(page), await context.cookies()]).toEqual([[], []]);
  expect(problems).toEqual([]);
});
