// Reading, writing, reporting and having an account in a browser that runs nothing.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CasesPage } from '#server/cases/wire.ts';
import { deskOf } from '../support/desk.ts';
import { takeTime } from '../support/take-time.ts';
import { fillThread } from '../support/thread.ts';
import { article, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let herve: Neighbour;
let lucie: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [herve, lucie] = [await town.person('Hervé Lantier'), await town.person('Lucie Prigent')];
});
afterAll(() => town.close());

describe('reading', () => {
  test('a thread, its next page, its other orders, the rest of a branch, a post’s own address', async () => {
    await fillThread(town, 'foule', herve, [
      ...Array.from({ length: 25 }, (_, i) => ({ text: `Avis ${i + 1}` })),
      ...Array.from({ length: 5 }, (_, i) => ({ text: `Réponse ${i + 1}`, replyTo: 24 })),
    ]);
    const { page } = await open();
    await page.goto(`${town.origin}/a/foule`);

    await page.getByRole('heading', { name: '30 commentaires' }).waitFor();
    expect((await texts(page))[0]).toBe('Avis 25');
    expect(await texts(page)).not.toContain('Avis 5');

    await page.getByRole('link', { name: /^Afficher \d+ commentaires de plus/ }).click();
    await page.getByText('Avis 1', { exact: true }).waitFor();
    expect(await texts(page)).toEqual(['Avis 5', 'Avis 4', 'Avis 3', 'Avis 2', 'Avis 1']);

    await page.getByRole('link', { name: 'Anciens' }).click();
    await page.getByText('Avis 20', { exact: true }).waitFor();
    expect((await texts(page))[0]).toBe('Avis 1');

    await page.getByRole('link', { name: 'Discutés' }).click();
    await page.getByRole('link', { name: '3 réponses de plus' }).click();
    await page.getByText('Réponse 5').waitFor();

    await post(page, 'Réponse 4').locator('time').click();
    await page.getByText('Réponse 4').waitFor();
    expect(new URL(page.url()).hash).toBe(`#${await post(page, 'Réponse 4').getAttribute('id')}`);
    await post(page, 'Réponse 4').and(page.locator('.here')).waitFor();
  });

  test('in another language', async () => {
    await fillThread(town, 'langues', herve, [{ text: 'Un avis.' }]);
    const { page } = await open();
    await page.goto(`${town.origin}/a/langues?sort=oldest`);

    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: '1 comment' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(new URL(page.url()).searchParams.get('sort')).toBe('oldest');

    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('heading', { name: '1 commentaire' }).waitFor();
    await page.goto(`${town.origin}/signin?next=/a/langues`);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/a/langues');
  });
});

