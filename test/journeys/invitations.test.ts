// Invited: an expert on two devices, somebody of the staff by mail, readers by a link.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fillThread } from '../support/thread.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, javaScriptEnabled: false };
const CLAIRE = 'claire@universite.test';

let town: Town;
let browser: Browser;
let helene: Neighbour;
let lucie: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [helene, lucie] = [await town.person('Hélène Vasseur', 'manager'), await town.person('Lucie Prigent')];
});
afterAll(() => town.close());

async function open(options: BrowserContextOptions = {}, as?: Neighbour) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  if (as) await town.signIn(context, as);
  const page = await context.newPage();
  return { page, problems: watch(page) };
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

/** The link of the latest mail to somebody, once it has come, and the mails before it are taken away. */
async function linkTo(email: string): Promise<string> {
  const mail = await until(`a mail to ${email}`, () => town.mails.findLast(({ to }) => to === email));
  town.mails.length = 0;
  return /https?:\S+\/invitations\/\S+/.exec(mail.text)![0];
}

describe('an expert', () => {
  test('from invitation to answered question, on a telephone and at a desk', async () => {
    await fillThread(town, 'crue', lucie, [{ text: 'Le barrage tiendra-t-il ?' }, { text: 'Faut-il évacuer ?' }]);

    // The manager invites them from the list of threads.
    const desk = await open({}, helene);
    await desk.page.goto(`${town.origin}/admin/#/threads`);
    await link(desk.page, 'Inviter un expert dans « crue »').click();
    await desk.page.getByLabel('Nom', { exact: true }).fill('Claire Vasseur');
    await desk.page.getByLabel('Adresse électronique').fill(CLAIRE);
    await desk.page.getByLabel('Titre', { exact: true }).fill('Hydrologue');
    await desk.page.getByLabel('Rattachement').fill('université de Rennes');
    await desk.page.getByLabel('Intérêts déclarés').fill('Aucun lien avec la commune.');
    await desk.page.getByLabel('Message personnel').fill('Les lecteurs vous attendent.');
    expect(await desk.page.getByRole('checkbox', { name: 'crue' }).isChecked()).toBe(true);
    await button(desk.page, 'Inviter').click();
    await desk.page.getByText('L’invitation de Claire Vasseur est partie.').waitFor();
    const first = await linkTo(CLAIRE);

    // On their telephone, without any script.
    const phone = await open(PHONE);
    await phone.page.goto(first);
    await phone.page.getByText('Les lecteurs vous attendent.').waitFor();
    await button(phone.page, 'Entrer en tant que Claire Vasseur').click();
    await phone.page.getByText('Elle attend votre réponse.').waitFor();
    await phone.page.getByRole('checkbox').check();
    await button(phone.page, 'Accepter').click();
    await phone.page.getByText('Sans réponse : 2').waitFor();
    const question = phone.page.getByRole('listitem').filter({ hasText: 'Le barrage tiendra-t-il ?' });
    await question.getByText('Répondre', { exact: true }).click();
    await question.getByRole('textbox').fill('Oui, jusqu’à six mètres.');
    await question.getByRole('button', { name: 'Publier ma réponse' }).click();
    await phone.page.getByText('Votre réponse est publiée.').waitFor();
    await phone.page.getByText('Sans réponse : 1').waitFor();

    // At their desk the same link opens nothing; it offers another, to the same address.
    const laptop = await open();
    await laptop.page.goto(first);
    await laptop.page.getByText('c***@universite.test').waitFor();
    await button(laptop.page, 'M’envoyer un nouveau lien').click();
    await laptop.page.getByRole('heading', { name: 'Un nouveau lien est en route' }).waitFor();
    await laptop.page.goto(await linkTo(CLAIRE));
    await button(laptop.page, 'Entrer en tant que Claire Vasseur').click();
    await laptop.page.getByText('Faut-il évacuer ?').waitFor();
    await laptop.page.getByRole('link', { name: 'crue, question n° 2' }).click();
    const post = laptop.page.locator('article.post').filter({ hasText: 'Oui, jusqu’à six mètres.' });
    await post.getByText('Invité·e').waitFor();
    await post.getByText('Hydrologue, université de Rennes').waitFor();
    await post.getByText('Aucun lien avec la commune.').waitFor();
    await laptop.page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Je reste à votre disposition.');
    await button(laptop.page, 'Publier').click();
    await laptop.page.locator('article.post').filter({ hasText: 'Je reste à votre disposition.' }).getByText('à l’instant').waitFor();

    // Elsewhere they are a guest of nobody.
    await laptop.page.goto(`${town.origin}/a/pont`);
    await laptop.page.getByText('Vous n’êtes pas invité·e ici.').waitFor();

    // The manager sees who came and what was answered, and withdraws the right.
    await desk.page.reload();
    await link(desk.page, 'Claire Vasseur').click();
    await desk.page.getByText('2 réponses aux lecteurs').waitFor();
    await desk.page.getByText('Oui, jusqu’à six mètres.').waitFor();
    await button(desk.page, 'Retirer l’invitation').click();
    await button(desk.page, /^Retirer, vraiment/).click();
    await desk.page.getByText('Retirée', { exact: true }).first().waitFor();
    await phone.page.goto(`${town.origin}/invited`);
    await phone.page.getByText('Elle a été retirée. Vos réponses restent.').waitFor();
    await laptop.page.goto(`${town.origin}/a/crue`);
    await post.getByText('Invité·e').waitFor();
    expect([...desk.problems, ...laptop.problems.filter((problem) => !problem.includes('410'))]).toEqual([]);
  });

  test('proposes another date, and is answered', async () => {
    await fillThread(town, 'canal', lucie, [{ text: 'Pourquoi l’écluse est-elle fermée ?' }]);
    const desk = await open({}, helene);
    await desk.page.goto(`${town.origin}/admin/#/invitations/expert`);
    await desk.page.getByLabel('Nom', { exact: true }).fill('Nour Haddad');
    await desk.page.getByLabel('Adresse électronique').fill('nour@halles.test');
    await desk.page.getByLabel('Titre', { exact: true }).fill('Architecte');
    await desk.page.getByRole('checkbox', { name: 'canal' }).check();
    await button(desk.page, 'Inviter').click();
    const guest = await open(PHONE);
    await guest.page.goto(await linkTo('nour@halles.test'));
    await button(guest.page, 'Entrer en tant que Nour Haddad').click();

    await guest.page.getByText('Proposer une autre date', { exact: true }).click();
    await guest.page.getByLabel('Quand seriez-vous disponible ?').fill('Plutôt mardi en huit.');
    await button(guest.page, 'Envoyer ma proposition').click();
    await guest.page.getByText('Hélène Vasseur va vous répondre.').waitFor();
    await desk.page.reload();
    await desk.page.getByRole('listitem').filter({ hasText: 'Propose une autre date' }).getByRole('link', { name: 'Nour Haddad' }).click();
    await desk.page.getByText('Plutôt mardi en huit.').waitFor();
    town.mails.length = 0;
    await button(desk.page, 'Répondre par ces dates').click();
    await desk.page.getByText('Les nouvelles dates sont parties par courriel.').waitFor();

    await linkTo('nour@halles.test');
    await guest.page.reload();
    await guest.page.getByText('Elle attend votre réponse.').waitFor();
  });
});

