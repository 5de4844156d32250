import { eq } from 'drizzle-orm';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let maelle: Neighbour;
let camille: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  maelle = await town.person('Maëlle Kerbrat');
  camille = await town.person('Camille Roussel', 'moderator');
});
afterAll(() => town.close());

async function openBrowser(of: Browser = browser) {
  const context = await of.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  return { context, page, problems: watch(page) };
}

/** A reader's browser on an article, with the thread followed live. */
async function openReader(key: string, { as, at = town, of = browser }: { as?: Neighbour; at?: Town; of?: Browser } = {}) {
  const reader = await openBrowser(of);
  if (as) await at.signIn(reader.context, as);
  await reader.page.goto(at.paper.print(`/${key}`, { html: article(embed(at.origin, key)) }));
  await field(reader.page).scrollIntoViewIfNeeded();
  await isFollowing(reader.page);
  return reader;
}

const isFollowing = (page: Page) =>
  until('the live connection', () =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/embed/live-'))),
  );

const field = (page: Page, name = 'Votre commentaire') => page.getByRole('textbox', { name });
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const post = (page: Page, text: string) => page.locator('terrasse-thread article.post').filter({ hasText: text });
const pill = (page: Page, n: number) => button(page, n === 1 ? '1 nouvelle réponse' : `${n} nouvelles réponses`);
const storage = (page: Page) => page.evaluate(() => Object.keys(localStorage));

/** From the menu of a post. */
async function choose(page: Page, text: string, act: string) {
  await post(page, text).locator('.menu > summary').click();
  await post(page, text).locator('.pop').getByText(act, { exact: true }).click();
}

/** Presses what asks to sign in, and goes through the window until it closes. */
async function signIn(page: Page, press: () => Promise<void>, { name, email }: Neighbour, how: 'password' | 'known' = 'known') {
  const [window] = await Promise.all([page.waitForEvent('popup'), press()]);
  const problems = watch(window);
  if (how === 'password') await fillSignIn(window, email);
  const closed = window.waitForEvent('close');
  await button(window, `Continuer en tant que ${name}`).click();
  await closed;
  expect(problems).toEqual([]);
}

async function fillSignIn(window: Page, email: string) {
  await window.getByLabel('Adresse électronique').fill(email);
  await window.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await button(window, 'Se connecter').click();
}

async function write(page: Page, text: string) {
  await field(page).fill(text);
  await button(page, 'Publier').click();
}

/** The first thing that somebody known to our pages writes from this browser. */
async function writeFirst(page: Page, who: Neighbour, text: string) {
  await field(page).fill(text);
  await signIn(page, () => button(page, 'Publier').click(), who);
  await post(page, text).waitFor();
}

/** All the texts of a thread, in the order in which the page has them. */
const texts = async (page: Page) => (await page.locator('terrasse-thread .text').allTextContents()).map((text) => text.trim());
const sourcesOf = async (who: Neighbour) => {
  const { read } = town.deps.db;
  const rows = await read.select({ source: read.t.posts.source }).from(read.t.posts).where(eq(read.t.posts.authorId, who.member.id));
  return rows.map(({ source }) => source);
};
/** What went wrong but for what was meant to. */
const unexpected = (problems: string[], expected: RegExp) => problems.filter((problem) => !expected.test(problem));

