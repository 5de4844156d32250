// CM-35: the tone and the talking points are written by a manager, compared from one version to the next, and beside what one writes.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PositioningWire } from '#server/positioning/wire.ts';
import { deskOf } from '../support/desk.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { elsewhere } from '../support/thread.ts';
import { openTown, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    tone: 'Le ton',
    add: 'Ajouter un élément',
    about: '1. À propos de',
    say: '1. Ce que nous disons',
    save: 'Garder cette version',
    close: 'Fermer',
  },
  en: { tone: 'Tone', add: 'Add a point', about: '1. About', say: '1. What we say', save: 'Keep this version', close: 'Close' },
} as const;

test.each(['fr', 'en'] as const)('CM-35: written, changed, compared, and at hand while writing, in %s', async (lang) => {
  const w = WORDS[lang];
  const helene = await town.person(`Hélène ${lang}`, 'manager');
  const desk = await deskOf(town, helene);
  const { version } = await desk.call<PositioningWire>('GET', 'positioning');
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/#/settings/positioning`, { as: helene, locale: 'fr-FR' });
  if (lang === 'en') await page.getByRole('button', { name: 'English', exact: true }).click();

  await page.getByLabel(w.tone, { exact: true }).fill(`Vous, toujours. (${lang})`);
  await page.getByRole('button', { name: w.save }).click();
  await page.getByRole('button', { name: `Version ${version + 1}` }).waitFor();
  if (version === 0) {
    await page.getByRole('button', { name: w.add }).click();
    await page.getByLabel(w.about).fill('Le pont');
    await page.getByLabel(w.say).fill('Il rouvre en mars.');
  } else await page.getByLabel(w.say).fill('Il rouvre en avril.');
  await page.getByRole('button', { name: w.save }).click();
  await page.getByRole('button', { name: `Version ${version + 2}` }).click();
  await page
    .locator('.diff ins', { hasText: version === 0 ? 'mars' : 'avril' })
    .first()
    .waitFor();
  await expectClean(page, 'tone and talking points');

  await page.goto(`${town.origin}/admin/#/calendar/item`);
  await page.locator('#source').waitFor();
  await page.locator('h1').click();
  await page.keyboard.press('b');
  const panel = page.locator('.at-hand');
  await panel.getByText(`Vous, toujours. (${lang})`).waitFor();
  await page.locator('#source').fill('Bonjour à tous.');
  expect(await panel.isVisible()).toBe(true);
  await expectClean(page, 'what is at hand');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(page)).toBe(0);
  expect((await panel.boundingBox())!.height).toBeLessThan(844 / 2);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await page.locator('#source').inputValue()).toBe('Bonjour à tous.');

  await page.setViewportSize({ width: 1280, height: 900 });
  await (await elsewhere(town, await town.person(`Odile ${lang}`))).post('pont', `@redaction et le pont ? (${lang})`);
  await page.goto(`${town.origin}/admin/#/inbox`);
  await page
    .locator('.item-row', { hasText: `(${lang})` })
    .locator('a')
    .click();
  await page.locator('[data-act="positioning"]').click();
  await panel.getByText('Le pont', { exact: true }).waitFor();
  await panel.getByRole('button', { name: w.close }).click();
  await panel.waitFor({ state: 'hidden' });
  expect(problems).toEqual([]);
});
