// The owner makes a second title beside the first: its reader and its moderator see theirs alone, its server is told.
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { joinSite } from '#server/accounts/queries.ts';
import { SESSION_COOKIE } from '#server/http/who.ts';
import { uuidv7 } from '#server/ids.ts';
import { findSiteByKey } from '#server/sites/queries.ts';
import type { Role } from '#server/threads/wire.ts';
import type { Message } from '#server/webhooks/wire.ts';
import { ALL_LOOKS, expectClean } from '../support/eyes.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let receiver: Receiver;
let gazette: string;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  receiver = await openReceiver();
  gazette = `http://gazette.localhost:${new URL(town.origin).port}`;
});
afterAll(() => Promise.all([town.close(), receiver.close()]));

test('a second title, from its making to its first comment, apart from the first', async () => {
  const olga = await owner('Olga Ferrand');
  const page = await open(olga, town.origin);
  await page.goto(`${town.origin}/admin/#/settings/sites`);

  await page.getByLabel('Nom', { exact: true }).fill('La Gazette');
  await page.getByLabel('Clé').fill('gazette');
  await page.getByLabel('Hôte', { exact: true }).fill(new URL(gazette).host);
  await page.getByLabel('Pages qui peuvent porter').fill(town.paper.origin);
  await page.getByRole('button', { name: 'Créer le site' }).click();
  await page.getByText('La Gazette est créé').waitFor();
  expect(await page.getByRole('link', { name: new URL(gazette).host }).getAttribute('href')).toBe(`${gazette}/`);

  await expectClean(page, 'the sites');

  await opensToReaders(await open(olga, gazette));

  const [here, there] = [await town.person('Hervé Lantier'), await joins('Gaëlle Nédélec', 'member')];
  const [camille, gildas] = [await town.person('Camille Roussel', 'moderator'), await joins('Gildas Morvan', 'admin')];
  await openWebhook(await open(gildas, gazette));
  await writes(await open(here, town.origin), town.origin, 'Un avis au Courrier, quel guignol.');
  await writes(await open(there, gazette), gazette, 'Un avis à la Gazette, avec des liens : https://a.test https://b.test https://c.test');

  const [deskHere, deskThere] = [await open(camille, town.origin), await open(gildas, gazette)];
  await deskHere.goto(`${town.origin}/admin/#/all`);
  await deskThere.goto(`${gazette}/admin/#/all`);
  await deskHere.getByText('quel guignol').first().waitFor();
  await deskThere.getByText('Un avis à la Gazette').first().waitFor();
  expect(await deskHere.getByText('à la Gazette').count()).toBe(0);
  expect(await deskThere.getByText('au Courrier').count()).toBe(0);

  const nobody = await open(camille, gazette);
  await nobody.goto(`${gazette}/admin/#/all`);
  await nobody.getByRole('heading', { name: 'Introuvable' }).waitFor();
  expect(await nobody.getByText('Un avis à la Gazette').count()).toBe(0);

  await until('the trial and the held comment', () => receiver.received.length >= 2);
  const messages = receiver.received.map(({ body, headers }) => new Webhook(secret).verify(body, headers) as Message);
  expect(new Set(messages.map(({ type }) => type))).toEqual(new Set(['test', 'post.held']));
  expect(messages.every(({ data }) => data.site === 'gazette')).toBe(true);
  expect(messages.find(({ type }) => type === 'post.held')!.data.post!.html).toContain('Un avis à la Gazette');
});

test('a title in its own colours, with its own logo, reads as well by night', async () => {
  const grace = await town.person('Grâce Lebrun', 'manager');
  const page = await open(grace, town.origin);
  await page.goto(`${town.origin}/admin/#/settings/look`);
  const colour = page.getByLabel('Couleur', { exact: true });

  await colour.fill('#ffcc00');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('ne se lit pas assez').waitFor();
  await colour.fill('#0b5d8f');
  await page.getByLabel('En-tête, en HTML').fill('<a href="https://www.courrier.test/">Le quotidien</a><script>1</script>');
  await seesPreview(page);
  await page.getByLabel('Police', { exact: true }).selectOption('sans');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('C’est enregistré').waitFor();
  await page.getByLabel('Choisir une image').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await logo() });
  await page.getByRole('img', { name: 'Le logo actuel' }).waitFor();

  await writes(page, town.origin, 'Un avis en bleu.');
  expect(
    await page
      .getByRole('link', { name: 'Le Courrier' })
      .locator('img')
      .evaluate((img: HTMLImageElement) => img.naturalHeight),
  ).toBe(96);
  const accent = await page.locator('terrasse-thread').evaluate((thread) => getComputedStyle(thread).getPropertyValue('--terrasse-accent'));
  expect(accent).toContain('#0b5d8f');
  await expectClean(page, 'a thread in the site’s colours', ALL_LOOKS);
});