describe('write first, sign in after', () => {
  const TEXT = [
    'Deux mots, « entre guillemets » : l’ombre & la fraîcheur.',
    '- douze *platanes*\n- **un** tilleul\n- `<script>alert(1)</script>`',
    '> Personne ne les a comptés.',
    'À bientôt 👩🏽‍🌾, dit-elle ; fin\u00a0!',
  ].join('\n\n');

  test('by the window, with e-mail and password: she goes on as herself, and not a letter is lost', async () => {
    const lucie = await town.person('Lucie Marchand');
    const { context, page, problems } = await openReader('platanes');
    const refreshes: Promise<Record<string, string>>[] = [];
    page.on('request', (request) => request.url().includes('/session/refresh') && refreshes.push(request.allHeaders()));
    await context.addCookies([{ name: 'espion', value: '1', url: town.origin, secure: true, sameSite: 'None' }]);

    await page.getByText('Vous vous connecterez après. Rien ne sera perdu.').waitFor();
    await field(page).fill(TEXT);
    await signIn(page, () => button(page, 'Publier').click(), lucie, 'password');

    await post(page, 'À bientôt 👩🏽‍🌾').getByText('Lucie Marchand').waitFor();
    await page.getByText('Sous votre nom, Lucie Marchand.').waitFor();
    expect(await sourcesOf(lucie)).toEqual([TEXT]);
    expect(await field(page).inputValue()).toBe('');
    expect(await storage(page)).toEqual([`terrasse:signed-in:${town.origin}`]);
    expect(refreshes).toHaveLength(0);

    await page.reload();
    await page.getByText('Sous votre nom, Lucie Marchand.').waitFor();
    await write(page, 'Encore moi, sans fenêtre');
    await post(page, 'Encore moi, sans fenêtre').getByText('à l’instant').waitFor();

    expect(refreshes).toHaveLength(1);
    const { cookie } = (await refreshes[0])!;
    expect(cookie).toContain('terrasse_embed=');
    expect(cookie).not.toContain('espion');
    const [kept] = (await context.cookies()).filter(({ name }) => name === 'terrasse_embed');
    expect(kept).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None', partitionKey: expect.stringContaining('127.0.0.1') });
    expect(problems).toEqual([]);
  });

  test('by the page itself, where no window can be had', async () => {
    const hugo = await town.person('Hugo Lemoine');
    const { context, page, problems } = await openBrowser();
    await context.addInitScript(() => (window.open = () => null));
    await page.goto(town.paper.print('/sans-fenetre', { html: article(embed(town.origin, 'sans-fenetre')) }) + '?page=2');

    await field(page).fill(TEXT);
    await button(page, 'Publier').click();
    await page.waitForURL(`${town.origin}/signin?**`);
    await fillSignIn(page, hugo.email);
    await button(page, 'Continuer en tant que Hugo Lemoine').click();

    await post(page, 'À bientôt 👩🏽‍🌾').getByText('à l’instant').waitFor();
    expect(page.url()).toBe(`${town.paper.origin}/sans-fenetre?page=2`);
    expect(await sourcesOf(hugo)).toEqual([TEXT]);
    expect(await field(page).inputValue()).toBe('');
    await page.reload();
    await page.getByText('Sous votre nom, Hugo Lemoine.').waitFor();
    expect(await texts(page)).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test('who closes the window keeps the text, and may press again', async () => {
    const rose = await town.person('Rose Lenoir');
    const { page, problems } = await openReader('hesitation', { as: rose });

    await field(page).fill('Je réfléchis encore');
    const [window] = await Promise.all([page.waitForEvent('popup'), button(page, 'Publier').click()]);
    await button(window, 'Continuer en tant que Rose Lenoir').waitFor();
    await until('a window that has been seen', () => window.evaluate(() => performance.now() > 1000));
    await window.close();
    await button(page, 'Publier').waitFor();
    expect(await field(page).inputValue()).toBe('Je réfléchis encore');
    await signIn(page, () => button(page, 'Publier').click(), rose);

    await post(page, 'Je réfléchis encore').getByText('à l’instant').waitFor();
    expect(await sourcesOf(rose)).toEqual(['Je réfléchis encore']);
    expect(problems).toEqual([]);
  });

  test('a draft outlives the page it was typed in: a comment, and an answer', async () => {
    await fillThread(town, 'brouillon', maelle, [{ text: 'Et vous ?' }]);
    const { page, problems } = await openReader('brouillon');

    await field(page).fill('Pas encore fini, mais');
    await button(post(page, 'Et vous ?'), 'Répondre à Maëlle Kerbrat').click();
    await field(page, 'Votre réponse à Maëlle Kerbrat').fill('Moi, je');
    await page.reload();

    await until('the draft', async () => (await field(page).inputValue()) === 'Pas encore fini, mais');
    await until('the answer', async () => (await field(page, 'Votre réponse à Maëlle Kerbrat').inputValue()) === 'Moi, je');
    expect(await page.getByText(/Brouillon de .+, gardé/).count()).toBe(2);
    expect(problems).toEqual([]);
  });
});

describe('between two readers', () => {
  test.for(['at the top of the thread', 'in the middle of it'])('what is new is announced to who reads %s, and moves nothing', async (where) => {
    const key = `nouveautes-${where.length}`;
    await fillThread(town, key, maelle, Array.from({ length: 12 }, (_, i) => ({ text: `Ligne ${i}. ${'Le texte est long. '.repeat(12)}` })));
    const { page, problems } = await openReader(key);
    const read = post(page, where.startsWith('at') ? 'Ligne 11.' : 'Ligne 6.');
    if (!where.startsWith('at')) await read.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const before = await read.boundingBox();
    const paul = await elsewhere(town, await town.person(`Paul ${where.length}`));

    await paul.post(key, 'Une première nouvelle');
    await pill(page, 1).waitFor({ state: 'attached' });
    await paul.post(key, 'Une deuxième nouvelle');
    await pill(page, 2).waitFor({ state: 'attached' });

    expect(await read.boundingBox()).toEqual(before);
    expect(await post(page, 'nouvelle').count()).toBe(0);
    await pill(page, 2).click();
    await post(page, 'Une première nouvelle').waitFor();
    await post(page, 'Une deuxième nouvelle').waitFor();
    expect((await texts(page)).slice(0, 2)).toEqual(['Une deuxième nouvelle', 'Une première nouvelle']);
    expect(await page.getByRole('heading', { name: '14 commentaires' }).count()).toBe(1);
    expect(problems).toEqual([]);
  });

  test('answers, second thoughts and regrets are seen as they happen', async () => {
    const [lucie, paul] = [await town.person('Lucie Aubert'), await town.person('Paul Aubert')];
    const first = await openReader('aubert', { as: lucie });
    const second = await openReader('aubert', { as: paul });

    await writeFirst(first.page, lucie, 'Qui vient samedi ?');
    await pill(second.page, 1).click();
    await button(post(second.page, 'Qui vient samedi ?'), 'Répondre à Lucie Aubert').click();
    await field(second.page, 'Votre réponse à Lucie Aubert').fill('Moi, avec des chaises');
    await signIn(second.page, () => second.page.getByRole('form', { name: 'Votre réponse' }).getByRole('button', { name: 'Répondre' }).click(), paul);
    await pill(first.page, 1).click();
    await post(first.page, 'Moi, avec des chaises').waitFor();

    await choose(first.page, 'Qui vient samedi ?', 'Modifier');
    await field(first.page, 'Votre message').fill('Qui vient dimanche ?');
    await button(first.page, 'Enregistrer').click();
    await post(second.page, 'Qui vient dimanche ?').getByText('modifié').waitFor();
    expect(await post(second.page, 'samedi').count()).toBe(0);

    await choose(second.page, 'Moi, avec des chaises', 'Supprimer');
    await button(second.page.getByRole('group', { name: 'Supprimer ce message ?' }), 'Supprimer').click();
    await until('the answer gone', async () => (await post(first.page, 'chaises').count()) === 0);
    expect(await texts(first.page)).toEqual(['Qui vient dimanche ?']);
    expect(await texts(second.page)).toEqual(['Qui vient dimanche ?']);
    expect([...first.problems, ...second.problems]).toEqual([]);
  });
});

/** Everything that the network brings to a page. */
function listen(page: Page): () => Promise<string> {
  const heard: (string | Promise<string>)[] = [];
  page.on('response', (response) => response.url().includes('/api/') && heard.push(response.text().catch(() => '')));
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void heard.push(String(payload))));
  return async () => (await Promise.all(heard)).join('\n');
}