describe('from an article of the publisher’s', () => {
  test('a comment is written, carried to our page, kept while one signs in, and published whole', async () => {
    const { page } = await openArticle('pont');
    const text = `Première ligne, « entre guillemets » & <entre chevrons>.\n\n${'Une phrase de plus. '.repeat(300).trim()}\n\nDernière ligne, avec 👋🏽.`;

    await page.locator('terrasse-thread textarea').fill(text);
    await page.getByRole('button', { name: 'Publier' }).click();
    expect(page.url()).toContain(`${town.origin}/write`);
    expect(await page.getByLabel('Votre texte').inputValue()).toBe(text);
    await page.getByRole('link', { name: 'Se connecter pour publier' }).click();
    await signIn(page, lucie);
    expect(await page.getByLabel('Votre texte').inputValue()).toBe(text);
    await page.getByRole('button', { name: 'Publier' }).click();

    const shown = post(page, 'Première ligne');
    await shown.waitFor();
    expect(new URL(page.url()).hash).toBe(`#${await shown.getAttribute('id')}`);
    const paragraphs = await shown.locator('.text').first().locator('p').allTextContents();
    expect(paragraphs).toEqual(text.split('\n\n'));
  });

  test('a reply, the same way; whoever is signed in already is not asked again', async () => {
    await fillThread(town, 'reponses', herve, [{ text: 'Un avis.' }]);
    const { page, context } = await openArticle('reponses');
    await town.signIn(context, lucie);

    await page.getByRole('button', { name: `Répondre à ${herve.name}` }).click();
    await page.getByLabel('Votre texte').fill('Une réponse.');
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByText('Une réponse.').waitFor();

    expect(await post(page, 'Un avis.').first().locator('li', { hasText: 'Une réponse.' }).count()).toBe(1);
  });

  test('what cannot be published comes back whole, with what is wrong', async () => {
    const { page, context } = await openArticle('trop', /status of 422/);
    await town.signIn(context, lucie);
    const text = 'trop long '.repeat(1010).trim();

    await page.locator('terrasse-thread textarea').fill(text);
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByRole('button', { name: 'Publier' }).click();

    await page
      .getByRole('alert')
      .filter({ hasText: /10.?000 caractères au plus/ })
      .waitFor();
    expect(await page.getByLabel('Votre texte').inputValue()).toBe(text);
  });

  test('a post is reported', async () => {
    const [id] = await fillThread(town, 'signaler', herve, [{ text: 'Un avis à relire.' }]);
    const { page } = await openArticle('signaler');

    await page.getByLabel(`Autres actions sur le message de ${herve.name}`).click();
    await page.getByRole('link', { name: 'Signaler' }).click();
    await signIn(page, lucie);
    expect(await page.locator('blockquote').innerText()).toBe('Un avis à relire.');
    await page.getByRole('radio', { name: /On discute les idées/ }).check();
    await page.getByLabel('Quelques mots').fill('Merci d’y regarder.');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Merci, c’est transmis.').waitFor();
    await page.getByRole('link', { name: 'Revenir à la conversation' }).click();
    await post(page, 'Un avis à relire.').waitFor();

    const camille = await deskOf(town, await town.person('Camille Roussel', 'moderator'));
    const [reported] = (await camille.call<CasesPage>('GET', 'cases?lane=reported')).cases;
    expect(reported).toMatchObject({ excerpt: 'Un avis à relire.', reports: 1 });
    expect(await camille.call('GET', `cases/${reported!.id}`)).toMatchObject({
      post: { id },
      reported: [{ rule: 4, note: 'Merci d’y regarder.' }],
    });
  });

  test('one’s own is changed, and taken back', async () => {
    await fillThread(town, 'miens', lucie, [{ text: 'Une faute d’ortographe.' }]);
    const { page, context } = await open();
    await town.signIn(context, lucie);
    await page.goto(`${town.origin}/a/miens`);

    await page.getByLabel(`Autres actions sur le message de ${lucie.name}`).click();
    await page.getByRole('link', { name: 'Modifier' }).click();
    expect(await page.getByLabel('Votre texte').inputValue()).toBe('Une faute d’ortographe.');
    await page.getByLabel('Votre texte').fill('Une faute d’orthographe.');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await post(page, 'Une faute d’orthographe.').waitFor();

    await page.getByLabel(`Autres actions sur le message de ${lucie.name}`).click();
    await page.getByRole('link', { name: 'Supprimer' }).click();
    await page.getByRole('button', { name: 'Supprimer' }).click();
    await page.getByText('Personne n’a encore écrit ici').waitFor();
  });

  test('a closed thread offers no form', async () => {
    await fillThread(town, 'ferme', herve, [{ text: 'Un avis.' }]);
    const camille = await deskOf(town, await town.person('Théo Marchand', 'moderator'));
    const { threads } = await camille.call<{ threads: { id: string; title: string }[] }>('GET', 'desk/threads');
    await camille.call('PUT', `threads/${threads.find(({ title }) => title === 'ferme')!.id}/closure`);
    const { page } = await openArticle('ferme');

    await page.getByText('Les commentaires sont fermés').waitFor();
    expect(await page.locator('terrasse-thread textarea').count()).toBe(0);
    expect(await page.getByRole('button', { name: /Répondre/ }).count()).toBe(0);
  });
});

