// A film in a comment, recorded by the browser itself: sent, captioned, published, played by parts, with its captions.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectClean, ONE_LOOK, sideways } from '../support/eyes.ts';
import { VTT } from '../support/recordings.ts';
import { sendMedium } from '../support/medium.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let lucie: Neighbour;
let film: Buffer;

beforeAll(async () => {
  town = await openTown({ settings: { films: 'members', pictures: 'members' } });
  browser = await town.browse();
  lucie = await town.person('Lucie Prigent');
  const page = await browser.newPage();
  film = Buffer.from(await page.evaluate(record), 'base64');
  await page.close();
});
afterAll(() => town.close());

/** A second of two colours, VP8 in WebM. Runs in the page. */
async function record(): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const pen = canvas.getContext('2d')!;
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const done = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()));
  recorder.start();
  for (let n = 0; n < 20; n++) {
    pen.fillStyle = n % 2 ? '#8ab' : '#fd8';
    pen.fillRect(0, 0, 320, 180);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  recorder.stop();
  await done;
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const open = (url: string, visitor?: Parameters<typeof visit>[3]) => visit(town, browser, url, visitor);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

test('on a phone: chosen, captioned, described, published; a reader plays it', async () => {
  await fillThread(town, 'vent', lucie, [{ text: 'Le vent se lève.' }]);
  const { page, problems } = await open(`${town.origin}/a/vent`, { as: lucie, ...PHONE });
  const field = page.getByRole('textbox', { name: 'Votre commentaire' });
  await field.click();
  await field.pressSequentially('Écoutez.');

  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Image, son ou film' }).click()]);
  await chooser.setFiles({ name: 'vent.webm', mimeType: 'video/webm', buffer: film });
  await page.getByRole('textbox', { name: 'Que voit-on, qu’entend-on' }).fill('Le vent dans les platanes');
  const captions = page.getByLabel('Sous-titres ou transcription');
  await captions.setInputFiles({
    name: 'vent.vtt',
    mimeType: 'text/vtt',
    buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\n<b onclick=x>'),
  });
  await page.getByRole('button', { name: 'Placer dans le texte' }).click();
  await page.getByRole('alert').getByText('ligne 4').waitFor();
  await expectClean(page, 'a film to be described', ONE_LOOK);
  expect(await sideways(page)).toBe(0);
  await captions.setInputFiles({ name: 'vent.vtt', mimeType: 'text/vtt', buffer: Buffer.from(VTT) });
  await page.getByRole('button', { name: 'Placer dans le texte' }).click();
  await expect.poll(() => field.inputValue()).toMatch(/^Écoutez\.\n\n!\[Le vent dans les platanes\]\(media:[\da-f-]{36}\)\n\n$/);
  await Promise.all([page.waitForResponse('**/api/v1/posts'), page.getByRole('button', { name: 'Publier' }).click()]);

  for (const locale of ['fr-FR', 'en-GB']) {
    const reader = await open(`${town.origin}/a/vent`, { ...PHONE, locale });
    const player = reader.page.locator('video[aria-label="Le vent dans les platanes"]');
    await player.waitFor();
    expect(await player.evaluate((video: HTMLVideoElement) => [video.paused, video.networkState === video.NETWORK_LOADING])).toEqual([
      true,
      false,
    ]);
    await player.evaluate((video: HTMLVideoElement) => void video.play());
    await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime > 0)).toBe(true);
    await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.textTracks[0]!.cues?.length)).toBe(2);
    await expectClean(reader.page, 'a film in a comment', ONE_LOOK);
    expect(await sideways(reader.page)).toBe(0);
    expect(reader.problems).toEqual([]);
  }
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([]);
});

test('without JavaScript, the form takes it too', async () => {
  await fillThread(town, 'formulaire', lucie, [{ text: 'Un mot.' }]);
  const { page } = await open(`${town.origin}/a/formulaire`, { as: lucie, javaScriptEnabled: false, ...PHONE });
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Voici.');
  await page.getByRole('button', { name: 'Publier' }).click();

  await page.getByText('Ajouter une image, un son ou un film').click();
  await page.getByLabel('Fichier').setInputFiles({ name: 'vent.webm', mimeType: 'video/webm', buffer: film });
  await page.getByLabel('Que voit-on').fill('Le vent');
  await page.getByLabel('Sous-titres ou transcription').setInputFiles({ name: 'a.vtt', mimeType: 'text/vtt', buffer: Buffer.from(VTT) });
  await page.getByRole('button', { name: 'Ajouter au texte' }).click();
  await page.getByRole('button', { name: 'Publier' }).click();

  await page.locator('video[aria-label="Le vent"]').waitFor();
});

test.each([
  ['fr-FR', /^Sous-titres$/, 'Fichier WebVTT (.vtt)', /^(?:Ajouter|Remplacer)$/],
  ['en-GB', /^Captions$/, 'WebVTT file (.vtt)', /^(?:Add|Replace)$/],
])('its author and the newsroom find its captions, and replace them (%s)', async (locale, link, file, put) => {
  const margaux = await town.person(`Margaux ${locale}`, 'moderator');
  const id = await sendMedium(town, lucie, film);
  await fillThread(town, `mistral-${locale}`, lucie, [{ text: 'Un mot.' }]);
  const post = await (await elsewhere(town, lucie)).post(`mistral-${locale}`, `![Le mistral](media:${id})`);
  const { page, problems } = await open(`${town.origin}/a/mistral-${locale}`, { as: lucie, locale, ...PHONE });

  await page.locator(`#p-${post.id} .menu > summary`).click();
  await page.goto((await page.getByRole('link', { name: link }).getAttribute('href'))!);
  const staff = await open(`${town.origin}/p/${post.id}/media`, { as: margaux, locale, ...PHONE });
  for (const [who, name] of [
    [page, 'captions to be put'],
    [staff.page, 'what a comment shows'],
  ] as const) {
    await who.getByLabel(file).setInputFiles({ name: 'a.vtt', mimeType: 'text/vtt', buffer: Buffer.from(VTT) });
    await who.getByRole('button', { name: put }).click();
    await who.getByRole('status').waitFor();
    await expectClean(who, name);
    expect(await sideways(who)).toBe(0);
  }
  const reader = await open(`${town.origin}/a/mistral-${locale}`, { locale });
  await reader.page.locator('video[aria-label="Le mistral"] track').waitFor({ state: 'attached' });
  expect([...problems, ...staff.problems]).toEqual([]);
});
