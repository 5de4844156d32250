// CM-16: a manager takes a list along: asks, goes on, downloads.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let helene: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  await town.person('Lucie Prigent');
  const row = { uid: uuidv7(), siteId: town.site.id, name: 'Tout le monde', filter: {}, version: 1, byId: helene.member.id };
  await town.deps.db.write(async (tx) => void (await tx.insert(tx.t.segments).values({ ...row, changedAt: town.deps.now() })));
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    export: 'Exporter en CSV',
    fetch: 'Télécharger',
    none: 'Aucun export en ce moment.',
    remove: 'Supprimer',
    role: 'Rôle',
    head: 'Nom',
  },
  en: { export: 'Export as CSV', fetch: 'Download', none: 'No export at the moment.', remove: 'Delete', role: 'Role', head: 'Nom' },
};

test.each(['fr', 'en'] as const)(
  'a segment’s list from its row, the newsroom’s and posts of a day from the form, each fetched and forgotten: %s',
  async (lang) => {
    const w = WORDS[lang];
    const { page, problems } = await visit(town, browser, `${town.origin}/admin/#/members/segments`, {
      as: helene,
      locale: lang === 'fr' ? 'fr-FR' : 'en-GB',
    });
    const fetched = async () => {
      const link = page.getByRole('link', { name: w.fetch }).first();
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true });
      return rows.map(([name]) => name);
    };

    if (lang === 'en') await page.getByText('English', { exact: true }).click();

    await page.getByRole('button', { name: w.export }).click();
    await page.getByRole('link', { name: w.fetch }).waitFor();

    expect(await fetched()).toEqual([w.head, 'Lucie Prigent']);
    await page.getByLabel(w.role).selectOption('staff');
    await page.getByRole('button', { name: w.export }).press('Enter');
    await page.getByRole('link', { name: w.fetch }).nth(1).waitFor();
    expect(await fetched()).toEqual([w.head, 'Hélène Vasseur']);
    await page.locator('#export-list').selectOption('posts');
    for (const id of ['from', 'until']) await page.locator(`#export-${id}`).fill('2020-01-01');
    await page.getByRole('button', { name: w.export }).click();
    await page.getByRole('link', { name: w.fetch }).nth(2).waitFor();
    expect(await fetched()).toEqual(['Date']);
    await expectClean(page, 'exports');
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await sideways(page)).toBe(0);
    for (const left of [2, 1, 0]) {
      await page.getByRole('button', { name: w.remove }).first().click();
      await expect.poll(() => page.getByRole('link', { name: w.fetch }).count()).toBe(left);
    }
    await page.getByText(w.none).waitFor();
    expect(problems).toEqual([]);
  },
);
