// CM-02: a manager plans a debate on the desk, moves it by keys, and readers find it at its hour.
import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTarget } from '#server/follows/find-target.ts';
import { setFollow } from '#server/follows/set-follow.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let helene: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  await town.deps.db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'place', name: 'La place', position: 1 })),
  );
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    locale: 'fr-FR',
    template: 'Débat',
    title: 'Titre',
    at: 'S’ouvre le',
    space: 'Espace',
    keep: 'Garder le brouillon',
    schedule: 'Programmer',
    state: 'Programmé',
  },
  en: {
    locale: 'en-GB',
    template: 'Débat',
    title: 'Title',
    at: 'Opens on',
    space: 'Section',
    keep: 'Keep the draft',
    schedule: 'Schedule',
    state: 'Scheduled',
  },
};

test.each(['fr', 'en'] as const)('CM-02: planned from a template, scheduled, moved with keys alone, then by hand: %s', async (lang) => {
  const w = WORDS[lang];
  const title = `Un marché le dimanche, ${lang}`;
  const day = nextMonday();
  const { page, problems } = await visit(town, browser, `${town.origin}/admin/?lang=${lang}#/calendar/item`, {
    as: helene,
    locale: w.locale,
    viewport: { width: 1280, height: 1000 },
  });
  if (lang === 'en') await page.getByText('English', { exact: true }).click();

  await page.getByRole('button', { name: w.template, exact: true }).click();
  await page.getByLabel(w.title, { exact: true }).fill(title);
  await page.getByLabel(w.at, { exact: true }).fill(`${day}T18:00`);
  await page.getByLabel(w.space, { exact: true }).selectOption('place');
  await page.getByRole('button', { name: w.keep }).click();
  await page.getByRole('button', { name: w.schedule, exact: true }).click();
  await page.locator('.top .state', { hasText: w.state }).waitFor();

  await page.goto(`${town.origin}/admin/?lang=${lang}#/calendar/week/${day}`);
  const chip = page.locator('a.planned', { hasText: title });
  await chip.focus();
  for (const key of ['d', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  const tuesday = page.locator('.day').nth(1);
  await tuesday.locator('a.planned', { hasText: title }).waitFor();

  expect(await tuesday.locator('a.planned', { hasText: title }).locator('time').textContent()).toMatch(/^(?:18|6):30/);

  // The last half hour of the evening, where it stands lower than the hours that are shown; the first of the two makes the second's longer.
  const thursday = page.locator('.day').nth(3);
  const { width, height } = (await thursday.locator('ol').boundingBox())!;
  await tuesday
    .locator('a.planned', { hasText: title })
    .dragTo(thursday.locator('ol'), { targetPosition: { x: width / 2, y: height - 5 } });
  const dropped = thursday.locator('a.planned', { hasText: title });
  await dropped.waitFor();
  expect(await dropped.locator('time').textContent()).toMatch(lang === 'fr' ? /^21:30/ : /^10:30/);
  const [{ y, height: tall }, list] = [(await dropped.boundingBox())!, (await thursday.locator('ol').boundingBox())!];
  expect(y + tall).toBeLessThanOrEqual(list.y + list.height + 1);
  expect(problems).toEqual([]);
});

const LETTER_WORDS = {
  fr: {
    locale: 'fr-FR',
    title: 'Titre',
    word: 'Le mot de la rédaction',
    at: 'Part le',
    to: 'À qui',
    keep: 'Garder le brouillon',
    look: 'Voir la lettre',
    readers: 'Une personne la recevrait',
    why: 'Vous recevez cette lettre',
    schedule: 'Programmer',
    state: 'Programmé',
    setting: 'Je veux recevoir les lettres de la rédaction',
    save: 'Enregistrer',
    sent: 'Parties',
  },
  en: {
    locale: 'en-GB',
    title: 'Title',
    word: 'The newsroom’s word',
    at: 'Leaves on',
    to: 'To whom',
    keep: 'Keep the draft',
    look: 'See the letter',
    readers: 'One person would get it',
    why: 'You receive this letter',
    schedule: 'Schedule',
    state: 'Scheduled',
    setting: 'I want to receive the newsroom’s letters',
    save: 'Save',
    sent: 'Sent',
  },
};

test.each(['fr', 'en'] as const)(
  'CM-11: a letter to who follows a section, which a reader asked for, seen, scheduled and counted: %s',
  async (lang) => {
    const w = LETTER_WORDS[lang];
    const title = `La place cette semaine, ${lang}`;
    const lucie = await town.person(`Lucie Martel ${lang}`);
    const { deps, site } = town;
    const space = { siteId: site.id, slug: `quai-${lang}`, name: `Le quai, ${lang}`, position: 2 };
    await deps.db.write(async (tx) => void (await tx.insert(tx.t.spaces).values(space)));
    await setFollow(deps, lucie, { what: (await findTarget(deps, site, { kind: 'space', name: space.slug }))!, level: 'normal' });

    const own = await visit(town, browser, `${town.origin}/notifications/settings?lang=${lang}`, { as: lucie, locale: w.locale });
    await own.page.getByLabel(w.setting).check();
    await own.page.getByRole('button', { name: w.save, exact: true }).click();
    await own.page.waitForURL(/done=1/);
    expect(await own.page.getByLabel(w.setting).isChecked()).toBe(true);

    const { page, problems } = await visit(town, browser, `${town.origin}/admin/?lang=${lang}#/calendar/item/letter`, {
      as: helene,
      locale: w.locale,
    });
    if (lang === 'en') await page.getByText('English', { exact: true }).click();
    await page.getByLabel(w.title, { exact: true }).fill(title);
    await page.getByLabel(w.word).fill('Bonjour, **voici** la place.');
    await page.getByLabel(w.at, { exact: true }).fill(`${nextMonday()}T17:00`);
    await page.getByLabel(w.to).selectOption({ label: space.name });
    await page.getByRole('button', { name: w.look }).click();
    await page.getByText(w.readers).waitFor();
    await page.locator('pre.letter', { hasText: w.why }).waitFor();
    await page.getByRole('button', { name: w.keep }).click();
    await page.getByRole('button', { name: w.schedule, exact: true }).click();
    await page.locator('.top .state', { hasText: w.state }).waitFor();

    // Its hour comes sooner than it was told: clocks of journeys go as those of everybody.
    await deps.db.write(async (tx) => {
      const { calendarItems } = tx.t;
      await tx.update(calendarItems).set({ at: deps.now() }).where(eq(calendarItems.title, title));
    });
    await until('the letter', () => town.mails.some(({ subject }) => subject === title));
    await page.goto(`${town.origin}/admin/?lang=${lang}#/calendar/letters`);
    const row = page.getByRole('row', { name: title });
    await until('its figures', async () => (await row.locator(`td[data-label="${w.sent}"]`).textContent()) === '1');

    expect(town.mails.filter(({ subject }) => subject === title).map(({ to }) => to)).toEqual([lucie.email]);
    expect([...problems, ...own.problems]).toEqual([]);
  },
);

/** Of the week after this one: nothing there is past. */
function nextMonday(): string {
  const day = new Date(Date.now() + 7 * 86_400_000);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