/** The page as it would be, by day and by night, before anybody else sees it. */
async function seesPreview(page: Page) {
  const preview = page.frameLocator('iframe.look-preview');
  await preview.getByText('Le quotidien').waitFor();
  await page.getByText('Retiré de ce que les lecteurs verront : script').waitFor();
  const colours = () => preview.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const link = preview.getByText('Lire l’article');
  await until('its colour', async () => (await link.evaluate((a) => getComputedStyle(a).color)) === 'rgb(11, 93, 143)');
  expect(await colours()).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Nuit' }).click();
  await until('the night', async () => (await colours()) === 'rgb(25, 22, 19)');
  await page.getByRole('button', { name: 'Téléphone' }).click();
  expect((await page.locator('iframe.look-preview').boundingBox())!.width).toBeLessThanOrEqual(390);
  await expectClean(page, 'the look and its preview');
  expect(await (await fetch(`${town.origin}/`)).text()).not.toContain('Le quotidien');
}

const logo = () =>
  sharp({ create: { width: 600, height: 200, channels: 4, background: '#0b5d8f' } })
    .png()
    .toBuffer();

let secret = '';

/** Nobody else reads it before the law's mentions are there: each that is missing leads to its field. */
async function opensToReaders(page: Page) {
  const stranger = await browser.newPage();
  expect((await stranger.goto(gazette))!.status()).toBe(403);
  await stranger.close();
  await page.goto(`${gazette}/admin/#/all`);
  await page.getByText('la rédaction seule le voit').waitFor();
  await page.getByRole('link', { name: 'Ouvrir', exact: true }).click();
  await page.getByRole('button', { name: 'Ouvrir aux lecteurs' }).click();
  await page.getByText('la loi demande d’abord').waitFor();
  await expectClean(page, 'what the law wants said first');
  await page.getByRole('link', { name: 'Direction de la publication' }).click();
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('Gaëtan Morvan');
  for (const [label, value] of [
    ['Nom ou raison sociale', 'La Gazette SARL'],
    ['Immatriculation', 'RCS Quimper 987 654 321'],
    ['Adresse du siège', '3, place de la Gare'],
    ['Téléphone', '02 98 11 11 11'],
    ['Adresse électronique', 'gazette@example.test'],
    ['Nom de l’hébergeur', 'La Gazette SARL'],
    ['Adresse de l’hébergeur', '3, place de la Gare'],
    ['Téléphone de l’hébergeur', '02 98 11 11 11'],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Enregistré').waitFor();
  await page.getByRole('button', { name: 'Ouvrir aux lecteurs' }).click();
  await page.getByRole('heading', { name: 'Le forum est ouvert' }).waitFor();
  await page.goto(`${gazette}/legal`);
  await page.getByText('Gaëtan Morvan').waitFor();
}

/** At the Gazette's desk: an address is added, its secret copied, a trial sent, which arrives. */
async function openWebhook(page: Page) {
  await page.goto(`${gazette}/admin/#/settings/webhooks`);
  await page.getByRole('button', { name: 'Ajouter une adresse' }).click();
  await page.getByLabel('Adresse').fill(receiver.url);
  await page.getByLabel('un commentaire est retenu').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  secret = (await page.locator('.notice code').textContent())!;
  expect(secret).toMatch(/^whsec_/);
  await page.getByRole('button', { name: `Envois : ${receiver.url}` }).click();
  await page.getByRole('button', { name: 'Envoyer un essai' }).click();
  await page.getByRole('row', { name: /essai/ }).getByText('remis').waitFor();
}

async function writes(page: Page, origin: string, text: string) {
  await page.goto(`${origin}/a/pont`);
  await page.locator('terrasse-thread textarea').fill(text);
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.locator('.text', { hasText: text.slice(0, 15) }).waitFor();
}

async function owner(name: string): Promise<Neighbour> {
  const person = await town.person(name, 'admin');
  const { db } = town.deps;
  await db.write(async (tx) => void (await tx.update(tx.t.accounts).set({ owner: true }).where(eq(tx.t.accounts.id, person.accountId))));
  return person;
}

/** Somebody of the Gazette alone. */
async function joins(name: string, role: Role): Promise<Neighbour> {
  const person = await town.person(name);
  const { db, now } = town.deps;
  const site = (await findSiteByKey(db.read, 'gazette'))!;
  const row = { uid: uuidv7(), siteId: site.id, accountId: person.accountId, name, role, charterVersion: 1, createdAt: now() };
  await db.write(async (tx) => {
    await tx.delete(tx.t.members).where(eq(tx.t.members.id, person.member.id));
    await joinSite(tx, row);
  });
  return person;
}

/** Signed in on one host only: cookies know no neighbours. */
async function open({ accountId }: Neighbour, origin: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const { secret: cookie } = await town.deps.sessions.start(accountId, { siteId: null, origin: null });
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems.filter((problem) => !/status of 4(?:04|22)|frame is sandboxed/.test(problem))).toEqual([]);
  });
  return page;
}
