// CM-39: a gallery: a reader proposes a photograph without JavaScript, a moderator approves it in the queue, anybody looks by keyboard.
import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { deskOf } from '../support/desk.ts';
import { expectClean, ONE_LOOK, sideways } from '../support/eyes.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  const { db } = town.deps;
  await db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'ville', name: 'La ville', position: 1 })),
  );
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    locale: 'fr-FR',
    propose: 'Proposer une photo',
    send: 'Envoyer la photo',
    waits: 'Votre photo attend un modérateur.',
    next: 'Photo suivante',
  },
  en: {
    locale: 'en-GB',
    propose: 'Propose a photograph',
    send: 'Send the photograph',
    waits: 'Your photograph waits for a moderator.',
    next: 'Next photograph',
  },
};

test.each(['fr', 'en'] as const)('from a reader’s photograph to the viewer: %s', async (lang) => {
  const w = WORDS[lang];
  const open = async (who: Neighbour | null, javaScriptEnabled: boolean, width = 1280) => {
    const context = await browser.newContext({ locale: w.locale, javaScriptEnabled, viewport: { width, height: 900 } });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(15_000);
    if (who) await town.signIn(context, who);
    const page = await context.newPage();
    return { page, problems: watch(page) };
  };
  const [camille, lucie] = [await town.person(`Camille ${lang}`, 'admin'), await town.person(`Lucie ${lang}`)];
  const desk = await deskOf(town, camille);
  const given = { site: 'courrier', space: 'ville', kind: 'gallery', title: 'Le quai', source: 'Vos photos.', clientId: uuidv7() };
  const { thread } = await desk.call<{ thread: string }>('POST', 'threads', { ...given, details: {} });
  const address = `${town.origin}/t/${thread}/le-quai`;

  const { page: reader, problems: ofReader } = await open(lucie, false, 390);
  for (const [i, background] of ['#c63', '#36c'].entries()) {
    const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background } })
      .jpeg()
      .toBuffer();
    await reader.goto(address);
    await reader.getByRole('link', { name: w.propose }).click();
    await reader.setInputFiles('[name=picture]', { name: 'quai.jpg', mimeType: 'image/jpeg', buffer });
    await reader.fill('[name=pictureAlt]', `Le quai, vue ${i + 1}`);
    expect(await reader.inputValue('[name=pictureCredit]')).toBe(`Lucie ${lang}`);
    await reader.check('[name=rights]');
    await reader.getByRole('button', { name: w.send }).click();
    await reader.getByText(w.waits).waitFor();
  }

  const { page: queue } = await open(camille, true);
  await queue.goto(`${town.origin}/admin/#/all`);
  await queue.getByText('Le quai, vue 1').first().waitFor();
  for (const { id } of await desk.cases()) {
    const { version, revision } = await desk.call<{ version: number; revision: number }>('GET', `cases/${id}`);
    await desk.call('POST', `cases/${id}/decisions`, { version, revision, verdict: 'approve' });
  }

  const { page, problems } = await open(null, true);
  await page.goto(address);
  const links = page.locator('.pictures a');
  await links.nth(1).waitFor();
  await expectClean(page, 'a gallery', ONE_LOOK);
  expect(await sideways(page)).toBe(0);
  await links.first().focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog');
  await viewer.getByText(`Le quai, vue 2 – Lucie ${lang}`).waitFor();
  await expectClean(page, 'the viewer', ONE_LOOK);
  await page.keyboard.press('ArrowRight');
  await viewer.getByText('Le quai, vue 1').waitFor();
  await page.keyboard.press('ArrowRight');
  await viewer.getByText('Le quai, vue 2').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'hidden' });
  await until('the focus on what was seen last', () => links.nth(1).evaluate((link) => link === document.activeElement));

  await page.goto(await links.first().evaluate((link: HTMLAnchorElement) => link.href));
  await expectClean(page, 'a picture by itself', ONE_LOOK);
  const { page: asked } = await open(camille, true);
  for (const path of [`/galleries/${thread}/new`, `/galleries/${thread}/settings`]) {
    await asked.goto(`${town.origin}${path}`);
    await expectClean(asked, path, ONE_LOOK);
  }

  const { page: without } = await open(null, false);
  await without.goto(address);
  await without.locator('.pictures a').first().click();
  await without.getByRole('link', { name: w.next }).click();
  await without.getByRole('heading', { name: 'Le quai, vue 1' }).waitFor();
  expect([...ofReader, ...problems]).toEqual([]);
});
