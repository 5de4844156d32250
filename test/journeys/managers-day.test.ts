// CM-02, CM-03, CM-33: a manager's day from the home of the desk, in two languages, at a desk and on a phone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elsewhere } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [helene, odile]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  odile = await town.person('Odile Ménard');
  await town.deps.db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'place', name: 'La place', position: 1 })),
  );
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    quiet: 'La terrasse est calme',
    lane: 'À la rédaction',
    answer: 'Répondre',
    yours: 'Votre réponse',
    plan: 'Préparer une discussion',
    title: 'Titre',
    lines: 'Les premières lignes',
    at: 'S’ouvre le',
    space: 'Espace',
    keep: 'Garder le brouillon',
    schedule: 'Programmer',
    scheduled: 'Programmé',
    find: 'Chercher un nom',
    label: 'Ajouter une étiquette',
    add: 'Ajouter',
    audience: 'Audience',
    today: 'Aujourd’hui',
  },
  en: {
    quiet: 'The terrace is quiet',
    lane: 'To the newsroom',
    answer: 'Answer',
    yours: 'Your answer',
    plan: 'Prepare a discussion',
    title: 'Title',
    lines: 'The first lines',
    at: 'Opens on',
    space: 'Section',
    keep: 'Keep the draft',
    schedule: 'Schedule',
    scheduled: 'Scheduled',
    find: 'Look for a name',
    label: 'Add a label',
    add: 'Add',
    audience: 'Audience',
    today: 'Today',
  },
};

test.each([
  ['fr', 1280],
  ['fr', 390],
  ['en', 1280],
  ['en', 390],
] as const)(
  'what waits is answered, a discussion planned, a reader known, and the home says that all is quiet: %s, %i wide',
  async (lang, width) => {
    const w = WORDS[lang];
    const own = `${lang} ${width}`;
    const question = `@redaction d’où vient ce chiffre, ${own} ?`;
    await (await elsewhere(town, odile!)).post('pont', question);
    const { page, problems } = await visit(town, browser, `${town.origin}/admin/`, { as: helene!, viewport: { width, height: 900 } });
    if (lang === 'en') await inEnglish(page, width);
    const home = `${town.origin}/admin/#/`;

    await page.getByRole('link', { name: w.lane }).click();
    await page
      .locator('.item-row', { hasText: question.slice(11) })
      .locator('a')
      .click();
    await page.getByRole('button', { name: w.answer, exact: true }).click();
    await page.getByLabel(w.yours).fill('De la délibération du 3 novembre.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.item-row', { hasText: question.slice(11) }).waitFor({ state: 'detached' });
    await page.goto(home);
    await page.getByText(w.quiet).waitFor();

    await page.getByRole('link', { name: w.plan }).click();
    await page.getByLabel(w.title, { exact: true }).fill(`Un marché le dimanche, ${own}`);
    await page.getByLabel(w.lines).fill('Pour, contre, et à quelle heure ?');
    await page.getByLabel(w.at, { exact: true }).fill(`${tomorrow()}T18:00`);
    await page.getByLabel(w.space, { exact: true }).selectOption('place');
    await page.getByRole('button', { name: w.keep }).click();
    await page.getByRole('button', { name: w.schedule, exact: true }).click();
    await page.locator('.top .state', { hasText: w.scheduled }).waitFor();
    await page.goto(home);
    await page.getByText(`Un marché le dimanche, ${own}`).waitFor();

    await page.goto(`${town.origin}/admin/#/members`);
    await page.getByLabel(w.find).fill('odile');
    await page.getByRole('link', { name: odile!.name }).click();
    await page.getByLabel(w.label).fill(`source-${own}`);
    await page.getByRole('button', { name: w.add, exact: true }).click();
    await page.getByRole('button', { name: `source-${own}` }).waitFor();

    await page.goto(`${town.origin}/admin/#/audience`);
    await page.getByRole('heading', { name: w.audience, exact: true }).waitFor();
    expect(await fits(page)).toBe(true);

    await page.goto(`${town.origin}/a/pont`);
    await page.getByText('De la délibération du 3 novembre.').first().waitFor();
    expect(problems).toEqual([]);
  },
);

/** Chosen where a phone has it; what was chosen stays, on whatever screen. */
async function inEnglish(page: Page, width: number) {
  await page.setViewportSize({ width: 390, height: 900 });
  await page.getByRole('button', { name: 'Plus', exact: true }).click();
  await page.getByText('English', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width, height: 900 });
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** Nothing goes beyond the edge of the page. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
