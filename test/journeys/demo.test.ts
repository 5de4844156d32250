import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { articles } from '#server/demo/articles.ts';
import type { CountsWire, ThreadPage } from '#server/threads/wire.ts';
import { launchBrowser } from '../support/browser.ts';
import { crawl } from '../support/crawl.ts';
import { tabTo } from '../support/eyes.ts';
import { FILLED, startDemo, type Demo } from '../support/demo.ts';
import { freePort } from '../support/free-port.ts';
import { watch } from '../support/town.ts';
import type { MonthReport } from '#server/reporting/wire.ts';
import { until } from '../support/until.ts';
import { faultsOf } from '../support/validate.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrasse-demo-'));
let demo: Demo;
let browser: Browser;
let paper: string;
let terrasse: string;

beforeAll(async () => {
  const port = await freePort();
  [paper, terrasse] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  demo = startDemo(folder, port);
  browser = await launchBrowser();
  await until('the first lines', demo.said, FILLED);
}, FILLED + 10_000);

afterAll(async () => {
  await browser.close();
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('it says where the newspaper, the forum and the desk are, and gives a link to each role', () => {
  for (const address of [`${paper}/demo/`, `${terrasse}/`, `${terrasse}/admin/`]) expect(demo.said()).toContain(`${address}\n`);

  expect(links(demo).map(({ role }) => role)).toEqual(
    expect.arrayContaining(['member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'owner']),
  );
});

test('each link signs in once, as who it says; then it is spent', async () => {
  const others = links(demo).filter(({ role }) => role !== 'moderator'); // whose link opens the desk, below

  for (const { name, url } of others) {
    expect(await (await fetch(url)).text()).toContain(name);

    const first = await press(url);
    const account = await fetch(`${terrasse}/account`, { headers: { cookie: first.headers.get('set-cookie')!.split(';')[0]! } });
    const second = await press(url);

    expect(first.status).toBe(303);
    expect(await account.text()).toContain(`<h1>${name}</h1>`);
    expect([second.status, second.headers.get('set-cookie')]).toEqual([410, null]);
    expect(await second.text()).toContain('<h1>Ce lien a déjà servi');
    expect((await fetch(url)).status).toBe(410);
  }
});

test('the front page counts what the articles hold', async () => {
  const page = await open();
  const held = await counts();

  await page.goto(`${paper}/demo/`);

  for (const { id, slug } of articles) {
    const count = page.locator(`.story .talk[href*="/${slug}#"]`);
    if (held[id]) expect(digits(await count.first().innerText())).toBe(held[id]);
    else expect(await count.count()).toBe(0);
  }
});

test.each(articles)('« $title » shows its thread', async ({ id, slug, lang, quotes }) => {
  const page = await open();
  const { [id]: count } = await counts();

  await readDown(page, slug);
  const title = page.locator('terrasse-thread #title');
  await title.waitFor();

  expect(digits(await title.innerText())).toBe(count ?? 0);
  expect(await page.locator('terrasse-thread .thread').getAttribute('lang')).toBe(lang);
  const roots = (await read(id)).posts.filter(({ parent }) => parent === null).length;
  await expect.poll(() => page.locator('terrasse-thread ol.top > li').count()).toBe(roots);
  if (quotes) await page.locator('terrasse-post').getByText(quotes).waitFor();
});

test.each([
  ['of nobody yet', 'mediatheque-graines', 'Personne n’a encore écrit ici.', true],
  ['closed', 'carnet-jeanne-le-goff', 'Les commentaires sont fermés', false],
  ['read before it appears', 'tribunal-cuivre-gare', 'Chaque message est relu avant de paraître.', true],
  ['for subscribers', 'navette-gare-releve', 'Les commentaires sont réservés aux abonnés.', true],
])('a thread %s says so', async (_, id, words, writable) => {
  const page = await open();
  const { slug } = articles.find((article) => article.id === id)!;

  await readDown(page, slug);
  const thread = page.locator('terrasse-thread .thread');
  await thread.getByText(words).first().waitFor();

  expect(await thread.locator('textarea').count()).toBe(writable ? 1 : 0);
});

test('a member without a subscription is told so, where it takes one', async () => {
  const { slug } = articles.find(({ id }) => id === 'navette-gare-releve')!;
  const page = await open();
  await readDown(page, slug);

  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Merci pour cette enquête.');
  const opening = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Publier' }).click();
  const popup = await opening;
  await popup.getByLabel('Adresse électronique').fill('lucie@exemple.test');
  await popup.getByLabel('Mot de passe', { exact: true }).fill('demonstration');
  await popup.getByRole('button', { name: 'Se connecter' }).click();
  await popup.getByRole('button', { name: 'Continuer en tant que Lucie Prigent' }).click();

  await page.getByRole('status').filter({ hasText: 'réservés aux abonnés' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Votre commentaire' }).inputValue()).toBe('Merci pour cette enquête.');
});

test.each([
  ['whoever reads', null, ['/']],
  ['a member', 'lucie', ['/', '/account', '/notifications', '/account/posts', '/account/profile', '/invited']],
  ['a moderator', 'camille', ['/']],
])('every page is valid HTML: for %s', async (_, who, from) => {
  const pages = await crawl(terrasse, { from, ...(who && { cookie: await signIn(`${who}@exemple.test`) }) });

  expect(pages.length).toBeGreaterThan(50);
  expect(await faultsOf(pages)).toEqual({});
});

test('the forum with keys alone: from its front page to a reply, a reaction, a report, and back; one always sees where one is', async () => {
  const page = await open();
  const [name, value] = (await signIn('lucie@exemple.test')).split('=');
  await page.context().addCookies([{ name: name!, value: value!, url: terrasse }]);
  const press = async (place: Locator) => {
    await tabTo(page, place);
    await page.keyboard.press('Enter');
  };
  const post = page.locator('terrasse-thread li', { hasText: 'J’ai conduit cette ligne' }).last();
  await page.goto(terrasse);

  await press(page.getByRole('link', { name: 'Le train de 22 h 10, entendu de chez vous' }).first());
  await page.waitForURL('**/t/**');
  await page.locator('terrasse-thread .menu').first().waitFor();
  await press(page.getByRole('button', { name: 'Répondre à Jeanne B.' }));
  await page.keyboard.type('Chez nous, c’est par vent d’est.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.text:not(.typed)', { hasText: 'vent d’est' }).waitFor();
  const thanks = post.getByRole('button', { name: /^Merci/ }).first();
  await press(thanks);
  await thanks.and(page.locator('[aria-pressed=true]')).waitFor();
  await press(post.locator('.menu > summary').first());
  await press(post.locator('.pop').getByText('Signaler', { exact: true }).first());
  await tabTo(page, page.getByRole('dialog').getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await press(page.getByRole('button', { name: 'Envoyer', exact: true }));
  await page.getByText('Merci, c’est transmis.').waitFor();
  await press(page.getByRole('button', { name: 'Fermer' }));
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tabTo(page, page.getByRole('link', { name: 'La Terrasse', exact: true }).first(), 'Shift+Tab');
});

test('the long thread of the flood never sends more than a page', async () => {
  const { posts, thread, next } = await read('crue-lieuse-nuit');

  expect(thread.count).toBeGreaterThan(4500);
  expect(posts.length).toBeLessThan(200);
  expect(next).not.toBeNull();
});

test('on Terrasse’s own address /demo leads to the newspaper’s', async () => {
  for (const path of ['/demo', '/demo/', '/demo/articles/nuit-de-la-crue']) {
    const answer = await fetch(`${terrasse}${path}`);

    expect(answer.url).toBe(`${paper}${path === '/demo' ? '/demo/' : path}`);
    expect(answer.status).toBe(200);
  }
});

test('the moderator’s link opens the desk, where cases wait', async () => {
  const page = await open();
  const { url, name } = links(demo).find(({ role }) => role === 'moderator')!;

  await page.goto(url);
  await page.getByRole('button', { name: `Continuer en tant que ${name}` }).click();
  await page.getByRole('heading', { name: 'Ce qui attend' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/');
  await page.getByRole('link', { name: 'Modération' }).first().click();
  await page.locator('.case-row').first().waitFor();

  expect(await page.locator('.case-row').count()).toBeGreaterThan(3);
  // The law first: a notice waits, to be decided in its form.
  await page.getByRole('button', { name: 'Décider dans le formulaire' }).waitFor();
});

test('CM-18: what is built prints the month of the manager, which has a past', async () => {
  const headers = { cookie: await signIn('helene@exemple.test') };

  const report = (await (await fetch(`${terrasse}/api/v1/reports/month`, { headers })).json()) as MonthReport;
  const pdf = await fetch(`${terrasse}/api/v1/reports/month/report.pdf`, { headers });

  expect(report.days.length).toBeGreaterThan(27);
  expect([
    pdf.status,
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ]).toEqual([200, '%PDF-']);
});

test(
  'stopped and started again, it has what it had, and new links',
  async () => {
    const [before, spent] = [await counts(), links(demo)];

    await demo.stop();
    demo = startDemo(folder, Number(new URL(paper).port));
    await until('the first lines again', demo.said, FILLED);

    expect(await counts()).toEqual(before);
    const again = links(demo);
    expect(again.map(({ name }) => name)).toEqual(spent.map(({ name }) => name));
    expect(again.some(({ url }) => spent.some((old) => old.url === url))).toBe(false);
    expect((await fetch(again[0]!.url)).status).toBe(200);
  },
  FILLED,
);

async function open() {
  const context = await browser.newContext({ locale: 'fr-FR' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  return page;
}

/** An article, down to its comments: they come when their reader does. */
async function readDown(page: Page, slug: string) {
  await page.goto(`${paper}/demo/articles/${slug}`);
  await page.locator('terrasse-thread').evaluate((thread) => thread.scrollIntoView());
}

const links = ({ said }: Demo) =>
  [...said().matchAll(/^ +(\w+) {2,}(.+?) {2,}(http:\S+\/signin\/\S+)$/gm)].map(([, role, name, url]) => ({
    role: role!,
    name: name!,
    url: url!,
  }));

async function signIn(email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: 'demonstration' });
  const answer = await fetch(`${terrasse}/signin`, { method: 'POST', body, redirect: 'manual', headers: { origin: terrasse } });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

/** The page's own button. */
const press = (url: string) => fetch(url, { method: 'POST', redirect: 'manual', headers: { origin: new URL(url).origin } });

async function counts(): Promise<Record<string, number>> {
  const ids = articles.map(({ id }) => id).join();
  return ((await (await fetch(`${terrasse}/api/v1/counts?site=courrier&articles=${ids}`)).json()) as CountsWire).counts;
}

const read = async (article: string) =>
  (await (await fetch(`${terrasse}/api/v1/thread?site=courrier&article=${article}`)).json()) as ThreadPage;

const digits = (text: string) => Number(text.replace(/\D/g, ''));
