// A picture in a comment, from a phone: sent, described, read first, published, enlarged, taken back.
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/http/who.ts';
import { upload } from '#server/media/upload.ts';
import { expectClean, ONE_LOOK, sideways } from '../support/eyes.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let lucie: Neighbour;
let margaux: Neighbour;
let photo: Buffer;

beforeAll(async () => {
  town = await openTown({ settings: { pictures: 'members', moderation: 'before' } });
  browser = await town.browse();
  lucie = await town.person('Lucie Prigent');
  margaux = await town.person('Margaux Leroy', 'moderator');
  const sky = Buffer.from(
    '<svg width="900" height="600"><rect width="900" height="600" fill="#8ab"/><circle cx="600" cy="200" r="90" fill="#fd8"/></svg>',
  );
  photo = await sharp(sky).jpeg().toBuffer();
});
afterAll(() => town.close());

const open = (url: string, visitor?: Parameters<typeof visit>[3]) => visit(town, browser, url, visitor);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const isLoaded = (img: HTMLImageElement | SVGElement) => (img as HTMLImageElement).naturalWidth > 0;

test('on a phone: chosen, described, read first, published, enlarged', async () => {
  await fillThread(town, 'ciel', margaux, [{ text: 'Montrez-nous votre ciel.' }]);
  const { page, problems } = await open(`${town.origin}/a/ciel`, { as: lucie, ...PHONE });
  const field = page.getByRole('textbox', { name: 'Votre commentaire' });
  await field.click();
  await field.pressSequentially('Voici le mien.');

  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Image' }).click()]);
  await chooser.setFiles({ name: 'ciel.jpg', mimeType: 'image/jpeg', buffer: photo });
  const alt = page.getByRole('textbox', { name: 'Que voit-on' });
  await page.getByRole('button', { name: 'Placer dans le texte' }).click();
  await page.getByText('Il manque une description').waitFor();
  await expectClean(page, 'a picture to be described', ONE_LOOK);
  await alt.fill('Un soleil jaune sur un ciel gris');
  await page.getByRole('textbox', { name: 'Auteur' }).fill('Lucie P.');
  await alt.press('Enter');
  expect(await field.inputValue()).toMatch(
    /^Voici le mien\.\n\n!\[Un soleil jaune sur un ciel gris\]\(media:[\da-f-]{36} "Lucie P\."\)\n\n$/,
  );
  await page.getByRole('button', { name: 'Publier' }).click();

  const own = page.getByRole('img', { name: 'Un soleil jaune sur un ciel gris' });
  await own.waitFor();
  await expect.poll(() => own.evaluate(isLoaded)).toBe(true);
  const reader = await open(`${town.origin}/a/ciel`, PHONE);
  await reader.page.getByText('Montrez-nous').waitFor();
  expect(await reader.page.getByRole('img').count()).toBe(0);

  const desk = await open(`${town.origin}/admin/#/all`, { as: margaux });
  const judged = desk.page.getByRole('img', { name: 'Un soleil jaune sur un ciel gris' });
  await judged.waitFor();
  await expect.poll(() => judged.evaluate(isLoaded)).toBe(true);
  // Veiled until asked for, and no more of it than of others.
  const filter = () => judged.evaluate((img) => getComputedStyle(img).filter);
  expect(await filter()).toContain('blur');
  await expectClean(desk.page, 'a case with a veiled picture', ONE_LOOK);
  await desk.page.getByRole('button', { name: 'Le montrer' }).click();
  expect(await filter()).toBe('none');
  await desk.page.keyboard.press('a');
  await desk.page.getByText('Annuler').first().waitFor();

  await reader.page.getByRole('button', { name: /^1 / }).first().click();
  const seen = reader.page.getByRole('img', { name: 'Un soleil jaune sur un ciel gris' });
  await seen.waitFor();
  await expect.poll(() => seen.evaluate(isLoaded)).toBe(true);
  await seen.click();
  const large = reader.page.getByRole('dialog', { name: 'Un soleil jaune sur un ciel gris' });
  await large.waitFor();
  await expectClean(reader.page, 'a picture at its largest', ONE_LOOK);
  await reader.page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
  expect([...problems, ...reader.problems, ...desk.problems]).toEqual([]);
});

test('the pages of it: the form’s part, and until when it may be shown', async () => {
  const [id] = await fillThread(town, 'droits', margaux, [{ text: 'Un mot.' }]);
  const bytes = new Uint8Array(photo);
  const { id: picture } = await upload(
    town.deps,
    { site: town.site, actor: { member: { ...margaux.member, role: 'moderator' } } as Actor },
    new Blob([bytes]).stream(),
  );
  const staff = await open(`${town.origin}/p/${id}/edit`, { as: margaux });
  await staff.page.getByRole('textbox', { name: 'Votre texte' }).fill(`![Un soleil jaune](media:${picture} "Lucie P.")`);
  await staff.page.getByText('Ajouter une image').click();
  await expectClean(staff.page, 'a form with a picture to add');
  await staff.page.getByRole('button', { name: 'Enregistrer' }).click();
  await staff.page.getByRole('img', { name: 'Un soleil jaune' }).waitFor();

  await staff.page.goto(`${town.origin}/p/${id}/media`);
  await expectClean(staff.page, 'until when a picture may be shown');
  expect(await sideways(staff.page)).toBe(0);
  await staff.page.getByLabel('Dernier jour').fill('2020-01-31');
  await staff.page.getByRole('button', { name: 'Enregistrer la date' }).click();
  await staff.page.getByRole('status').waitFor();

  const { page } = await open(`${town.origin}/a/droits`);
  await page.getByText('[Image – Un soleil jaune]').waitFor();
});