describe('an account', () => {
  test('is made, writes, and is heard once its address is confirmed, by a press and not by a look', async () => {
    const { page } = await openArticle('neuf', /status of 422/);
    await page.locator('terrasse-thread textarea').fill('Mes premiers mots ici.');
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByRole('link', { name: 'Se connecter pour publier' }).click();
    await takeTime(page, town);
    await page.getByRole('link', { name: 'Créer un compte' }).click();

    await page.getByRole('button', { name: 'Créer mon compte' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Votre nom').fill('Zoé Alvarez');
    await page.getByLabel('Adresse électronique').fill('zoe@exemple.test');
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Créer mon compte' }).click();
    await page.getByText('Nous avons écrit à zoe@exemple.test').waitFor();
    await page.getByRole('link', { name: 'Se connecter' }).last().click();
    await signIn(page, { email: 'zoe@exemple.test' });
    expect(await page.getByLabel('Votre texte').inputValue()).toBe('Mes premiers mots ici.');
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByText('Mes premiers mots ici.').waitFor();
    await page.getByText('Ouvrez le lien que nous avons envoyé à votre adresse').waitFor();

    const stranger = (await openArticle('neuf')).page;
    expect(await texts(stranger)).toEqual([]);
    await page.goto(await linkIn('zoe@exemple.test', 'confirm'));
    await stranger.reload();
    expect(await texts(stranger)).toEqual([]);
    await page.getByRole('button', { name: 'Confirmer mon adresse' }).click();
    await page.getByText('Votre adresse est confirmée').waitFor();
    await until('it is public', async () => {
      await stranger.goto(`${town.origin}/a/neuf`);
      return (await texts(stranger)).includes('Mes premiers mots ici.');
    });
  });

  test('gets another password, and leaves with the old one', async () => {
    const odile = await town.person('Odile Ménard');
    const { page } = await open(/status of (?:401|410)/);

    await page.goto(`${town.origin}/signin`);
    await page.getByRole('link', { name: 'Mot de passe oublié' }).click();
    await page.getByLabel('Adresse électronique').fill(odile.email);
    await page.getByRole('button', { name: 'Recevoir le lien' }).click();
    await page.getByText(`Si ${odile.email} a un compte ici`).waitFor();
    const link = await linkIn(odile.email, 'reset');
    await page.goto(link);
    await page.getByLabel('Nouveau mot de passe').fill('une autre phrase à moi');
    await page.getByRole('button', { name: 'Enregistrer et se connecter' }).click();
    await page.getByRole('link', { name: 'Odile Ménard' }).waitFor();
    expect((await page.goto(link))!.status()).toBe(410);

    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.goto(`${town.origin}/signin`);
    await page.getByLabel('Adresse électronique').fill(odile.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('alert').filter({ hasText: 'ne correspond pas' }).waitFor();
    await signIn(page, { email: odile.email }, 'une autre phrase à moi');
    await page.getByRole('link', { name: 'Odile Ménard' }).waitFor();
  });
});

/** A page of a browser in which nothing goes wrong, but what is expected to. */
async function open(expected = /^$/) {
  const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });
  return { context, page };
}

/** A page into which its publisher's server put what ours rendered. */
async function openArticle(key: string, expected?: RegExp) {
  const opened = await open(expected);
  const rendered = await (await fetch(`${town.origin}/embed/thread?site=courrier&article=${key}&lang=fr`)).text();
  await opened.page.goto(town.paper.print(`/${key}`, { html: article(rendered) }));
  return opened;
}

async function signIn(page: Page, { email }: Pick<Neighbour, 'email'>, password = PASSWORD) {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

const texts = (page: Page) => page.locator('terrasse-thread .text').allInnerTexts();

/** A post's place: the nearest around its words. */
const post = (page: Page, words: string) =>
  page.locator('terrasse-thread li[id^=p-]', { has: page.locator(':scope > article', { hasText: words }) });

/** The newest mailed link of this kind. */
async function linkIn(email: string, kind: 'confirm' | 'reset'): Promise<string> {
  return until(`the mail to ${email}`, () => {
    const found = town.mails.filter(({ to }) => to === email).map(({ text }) => new RegExp(`http\\S+/${kind}/\\S+`).exec(text)?.[0]);
    return found.findLast(Boolean);
  });
}
