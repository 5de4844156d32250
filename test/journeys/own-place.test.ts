// A member's own place: told of replies, seen with a face, ignoring, taking everything along, leaving.
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runDepartures } from '#server/members/erase-account.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { expectClean } from '../support/eyes.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
});
afterAll(() => town.close());

async function open(as: Neighbour | null, { javaScript = true } = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: javaScript });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  if (as) await town.signIn(context, as);
  const page = await context.newPage();
  return { page, problems: watch(page) };
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const post = (page: Page, text: string) => page.locator('terrasse-thread article.post').filter({ hasText: text });

describe('told of a reply', () => {
  test('the bell rings where one is, and leads to its place; a mail says so, and how to stop it', async () => {
    const [lucie, herve] = [await town.person('Lucie Prigent'), await town.person('Hervé Lantier')];
    const [root] = await fillThread(town, 'cloche', lucie, [{ text: 'Les platanes resteront-ils ?' }]);
    const { page, problems } = await open(lucie);
    const heard: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void heard.push(String(payload))));
    await page.goto(town.origin);
    const bell = page.getByRole('link', { name: /Notifications/ });
    // Socket.io's acknowledgement.
    await until('the connection', () => heard.some((frame) => /^43\d+\[\{"seq"/.test(frame)));

    await (await elsewhere(town, herve)).post('cloche', 'Oui, **tous**.', { id: root } as PostWire);
    await bell.getByText('1', { exact: true }).waitFor();
    // Before it is read here: of what was, no mail is sent.
    const mail = await until(
      'the mail',
      () => town.mails.find(({ to, text }) => to === lucie.email && text.includes('Oui, tous.')),
      30_000,
    );
    await bell.click();
    await page.getByText('Oui, tous.').waitFor();
    await expectClean(page, 'notifications');
    await page.locator('ol.rows a').first().click();
    await post(page, 'Oui, tous.').waitFor();

    expect(new URL(page.url()).pathname).toMatch(/^\/t\//);
    expect(await bell.locator('data').isHidden()).toBe(true);
    expect(problems).toEqual([]);
    await page.goto(/http\S+\/unsubscribe\/\S+/.exec(mail.text)![0]);
    await button(page, 'Ne plus recevoir de courriels').click();
    await page.getByRole('link', { name: 'Vos notifications' }).click();
    await page.getByRole('link', { name: 'Choisir' }).click();
    expect(await page.getByLabel('Réponses et décisions').inputValue()).toBe('never');
  });
});

describe('a face', () => {
  test('is seen beside one’s words on the publisher’s pages; where they refuse pictures, initials are', async () => {
    const ines = await town.person('Inès Caradec');
    await fillThread(town, 'visage', ines, [{ text: 'Me voici.' }]);
    const { page, problems } = await open(ines);
    await page.goto(`${town.origin}/account/profile`);
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#c63' } })
      .jpeg()
      .toBuffer();
    await page.getByLabel('Choisir une photo').setInputFiles({ name: 'moi.jpg', mimeType: 'image/jpeg', buffer: picture });
    await button(page, 'Envoyer la photo').click();
    await page.getByText('Votre photo est à jour.').waitFor();
    await expectClean(page, 'the profile');

    const width = (on: Page) =>
      on.locator('terrasse-thread .face img').evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth);
    const reader = await open(null);
    await reader.page.goto(town.paper.print('/visage', { html: article(embed(town.origin, 'visage')) }));
    await post(reader.page, 'Me voici.').waitFor();
    await until('the photo', async () => (await width(reader.page)) === 256);
    const strict = { html: article(embed(town.origin, 'visage')), headers: { 'content-security-policy': "img-src 'none'" } };
    const other = await open(null);
    await other.page.goto(town.paper.print('/visage-strict', strict));
    await post(other.page, 'Me voici.').waitFor();

    expect(await other.page.locator('terrasse-thread .face').innerText()).toBe('IC');
    await other.page.locator('terrasse-thread .face img').waitFor({ state: 'detached' });
    expect(problems.concat(reader.problems)).toEqual([]);
  });
});