test('one picture is taken out by its rule; the words stay, and readers are told in its place', async () => {
  await fillThread(town, 'retrait', margaux, [{ text: 'Un mot.' }]);
  const { id: picture } = await upload(
    town.deps,
    { site: town.site, actor: { member: { ...lucie.member, postCount: 9 } } as Actor },
    new Blob([new Uint8Array(photo)]).stream(),
  );
  const source = `Un visage.\n\n![Un passant, de face](media:${picture})`;
  await (await elsewhere(town, lucie)).post('retrait', source);
  const desk = await open(`${town.origin}/admin/#/all`, { as: margaux });
  await desk.page.getByText('Un visage.').first().click();

  await desk.page.getByRole('button', { name: 'Retirer cette image…' }).waitFor();
  await desk.page.keyboard.press('d');
  const dialog = desk.page.getByRole('dialog', { name: 'Retirer du message' });
  await dialog.getByRole('checkbox', { name: 'Image : Un passant, de face', checked: true }).waitFor();
  await dialog.getByRole('radio').first().check();
  await dialog.getByText('Un passant, de face').nth(1).waitFor();
  await expectClean(desk.page, 'a picture to be taken out', ONE_LOOK);
  await dialog.getByRole('button', { name: /^Retirer, règle/ }).click();
  await desk.page.getByText('Retiré du message, qui reste').waitFor();

  const { page, problems } = await open(`${town.origin}/a/retrait`, PHONE);
  await page.getByText('Un visage.').waitFor();
  await page.getByText(/^Image retirée\s: règle \d+$/).waitFor();
  expect(await page.getByRole('img', { name: 'Un passant' }).count()).toBe(0);
  expect([...problems, ...desk.problems]).toEqual([]);
});

test('what is no picture is told so beside the text, which stays', async () => {
  await fillThread(town, 'piege', margaux, [{ text: 'Un mot.' }]);
  const { page, problems } = await open(`${town.origin}/a/piege`, { as: lucie });
  const field = page.getByRole('textbox', { name: 'Votre commentaire' });
  await field.click();
  await field.pressSequentially('Une longue phrase.');

  for (const [name, mimeType, words] of [
    ['virus.svg', 'image/svg+xml', 'Ce n’est pas une image'],
    ['faux.png', 'image/png', 'Ce n’est ni une image'],
  ] as const) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Image' }).click()]);
    await chooser.setFiles({ name, mimeType, buffer: Buffer.from('<svg onload="alert(1)"/>') });
    await page.getByRole('alert').getByText(words).waitFor();
    await page.getByRole('button', { name: 'Fermer' }).click();
  }

  expect(await field.inputValue()).toBe('Une longue phrase.');
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([]);
});

test('without JavaScript, the form adds it to the text', async () => {
  await fillThread(town, 'formulaire', margaux, [{ text: 'Un mot.' }]);
  const { page } = await open(`${town.origin}/a/formulaire`, { as: lucie, javaScriptEnabled: false, ...PHONE });
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Voici le mien.');
  await page.getByRole('button', { name: 'Publier' }).click();

  await page.getByText('Ajouter une image').click();
  await page.getByLabel('Fichier').setInputFiles({ name: 'ciel.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.getByLabel('Que voit-on').fill('Un soleil jaune');
  await page.getByRole('button', { name: 'Ajouter au texte' }).click();
  expect(await page.getByRole('textbox', { name: 'Votre texte' }).inputValue()).toContain('![Un soleil jaune](media:');
  await page.getByRole('button', { name: 'Publier' }).click();

  const own = page.getByRole('img', { name: 'Un soleil jaune' });
  await own.waitFor();
  await expect.poll(() => own.evaluate(isLoaded)).toBe(true);
});

test('what plays at a known host is asked for by a click, and by nothing else; the link stays', async () => {
  const url = 'https://youtu.be/dQw4w9WgXcQ';
  const player = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1';
  const [id] = await fillThread(town, 'film', margaux, [{ text: 'À voir.' }]);
  await town.deps.db.write(async (tx) => {
    const previews = [{ url, title: 'Les platanes', description: 'La ville', site: 'YouTube', player }];
    await tx.update(tx.t.posts).set({ previews }).where(eq(tx.t.posts.uid, id!));
  });

  for (const address of [`${town.origin}/a/film`, town.paper.print('/film', { html: article(embed(town.origin, 'film')) })]) {
    const { page, problems } = await open('about:blank', PHONE);
    const asked: string[] = [];
    await page.route('https://www.youtube-nocookie.com/**', (route) => {
      asked.push(route.request().headers().referer ?? '');
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Film</title>Le film' });
    });
    await page.goto(address);
    const button = page.getByRole('button', { name: 'Lire chez YouTube : Les platanes' });
    await button.waitFor();
    await page.getByText('YouTube aura connaissance de votre visite.').waitFor();
    await expectClean(page, 'a film to be asked for', ONE_LOOK);
    expect(asked).toEqual([]);

    await button.press('Enter');

    await page.frameLocator('iframe[title="Les platanes"]').getByText('Le film').waitFor();
    expect(asked).toEqual([`${new URL(address).origin}/`]);
    expect(await page.getByRole('link', { name: 'Les platanes' }).getAttribute('href')).toBe(url);
    expect(await sideways(page)).toBe(0);
    expect(problems).toEqual([]);
  }

  const { page } = await open(`${town.origin}/a/film`, { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Les platanes' }).waitFor();
  expect(await page.getByRole('button', { name: 'Lire chez' }).count()).toBe(0);
});