describe('staff and members', () => {
  test('a moderator invited by mail makes an account and opens the desk', async () => {
    const desk = await open({}, helene);
    await desk.page.goto(`${town.origin}/admin/#/invitations/mail`);
    await desk.page.getByLabel('Adresse électronique').fill('theo@courrier.test');
    await desk.page.getByLabel('Rôle').selectOption('Modération');
    await button(desk.page, 'Envoyer l’invitation').click();
    await desk.page.getByText('L’invitation de theo@courrier.test est partie.').waitFor();

    const { page, problems } = await open();
    await page.goto(await linkTo('theo@courrier.test'));
    await page.getByText('Votre rôle : modération.').waitFor();
    await page.getByLabel('Nom').fill('Théo Marchand');
    await page.getByLabel('Mot de passe').fill('quatre mots de passe');
    await page.getByRole('checkbox').check();
    await button(page, 'Créer mon compte et accepter').click();

    await page.waitForURL(/\/admin\//);
    await page.getByText('Théo Marchand').waitFor();
    expect(problems).toEqual([]);
  });

  test('a link lets one in; the next is told that it is used up, and whom to ask', async () => {
    const desk = await open({}, helene);
    await desk.page.goto(`${town.origin}/admin/#/invitations/link`);
    await desk.page.getByLabel('Rôle').selectOption('Membre, avec abonnement');
    await desk.page.getByLabel('Places').fill('1');
    await button(desk.page, 'Créer le lien').click();
    const path = await desk.page.locator('.notice code').innerText();
    const [early, late] = [await open({}, await town.person('Yusuf Arslan')), await open({}, await town.person('Zoé Alvarez'))];

    await early.page.goto(path);
    await button(early.page, 'Accepter l’invitation').click();
    await early.page.waitForURL(`${town.origin}/`);
    await late.page.goto(path);

    await late.page.getByText('Toutes ses places sont prises.').waitFor();
    await late.page.getByText('Hélène Vasseur vous a invité·e.').waitFor();
    await desk.page.reload();
    await desk.page.getByText('Complète').waitFor();
  });
});
