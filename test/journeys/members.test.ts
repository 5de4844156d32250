// Who is who at the desk: rights given and taken, in real browsers, with the desk open.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { focusOf } from '../support/eyes.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let boss: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  boss = await town.person('Gwenaël Tanguy', 'admin');
  await town.deps.db.write(async (tx) => {
    const space = (slug: string, name: string, position: number) => ({ siteId: town.site.id, slug, name, position });
    await tx.insert(tx.t.spaces).values([space('quartier', 'Vie de quartier', 1), space('transports', 'Transports', 2)]);
  });
});
afterAll(() => town.close());

test('an admin finds a reader and makes them a moderator of one space; the log tells it', async () => {
  const lucie = await town.person('Élodie Prigent');
  const { page, problems } = await openDesk(boss, '#/members');

  await page.getByLabel('Chercher un nom').fill('elodie');
  await page.getByRole('link', { name: lucie.name }).click();
  await page.getByRole('heading', { name: lucie.name }).waitFor(); // the list has roles to choose from too
  await page.getByLabel('Rôle').selectOption({ label: 'Modération' });
  await page.getByLabel('Transports').check();
  await page.getByRole('button', { name: 'Enregistrer les droits' }).click();
  await page.getByText('Les droits sont enregistrés').waitFor();

  expect(await focusOf(page)).toMatchObject({ what: expect.stringContaining('Enregistrer') });
  await page.getByRole('heading', { name: 'Journal de sécurité' }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'Transports' }).isChecked()).toBe(true);
  await until('the log to tell it', async () =>
    /Membre.*Modération/.test(await page.locator('.lines').filter({ hasText: 'Modération' }).first().innerText()),
  );
  await page.getByRole('link', { name: 'Tous les membres' }).click();
  expect(await page.getByLabel('Chercher un nom').inputValue()).toBe('elodie');
  expect(problems).toEqual([]);
});

test('a moderator whose role is taken loses the open desk within a second', async () => {
  const linus = await town.person('Linus Prat', 'moderator');
  const theirs = await openDesk(linus, '#/all');
  await until('the desk to listen, which has it read its list again', () => theirs.lists.length > 1);
  const { page } = await openDesk(boss, `#/members/${linus.member.uid}`);

  await page.getByLabel('Rôle').selectOption({ label: 'Membre' });
  await page.getByRole('button', { name: 'Enregistrer les droits' }).click();
  await page.getByText('Les droits sont enregistrés').waitFor();
  const taken = Date.now();
  await theirs.page.getByRole('link', { name: 'Se connecter' }).waitFor();

  expect(Date.now() - taken).toBeLessThan(1000);
  expect(await theirs.page.getByRole('navigation').count()).toBe(0);
});

test('what is above oneself is not offered, and the last admin is told why they stay', async () => {
  const helene = await town.person('Hélène Vasseur', 'manager');
  const asManager = await openDesk(helene, `#/members/${boss.member.uid}`);
  await asManager.page.getByRole('heading', { name: boss.name }).waitFor();
  expect(await asManager.page.getByRole('heading', { name: 'Droits' }).count()).toBe(0);

  const { page } = await openDesk(boss, `#/members/${boss.member.uid}`);
  await page.getByLabel('Rôle').selectOption({ label: 'Membre' });
  await page.getByRole('button', { name: 'Enregistrer les droits' }).click();

  await page.getByText('au moins une personne à l’administration').waitFor();
});

test('the screen holds on a phone', async () => {
  const { page } = await openDesk(boss, '#/members', { width: 320, height: 700 });
  await page.getByRole('link', { name: boss.name }).click();
  await page.getByRole('heading', { name: 'Droits' }).waitFor();

  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole('button', { name: 'Plus' }).click();
  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByRole('heading', { name: 'Invitations' }).waitFor();
});

async function openDesk(who: Neighbour, at: string, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ viewport, locale: 'fr-FR' });
  onTestFinished(() => context.close());
  await town.signIn(context, who);
  const page = await context.newPage();
  const problems = watch(page);
  const lists: string[] = [];
  page.on('requestfinished', (request) => request.url().includes('/api/v1/cases?') && lists.push(request.url()));
  await page.goto(`${town.origin}/admin/${at}`);
  return { page, problems, lists };
}
