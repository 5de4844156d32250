// The law's core loop in browsers: a notice by somebody whose browser runs nothing, to decision, appeal, reversal, restoration.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { expectClean } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let herve: Neighbour;
let camille: Neighbour;
let ines: Neighbour;
/** Longer than a decision can be undone. */
const TOLD = 30_000;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  herve = await town.person('Hervé Lantier');
  camille = await town.person('Camille Roussel', 'moderator');
  ines = await town.person('Inès Caradec', 'moderator');
});
afterAll(() => town.close());

test('a notice without JavaScript, its decision, an appeal, its reversal, the restoration', { timeout: 180_000 }, async () => {
  await fillThread(town, 'pont', herve, [{ text: 'L’adjoint s’est fait refaire sa terrasse par l’entreprise du pont.' }]);
  const reader = await open({ javaScriptEnabled: false });
  // What judges a page needs a browser that runs it.
  const eyes = await open({});
  const judge = async (state: string) => {
    await eyes.goto(reader.url());
    await expectClean(eyes, state);
  };

  // Two clicks from the post: its menu, then the link.
  await reader.goto(`${town.origin}/a/pont`);
  await reader.locator('details.menu > summary').first().click();
  await reader.getByRole('link', { name: 'Notifier un contenu illicite' }).click();
  await judge('the grounds of a notice');
  await reader.getByRole('radio', { name: /^Diffamation/ }).check();
  await reader.getByRole('button', { name: 'Continuer' }).click();
  await judge('a notice');
  await reader.getByLabel('Pourquoi c’est illicite').fill('Les travaux ont été faits en 2019, par une autre entreprise.');
  await reader.getByLabel('Votre nom').fill('Claire Aubertin');
  await reader.getByLabel('Adresse électronique').fill('claire@example.test');
  await reader.getByRole('button', { name: 'Envoyer la notification' }).click();
  await reader.getByText('Sans cette attestation').waitFor();
  await reader.getByRole('checkbox', { name: /de bonne foi/ }).check();
  await reader.getByRole('button', { name: 'Envoyer la notification' }).click();
  await reader.getByRole('heading', { name: 'Votre notification' }).waitFor();
  await judge('a receipt');
  const receipt = reader.url();
  await until('the receipt by mail', () => town.mails.some(({ to, text }) => to === 'claire@example.test' && text.includes(receipt)));

  // A moderator decides, by the statement’s own form.
  const desk = await open({ by: camille });
  await desk.goto(`${town.origin}/admin/#/all`);
  await desk.getByRole('heading', { name: 'La notification' }).waitFor();
  await desk.getByText('Empreinte SHA-256').waitFor();
  await expectClean(desk, 'a legal case');
  await desk.getByLabel('Ce qui s’est passé').fill('La facture produite contredit le fait imputé.');
  await desk.getByRole('button', { name: 'Décider et prévenir les deux parties' }).click();
  await until(
    'the answer by mail',
    () => town.mails.some(({ to, subject }) => to === 'claire@example.test' && subject.includes('la réponse')),
    TOLD,
  );
  await reader.goto(receipt);
  await reader.getByText('Le message n’est plus visible.').waitFor();

  // Its author reads why, and contests, without JavaScript and without signing in.
  const mail = await until(
    'the statement by mail',
    () => town.mails.find(({ to, subject }) => to === herve.email && subject.includes('décision')),
    TOLD,
  );
  await reader.goto(/http\S+\/statements\/\S+/.exec(mail.text)![0]);
  expect(await reader.locator('.lettered > li').count()).toBe(6);
  expect(await reader.getByText('Claire').count()).toBe(0);
  await judge('a statement of reasons');
  await reader.getByLabel('Pourquoi cette décision devrait changer').fill('La presse a publié la même information le 20 novembre.');
  await reader.getByRole('button', { name: 'Envoyer la contestation' }).click();
  await reader.getByText('La réponse sera sur cette page.').waitFor();
  const statement = reader.url();

  // Whoever decided may not answer; somebody else reverses it.
  await desk.goto(`${town.origin}/admin/#/appeals`);
  await desk.getByText('Vous avez pris la décision contestée').waitFor();
  expect(await desk.getByRole('button', { name: 'Répondre' }).count()).toBe(0);
  const other = await open({ by: ines });
  await other.goto(`${town.origin}/admin/#/appeals`);
  await other.getByRole('radio', { name: /^Annuler/ }).check();
  await other.getByLabel('Réponse motivée').fill('L’information était publique, et la phrase une opinion.');
  await expectClean(other, 'an appeal');
  await other.getByRole('button', { name: 'Répondre' }).click();

  await until('the post to be back', async () => {
    await reader.goto(`${town.origin}/a/pont`);
    return (await reader.getByText('L’adjoint s’est fait refaire sa terrasse').count()) > 0;
  });
  await reader.goto(statement);
  await reader.getByText('la décision a été annulée').waitFor();
  await until('the answer to the author', () =>
    town.mails.some(({ to, subject }) => to === herve.email && subject.includes('contestation')),
  );
});

async function open({ by, javaScriptEnabled = true }: { by?: Neighbour; javaScriptEnabled?: boolean }): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'fr-FR' });
  context.setDefaultTimeout(15_000);
  onTestFinished(() => context.close());
  if (by) await town.signIn(context, by);
  const page = await context.newPage();
  const problems = watch(page);
  // A form that comes back with its faults is a failed request to a browser.
  if (javaScriptEnabled) onTestFinished(() => expect(problems).toEqual([]));
  return page;
}
