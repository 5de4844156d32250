// What readers and moderators see of a database that is gone for a while; and all go on by themselves once it is back.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { makePostgres } from '../support/postgres.ts';
import { fillThread } from '../support/thread.ts';
import { article, embed, openTown, type Neighbour, type Town } from '../support/town.ts';
import { openBrowser as openIn } from '../support/visit.ts';

/** A page looks after what could not be sent each minute. */
const BACK_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'terrasse-outage-'));
chmodSync(folder, 0o755);
let postgres: Awaited<ReturnType<typeof makePostgres>>;
let town: Town;
let browser: Browser;
let lea: Neighbour;
let camille: Neighbour;

beforeAll(async () => {
  postgres = await makePostgres(join(folder, 'postgres'), await freePort());
  await postgres.server.createDatabase('terrasse');
  town = await openTown({ database: `${postgres.url}/terrasse` });
  browser = await town.browse();
  lea = await town.person('Léa Panne');
  camille = await town.person('Camille Roussel', 'moderator');
}, 120_000);
afterAll(async () => {
  await town?.close();
  await postgres?.server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const post = (page: Page, text: string) => page.locator('terrasse-thread article.post').filter({ hasText: text });

test('what is written meanwhile is said to be unsent, and goes once, by itself; who comes meanwhile is told, and finds all of it after', async () => {
  const { context, page, isFollowing } = await openIn(browser, { locale: 'fr-FR' });
  await town.signIn(context, lea);
  await fillThread(town, 'panne', camille, [{ text: 'Avant la panne' }]);
  const address = town.paper.print('/panne', { html: article(embed(town.origin, 'panne')) });
  await page.goto(address);
  await field(page).scrollIntoViewIfNeeded();
  await isFollowing();
  await field(page).fill('Encore là');
  const [window] = await Promise.all([page.waitForEvent('popup'), button(page, 'Publier').click()]);
  const closed = window.waitForEvent('close');
  await window.getByRole('button', { name: `Continuer en tant que ${lea.name}`, exact: true }).click();
  await closed;
  await post(page, 'Encore là').getByText('à l’instant').waitFor();

  const desk = await openIn(browser, { locale: 'fr-FR' });
  await town.signIn(desk.context, camille);

  await postgres.server.stop();
  await field(page).fill('Pendant la panne');
  await button(page, 'Publier').click();
  await post(page, 'Pendant la panne').getByText('Pas encore envoyé. Les commentaires ne répondent pas.').waitFor();
  const late = await openIn(browser, { locale: 'fr-FR' });
  await late.page.goto(address);
  await late.page.getByText('Les commentaires ne répondent pas. L’erreur est de notre côté').waitFor();
  const forum = await openIn(browser, { locale: 'fr-FR' });
  await forum.page.goto(town.origin);
  await forum.page.getByRole('heading', { name: 'Nos données ne répondent pas pour l’instant.' }).waitFor();
  await desk.page.goto(`${town.origin}/admin/`);
  await desk.page.getByRole('heading', { name: 'Le bureau ne répond pas' }).waitFor();

  await postgres.server.start();

  await post(page, 'Pendant la panne').getByText('à l’instant').waitFor({ timeout: BACK_MS });
  await post(late.page, 'Avant la panne').waitFor({ timeout: BACK_MS });
  await forum.page.getByRole('heading', { name: 'La Terrasse', level: 1 }).waitFor({ timeout: BACK_MS });
  await desk.page.getByRole('navigation').first().waitFor({ timeout: BACK_MS });
  const { posts } = town.deps.db.read.t;
  const kept = await town.deps.db.read.select({ source: posts.source }).from(posts).orderBy(asc(posts.id));
  expect(kept.map(({ source }) => source)).toEqual(['Avant la panne', 'Encore là', 'Pendant la panne']);
});
