// A crowd that wants somebody silent: what readers and the desk see of it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { elsewhere } from '../support/thread.ts';
import { article, embed, openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

/** All of this morning. */
const CROWD = 12;

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
});
afterAll(() => town.close());

async function open(address: string, who?: Neighbour) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  if (who) await town.signIn(context, who);
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(address);
  return { page, problems };
}

test('a wave of false reports hides nothing, and the desk is shown why', async () => {
  const ada = await town.person('Ada Lenoir');
  const camille = await town.person('Camille Roussel', 'moderator');
  const post = await (await elsewhere(town, ada)).post('vague', 'Je voterai contre, et je le dis sous mon nom.');
  const reader = await open(town.paper.print('/vague', { html: article(embed(town.origin, 'vague')) }));
  const shown = reader.page.locator('terrasse-thread article.post', { hasText: 'Je voterai contre' });
  await shown.waitFor();

  for (let n = 0; n < CROWD; n++) await (await elsewhere(town, await town.person(`Nouveau Venu ${n}`))).report(post, 1);

  const desk = await open(`${town.origin}/admin/#/all`, camille);
  await desk.page.getByText(`Signalé ${CROWD} fois`).first().click();
  await desk.page.getByText('les signalements ne masquent pas ce message').waitFor();
  await desk.page.getByText('Le calcul').click();
  expect(await desk.page.getByRole('row', { name: /Nouveau Venu/ }).count()).toBe(CROWD);
  expect(await shown.isVisible()).toBe(true);
  await reader.page.reload();
  await until('the post, still there', () => shown.isVisible());
  expect([...reader.problems, ...desk.problems]).toEqual([]);
});