describe('ignoring somebody', () => {
  test('from a post: it folds, opens on demand, and unfolds for good from one’s list', async () => {
    const [lucie, herve] = [await town.person('Odile Ménard'), await town.person('Yusuf Arslan')];
    await fillThread(town, 'sourdine', herve, [{ text: 'Je crie.' }, { text: 'Je crie encore.' }]);
    const { page, problems } = await open(lucie);
    await page.goto(`${town.origin}/a/sourdine`);

    await post(page, 'Je crie encore.').locator('.menu > summary').click();
    await post(page, 'Je crie encore.').getByText('Ignorer cette personne').click();
    await page.locator('details.ignored').nth(1).waitFor();
    expect(await post(page, 'Je crie encore.').isVisible()).toBe(false);
    await expectClean(page, 'a thread with somebody ignored');
    await page.getByText('Vous ignorez Yusuf Arslan.').first().click();
    await post(page, 'Je crie encore.').waitFor();

    await page.goto(`${town.origin}/account/ignored`);
    await expectClean(page, 'the list');
    await button(page, 'Ne plus ignorer Yusuf Arslan').click();
    await page.goto(`${town.origin}/a/sourdine`);
    await post(page, 'Je crie encore.').waitFor();
    expect(await page.locator('details.ignored').count()).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe('without JavaScript', () => {
  test('one takes everything along: asks, waits on a page that looks again by itself, downloads', async () => {
    const zoe = await town.person('Zoé Alvarez');
    await fillThread(town, 'bagage', zoe, [{ text: 'Ma valise.' }]);
    const { page } = await open(zoe, { javaScript: false });
    await page.goto(`${town.origin}/account/data`);

    await button(page, 'Préparer l’archive').click();
    const link = page.getByRole('link', { name: 'Télécharger l’archive (ZIP)' });
    await link.waitFor(); // nobody presses anything
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);

    expect(download.suggestedFilename()).toMatch(/^terrasse-\d{4}-\d\d-\d\d\.zip$/);
    const files = unzipSync(readFileSync(await download.path()));
    expect(strFromU8(files['index.html']!)).toContain('Ma valise.');
    expect(JSON.parse(strFromU8(files['posts.json']!))).toMatchObject([{ source: 'Ma valise.' }]);
    const told = await until('the mail', () => town.mails.find(({ to, subject }) => to === zoe.email && subject.includes('données')));
    expect(told.text).toContain('/account/data');
  });

  test('one leaves, thinks better of it, and leaves; whoever reads sees the words go', async () => {
    const jonas = await town.person('Jonas Weber');
    const [root] = await fillThread(town, 'adieu', jonas, [{ text: 'Des mots de trop.' }]);
    await (await elsewhere(town, await town.person('Anna Petit'))).post('adieu', 'Lesquels ?', { id: root } as PostWire);
    const { page } = await open(jonas, { javaScript: false });
    const leave = async () => {
      await page.goto(`${town.origin}/account/leave`);
      await page.getByLabel(/Effacer aussi leurs textes/).check();
      await button(page, 'Supprimer mon compte').click();
      await page.getByRole('heading', { name: 'C’est noté' }).waitFor();
    };
    await leave();

    await page.goto(`${town.origin}/signin`);
    await page.getByLabel('Adresse électronique').fill(jonas.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await button(page, 'Se connecter').click();
    await page.getByText(/Votre compte disparaîtra le/).waitFor();
    await page.getByRole('link', { name: 'Garder mon compte' }).click();
    await button(page, 'Garder mon compte').click();
    await page.getByText('Votre compte reste.').waitFor();
    expect(await page.getByText(/Votre compte disparaîtra le/).count()).toBe(1); // of the form, as a warning
    await leave();

    const reader = await open(null);
    await reader.page.goto(`${town.origin}/a/adieu`);
    await post(reader.page, 'Des mots de trop.').waitFor();
    await goThrough(jonas);
    await reader.page.getByText('Message supprimé par la personne qui l’a écrit.').waitFor();
    expect(await post(reader.page, 'Des mots de trop.').count()).toBe(0);
    await post(reader.page, 'Lesquels ?').waitFor();
    await page.goto(`${town.origin}/signin`);
    await page.getByLabel('Adresse électronique').fill(jonas.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await button(page, 'Se connecter').click();
    await page.getByRole('alert').waitFor();
  });

  /** The seven days, and the minute between the two looks. */
  async function goThrough({ accountId }: Neighbour) {
    const { departures } = town.deps.db.read.t;
    const put = (set: Partial<typeof departures.$inferInsert>) =>
      town.deps.db.write(async (tx) => void (await tx.update(tx.t.departures).set(set).where(eq(tx.t.departures.accountId, accountId))));
    await put({ dueAt: new Date(Date.now() - 1000) });
    await runDepartures(town.deps);
    await put({ strippedAt: new Date(Date.now() - 120_000) });
    expect(await runDepartures(town.deps)).toBe(1);
  }
});

test('axe finds nothing in the other parts', async () => {
  const paul = await town.person('Paul Le Goff');
  await fillThread(town, 'parties', paul, [{ text: 'Un mot, un seul.' }]);
  const asPaul = await elsewhere(town, paul);
  await asPaul.post('parties', 'Quel guignol.');
  const { page, problems } = await open(paul);

  for (const path of ['/account/posts', '/account/data', '/account/leave', `/members/${paul.member.uid}`]) {
    await page.goto(`${town.origin}${path}`);
    await page.locator('h1').waitFor();
    await expectClean(page, path);
  }
  expect(problems).toEqual([]);
});
