// CM-06: a partner from the desk to its own pages: made, pasted, labelled, its figures by a link, ended.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectClean, sideways } from '../support/eyes.ts';
import { article, openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let helene: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    name: 'Nom',
    key: 'Clé',
    origins: 'Sites qui peuvent les montrer',
    rule: 'Ses conversations',
    before: 'Tout est lu avant de paraître',
    look: 'Couleurs',
    accent: 'Couleur',
    make: 'Ajouter le partenaire',
    embed: 'À coller dans ses pages',
    link: 'Créer le lien de ses chiffres',
    once: 'Le lien de ses chiffres.',
    change: 'Modifier',
    end: 'Mettre fin au partenariat…',
    sure: 'Y mettre fin pour de bon ?',
    ended: 'terminé le',
  },
  en: {
    name: 'Name',
    key: 'Key',
    origins: 'Sites that may show them',
    rule: 'Its conversations',
    before: 'All is read before it appears',
    look: 'Colours',
    accent: 'Colour',
    make: 'Add the partner',
    embed: 'To paste into its pages',
    link: 'Make the link to its figures',
    once: 'The link to its figures.',
    change: 'Change',
    end: 'End the partnership…',
    sure: 'End it for good?',
    ended: 'ended on',
  },
};

/** By the element, in the language of the page. */
const REFUSED = 'Commentaires indisponibles sur ce site.';

test.each([
  ['fr', 'lumen', 1280],
  ['en', 'clarte', 390],
] as const)(
  'a partner is made at the desk, its page shows its conversation in its colours and says who pays, until it ends: %s',
  async (lang, key, width) => {
    const w = WORDS[lang];
    const name = key === 'lumen' ? 'Lumen' : 'Clarté';
    const theirs = town.paper.origin.replace('127.0.0.1', `${key}.localhost`);
    const { page, problems } = await visit(town, browser, `${town.origin}/admin/#/audience/partners`, {
      as: helene,
      viewport: { width, height: 900 },
    });
    if (lang === 'en') await inEnglish(page);
    const field = (label: string) => page.getByLabel(label, { exact: true });

    await field(w.name).fill(name);
    await field(w.key).fill(key);
    await field(w.origins).fill(theirs);
    await field(w.rule).selectOption({ label: w.before });
    await page.getByText(w.look, { exact: true }).click();
    await field(w.accent).fill('#0b5d8f');
    await page.getByRole('button', { name: w.make }).click();
    const row = page.locator('li', { hasText: name });
    await row.getByText(w.embed).click();
    const pasted = await row.locator('pre code').innerText();
    await expectClean(page, `partners, ${lang}`);
    expect(await sideways(page)).toBe(0);

    const html = article(pasted.replace(/@\w+:[\w-]+/, `@${key}:budget`));
    town.paper.print(`/${key}/budget`, { html });
    const reader = await visit(town, browser, `${theirs}/${key}/budget`);
    const said = reader.page.locator('terrasse-thread').getByText(`Sponsorisé par ${name}`);
    await said.waitFor();
    const accent = await reader.page
      .locator('terrasse-thread')
      .evaluate((element) => getComputedStyle(element).getPropertyValue('--terrasse-accent'));
    expect(accent).toContain('#0b5d8f');
    await reader.page.locator('terrasse-thread').getByText('Chaque message est relu avant de paraître.').waitFor();
    await expectClean(reader.page, `a partner's page, ${lang}`);

    const stranger = await visit(town, browser, `${town.paper.origin}/${key}/budget`);
    await stranger.page.getByText(REFUSED).waitFor();
    expect(await stranger.page.locator('terrasse-thread .composer').count()).toBe(0);

    await row.getByRole('button', { name: w.link }).click();
    await row.getByText(w.once).waitFor();
    const figures = await visit(town, browser, await row.locator('.notice code').innerText());
    await figures.page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await sideways(figures.page)).toBe(0);
    await expectClean(figures.page, `figures, ${lang}`);

    await row.getByRole('button', { name: w.change }).click();
    await row.getByRole('button', { name: w.end }).click();
    await row.getByRole('button', { name: w.sure }).click();
    await row.getByText(w.ended).waitFor();
    await reader.page.reload();
    await reader.page.getByText(REFUSED).waitFor();
    expect([...problems, ...figures.problems]).toEqual([]);
  },
);

/** On a phone. */
async function inEnglish(page: Page) {
  await page.getByRole('button', { name: 'Plus', exact: true }).click();
  await page.getByText('English', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'A new partner' }).waitFor();
}