/** A moderator's browser on the queue. */
async function openDesk(who: Neighbour) {
  const desk = await openBrowser();
  await town.signIn(desk.context, who);
  await desk.page.goto(`${town.origin}/admin/`);
  await desk.page.getByRole('navigation', { name: 'Files' }).waitFor();
  return desk;
}

/** Opens the case of a text as soon as it is in the queue, and waits until it can be decided. */
async function openCase(page: Page, text: string) {
  await page.locator('.case-row a').filter({ hasText: text }).click();
  await page.locator('.case-body').getByText(text).first().waitFor();
}

async function refuseByKeys(page: Page) {
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Refuser pour quelle règle ?' }).waitFor();
  await page.keyboard.press('4');
  await page.keyboard.press('Enter');
}

describe('with a moderator at the desk', () => {
  test('a text that is held is told to its author, comes to the desk by itself, and appears once approved', async () => {
    const nils = await town.person('Nils Faure');
    const [author, other, desk] = [await openReader('tenu', { as: nils }), await openBrowser(), await openDesk(camille)];
    const heard = listen(other.page);
    await other.page.goto(`${town.paper.origin}/tenu`);
    await isFollowing(other.page);

    await writeFirst(author.page, nils, 'Quel guignol, ce pont levis');
    await post(author.page, 'guignol').getByText('En attente de relecture.').waitFor();
    await post(author.page, 'guignol').getByText('Pour l’instant, personne d’autre ne le voit.').waitFor();
    await openCase(desk.page, 'Quel guignol');
    expect(await heard()).not.toContain('guignol');
    await desk.page.keyboard.press('a');
    await desk.page.getByText('Approuvé · cas').waitFor();

    await until('the note gone', async () => (await author.page.getByText('En attente de relecture.').count()) === 0);
    await pill(other.page, 1).click();
    await post(other.page, 'Quel guignol, ce pont levis').waitFor();
    expect(await texts(author.page)).toEqual(['Quel guignol, ce pont levis']);
    expect(await texts(other.page)).toEqual(['Quel guignol, ce pont levis']);
    expect(await heard()).toContain('guignol');
    expect([...author.problems, ...other.problems, ...desk.problems]).toEqual([]);
  });

  test('one that is refused comes back to its author with the rule and the words, and nobody else ever hears of it', async () => {
    const nora = await town.person('Nora Petit');
    await fillThread(town, 'refuse', maelle, [{ text: 'Restons calmes' }]);
    const [author, other, desk] = [await openReader('refuse', { as: nora }), await openBrowser(), await openDesk(camille)];
    const heard = listen(other.page);
    await other.page.goto(`${town.paper.origin}/refuse`);
    await isFollowing(other.page);

    await writeFirst(author.page, nora, 'Le maire est un guignol fini');
    await openCase(desk.page, 'guignol fini');
    await refuseByKeys(desk.page);
    await desk.page.getByText('règle 4. La personne qui l’a écrit le sait.').waitFor();

    const refused = post(author.page, 'guignol fini');
    await refused.getByText('Non publié : règle 4, « On discute les idées, pas les personnes ».').waitFor();
    expect(await refused.locator('mark').textContent()).toContain('guignol');
    const decision = await refused.getByRole('link', { name: 'Lire la décision' }).getAttribute('href');
    await button(refused, 'Modifier et renvoyer').click();
    expect(await field(author.page).inputValue()).toBe('Le maire est un guignol fini');
    // Something that they do hear, after.
    await (await elsewhere(town, maelle)).post('refuse', 'Passons à autre chose');
    await pill(other.page, 1).waitFor();
    expect(await heard()).not.toContain('guignol');
    await author.page.goto(decision!);
    await author.page.getByText('On discute les idées, pas les personnes').first().waitFor();
    expect([...author.problems, ...other.problems, ...desk.problems]).toEqual([]);
  });

  test('one that a reader reports and the desk refuses leaves the pages that show it; with an answer under it its place stays', async () => {
    const [lea, omar, zoe] = [await town.person('Léa Blin'), await town.person('Omar Diallo'), await town.person('Zoé Martin')];
    const [byLea, byOmar] = [await elsewhere(town, lea), await elsewhere(town, omar)];
    await byLea.post('signale', 'Votre voisin est un voleur');
    const answered = await byLea.post('signale', 'Et le vôtre un menteur');
    await byOmar.post('signale', 'On se calme ?', answered);
    const [reporter, other, desk] = [await openReader('signale', { as: zoe }), await openReader('signale'), await openDesk(camille)];

    await choose(reporter.page, 'un voleur', 'Signaler');
    const dialog = reporter.page.getByRole('dialog', { name: 'Signaler ce message' });
    await dialog.getByText('On discute les idées, pas les personnes').click();
    await signIn(reporter.page, () => button(dialog, 'Envoyer').click(), zoe);
    await dialog.getByText('Merci, c’est transmis.').waitFor();
    await button(dialog, 'Fermer').click();
    await choose(reporter.page, 'un menteur', 'Signaler');
    await dialog.getByText('On discute les idées, pas les personnes').click();
    await button(dialog, 'Envoyer').click();
    await dialog.getByText('Merci, c’est transmis.').waitFor();
    await button(dialog, 'Fermer').click();

    await openCase(desk.page, 'un voleur');
    await refuseByKeys(desk.page);
    for (const { page } of [reporter, other]) await until('it gone', async () => (await post(page, 'un voleur').count()) === 0);
    await openCase(desk.page, 'un menteur');
    await refuseByKeys(desk.page);
    for (const { page } of [reporter, other]) {
      await post(page, 'Message retiré par la modération (règle 4). Les réponses restent.').waitFor();
      expect(await texts(page)).toEqual(['On se calme ?']);
      expect(await page.getByRole('heading', { name: '1 commentaire' }).count()).toBe(1);
    }
    expect([...reporter.problems, ...other.problems, ...desk.problems]).toEqual([]);
  });

  test('of two moderators at once the second is told who decided, and decides nothing', async () => {
    const denis = await town.person('Denis Auger', 'moderator');
    const [quick, slow] = [await openDesk(camille), await openDesk(denis)];
    await (await elsewhere(town, await town.person('Ivan Roux'))).post('a-deux', 'Encore ce guignol de préfet');
    await openCase(quick.page, 'guignol de préfet');
    await openCase(slow.page, 'guignol de préfet');

    let release = () => {};
    const decided = new Promise<void>((resolve) => (release = resolve));
    await slow.page.route('**/decisions', async (route) => {
      await decided;
      await route.continue();
    });
    await slow.page.keyboard.press('a');
    await refuseByKeys(quick.page);
    await quick.page.getByText('règle 4. La personne qui l’a écrit le sait.').waitFor();
    release();

    await slow.page.getByText('Votre choix n’a pas été enregistré : le cas a changé.').waitFor();
    await slow.page.getByText('Camille Roussel a refusé ce cas, règle 4').waitFor();
    expect(await button(slow.page, 'Approuver').count()).toBe(0);
    expect(quick.problems).toEqual([]);
    expect(slow.problems).toEqual([expect.stringContaining('409')]);
  });
});
