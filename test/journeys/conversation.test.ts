import { eq } from 'drizzle-orm';
import type { Browser, Locator, Page, Route, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ThreadPage } from '#server/threads/wire.ts';
import { importDisqus } from '#server/imports/import-disqus.ts';
import { deskOf } from '../support/desk.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { openBrowser as openIn } from '../support/visit.ts';

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

const openBrowser = () => openIn(browser, { locale: 'fr-FR' });

/** A reader's browser on an article, with the thread followed live. */
async function openReader(key: string, { as, at = town }: { as?: Neighbour; at?: Town } = {}) {
  const reader = await openBrowser();
  if (as) await at.signIn(reader.context, as);
  await reader.page.goto(at.paper.print(`/${key}`, { html: article(embed(at.origin, key)) }));
  await field(reader.page).scrollIntoViewIfNeeded();
  await reader.isFollowing();
  return reader;
}

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
  await post(page, text).getByText('à l’instant').waitFor();
}

/** All the texts of a thread, in the order in which the page has them. */
const texts = async (page: Page) => (await page.locator('terrasse-thread .text').allTextContents()).map((text) => text.trim());
const sourcesOf = async (who: Neighbour) => {
  const { read } = town.deps.db;
  const rows = await read.select({ source: read.t.posts.source }).from(read.t.posts).where(eq(read.t.posts.authorId, who.member.id));
  return rows.map(({ source }) => source);
};
const MINUTE = 60_000;

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

    await post(page, 'À bientôt 👩🏽‍🌾').getByText('à l’instant').waitFor();
    expect(await post(page, 'À bientôt 👩🏽‍🌾').locator('.name').textContent()).toBe('Lucie Marchand');
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
    await context.addInitScript(() => (globalThis.open = () => null));
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

  test('who lost the window from sight presses again, and the same one comes to the front', async () => {
    const lena = await town.person('Léna Perdue');
    const { page, problems } = await openReader('perdue', { as: lena });
    await page.evaluate(() => {
      const real = open.bind(window);
      const told: string[] = ((globalThis as { told?: string[] }).told = []);
      globalThis.open = (...asked: Parameters<typeof open>) => {
        const opened = real(...asked)!;
        told.push('opened');
        return {
          get closed() {
            return opened.closed;
          },
          focus: () => told.push('focused'),
        } as unknown as Window;
      };
    });

    await field(page).fill('Où est passée la fenêtre');
    const [popup] = await Promise.all([page.waitForEvent('popup'), button(page, 'Publier').click()]);
    await button(page, 'Connexion…').press('Enter');

    expect(await page.evaluate(() => (globalThis as { told?: string[] }).told)).toEqual(['opened', 'focused']);
    await button(popup, 'Continuer en tant que Léna Perdue').click();
    await post(page, 'Où est passée la fenêtre').getByText('à l’instant').waitFor();
    expect(problems).toEqual([]);
  });

  test('what was typed before the parts for writing came is there when they come, and is sent', async () => {
    const lila = await town.person('Lila Morel');
    const { context, page, problems } = await openBrowser();
    await town.signIn(context, lila);
    const held: Route[] = [];
    await page.route('**/embed/writing-*.js', (route) => void held.push(route));
    await page.goto(town.paper.print('/vite-tape', { html: article(embed(town.origin, 'vite-tape')) }));

    await field(page).pressSequentially('Tapé trop tôt');
    await until('the parts', () => held.length > 0);
    await field(page).pressSequentially(', et continué');
    await held[0]!.continue();
    await button(page, 'Aperçu').waitFor();
    expect(await field(page).inputValue()).toBe('Tapé trop tôt, et continué');
    expect(await field(page).evaluate((area) => (area.getRootNode() as ShadowRoot).activeElement === area)).toBe(true);
    await signIn(page, () => button(page, 'Publier').click(), lila);

    await post(page, 'Tapé trop tôt, et continué').getByText('à l’instant').waitFor();
    expect(problems).toEqual([]);
  });

  test('where those parts never come, the form itself brings the text to a page of ours', async () => {
    const { page, problems } = await openBrowser();
    await page.route('**/embed/writing-*.js', (route) => route.abort());
    await page.goto(town.paper.print('/sans-suite', { html: article(embed(town.origin, 'sans-suite')) }));

    await field(page).fill(TEXT);
    await button(page, 'Publier').click();

    await page.waitForURL(`${town.origin}/write?draft=*`);
    expect(await page.getByRole('textbox', { name: 'Votre texte' }).inputValue()).toBe(TEXT);
    expect(unexpected(problems, /ERR_FAILED|dynamically imported module/)).toEqual([]);
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
  test.for(['at the top of the thread', 'in the middle of it'])(
    'what is new is announced to who reads %s, and moves nothing',
    async (where) => {
      const key = `nouveautes-${where.length}`;
      await fillThread(
        town,
        key,
        maelle,
        Array.from({ length: 12 }, (_, i) => ({ text: `Ligne ${i}. ${'Le texte est long. '.repeat(12)}` })),
      );
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
    },
  );

  test('answers, second thoughts and regrets are seen as they happen', async () => {
    const [lucie, paul] = [await town.person('Lucie Aubert'), await town.person('Paul Aubert')];
    const first = await openReader('aubert', { as: lucie });
    const second = await openReader('aubert', { as: paul });

    await writeFirst(first.page, lucie, 'Qui vient samedi ?');
    await pill(second.page, 1).click();
    await button(post(second.page, 'Qui vient samedi ?'), 'Répondre à Lucie Aubert').click();
    await field(second.page, 'Votre réponse à Lucie Aubert').fill('Moi, avec des chaises');
    await signIn(
      second.page,
      () => second.page.getByRole('form', { name: 'Votre réponse' }).getByRole('button', { name: 'Répondre' }).click(),
      paul,
    );
    await pill(first.page, 1).click();
    await post(first.page, 'Moi, avec des chaises').waitFor();

    await choose(first.page, 'Qui vient samedi ?', 'Modifier');
    await field(first.page, 'Votre message').fill('Qui vient dimanche ?');
    await button(first.page, 'Enregistrer').click();
    await post(second.page, 'Qui vient dimanche ?').getByText('modifié').waitFor();
    expect(await post(second.page, 'samedi').count()).toBe(0);

    await choose(second.page, 'Moi, avec des chaises', 'Supprimer');
    await button(second.page.getByRole('group', { name: 'Supprimer ce message ?' }), 'Supprimer').click();
    for (const { page } of [first, second]) {
      await until('the answer gone', async () => (await post(page, 'chaises').count()) === 0);
      expect(await texts(page)).toEqual(['Qui vient dimanche ?']);
    }
    expect([...first.problems, ...second.problems]).toEqual([]);
  });
});

/** A moderator's browser on the queue. */
async function openDesk(who: Neighbour) {
  const desk = await openBrowser();
  await town.signIn(desk.context, who);
  await desk.page.goto(`${town.origin}/admin/#/all`);
  await desk.page.getByRole('navigation', { name: 'Files' }).waitFor();
  return desk;
}

/** Opens the case of a text as soon as it is in the queue, and waits until it can be decided. */
async function openCase(page: Page, text: string) {
  const row = page.locator('.case-row a').filter({ hasText: text });
  await row.click();
  await row.and(page.locator('[aria-current]')).waitFor();
  await page.locator('.case-body').waitFor();
}

async function refuseByKeys(page: Page) {
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Refuser : pour quel motif ?' }).waitFor();
  await page.keyboard.press('4');
  await page.keyboard.press('Enter');
}

describe('with a moderator at the desk', () => {
  test('a text that is held is told to its author, comes to the desk by itself, and appears once approved', async () => {
    const nils = await town.person('Nils Faure');
    const [author, other, desk] = [await openReader('tenu', { as: nils }), await openBrowser(), await openDesk(camille)];
    await other.page.goto(`${town.paper.origin}/tenu`);
    await other.isFollowing();

    await writeFirst(author.page, nils, 'Quel guignol, ce pont levis');
    await post(author.page, 'guignol').getByText('En attente de relecture.').waitFor();
    await post(author.page, 'guignol').getByText('Pour l’instant, personne d’autre ne le voit.').waitFor();
    await openCase(desk.page, 'Quel guignol');
    expect(await other.heard()).not.toContain('guignol');
    await desk.page.keyboard.press('a');
    await desk.page.getByText('Approuvé · cas').waitFor();

    await until('the note gone', async () => (await author.page.getByText('En attente de relecture.').count()) === 0);
    await pill(other.page, 1).click();
    await post(other.page, 'Quel guignol, ce pont levis').waitFor();
    expect(await texts(author.page)).toEqual(['Quel guignol, ce pont levis']);
    expect(await texts(other.page)).toEqual(['Quel guignol, ce pont levis']);
    expect(await other.heard()).toContain('guignol');
    expect([...author.problems, ...other.problems, ...desk.problems]).toEqual([]);
  });

  test('one that is refused comes back to its author with the rule and the words, and nobody else ever hears of it', async () => {
    const nora = await town.person('Nora Petit');
    await fillThread(town, 'refuse', maelle, [{ text: 'Restons calmes' }]);
    const [author, other, desk] = [await openReader('refuse', { as: nora }), await openBrowser(), await openDesk(camille)];
    await other.page.goto(`${town.paper.origin}/refuse`);
    await other.isFollowing();

    await writeFirst(author.page, nora, 'Le maire est un guignol fini');
    await openCase(desk.page, 'guignol fini');
    await refuseByKeys(desk.page);
    await desk.page.getByText(/Refusé · cas \d+, règle 4/).waitFor();
    town.tell();

    const refused = post(author.page, 'guignol fini');
    await refused.getByText('Non publié : règle 4, « On discute les idées, pas les personnes ».').waitFor();
    expect(await refused.locator('mark').textContent()).toContain('guignol');
    const decision = await refused.getByRole('link', { name: 'Lire la décision' }).getAttribute('href');
    await button(refused, 'Modifier et renvoyer').click();
    expect(await field(author.page).inputValue()).toBe('Le maire est un guignol fini');
    // Something that they do hear, after.
    await (await elsewhere(town, await town.person('Tom Guillou'))).post('refuse', 'Passons à autre chose');
    await pill(other.page, 1).waitFor();
    expect(await other.heard()).not.toContain('guignol');
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
    // Both are quicker than the claim that would have kept them apart.
    for (const { page } of [quick, slow]) await page.route('**/claim', (route) => route.fulfill({ json: { claim: null } }));
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
    await quick.page.getByText(/Refusé · cas \d+, règle 4/).waitFor();
    release();

    await slow.page.getByText('Votre choix n’a pas été enregistré : le cas a changé.').waitFor();
    await slow.page.getByText('Camille Roussel a refusé ce cas, règle 4').waitFor();
    expect(await button(slow.page, 'Approuver').count()).toBe(0);
    expect(quick.problems).toEqual([]);
    expect(slow.problems).toEqual([expect.stringContaining('409')]);
  });
});

/** The server has the post; its answer waits. */
async function holdAnswers(page: Page) {
  let release = () => {};
  let arrived = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const kept = new Promise<void>((resolve) => (arrived = resolve));
  await page.route('**/api/v1/posts', async (route) => {
    const response = await route.fetch();
    arrived();
    await released;
    await route.fulfill({ response });
  });
  return { kept, release };
}

test('closed for the night, a page left open has its composer back when the night is over', async () => {
  await fillThread(town, 'nuit', maelle, [{ text: 'Avant la nuit' }]);
  const { sites } = town.deps.db.read.t;
  const alwaysNight = { ...town.site.settings, openingHours: { from: 0, to: 0 } };
  await town.deps.db.write(async (tx) => void (await tx.update(sites).set({ settings: alwaysNight }).where(eq(sites.id, town.site.id))));
  const { thread } = (await (await fetch(`${town.origin}/api/v1/thread?site=courrier&article=nuit`)).json()) as ThreadPage;
  const until = new Date(town.deps.now().getTime() + MINUTE).toISOString();
  const desk = await deskOf(town, camille);
  await desk.call('PUT', `threads/${thread.id}/measures/night`, { until, reason: 'Personne ne relit la nuit.' });
  const { page, problems, isFollowing } = await openBrowser();
  await page.clock.install();
  await page.goto(town.paper.print('/nuit', { html: article(embed(town.origin, 'nuit')) }));
  await post(page, 'Avant la nuit').waitFor();
  expect(await field(page).count()).toBe(0);
  await isFollowing();

  town.pass(2 * MINUTE);
  await page.clock.fastForward(2 * MINUTE);

  await field(page).waitFor();
  expect(await post(page, 'Avant la nuit').count()).toBe(1);
  expect(problems).toEqual([]);
});

describe('a post whose echo comes before its answer is there once', () => {
  test.for([
    { text: 'Je continue', said: 'Message publié' },
    { text: 'Un guignol de plus', said: 'Message en attente de relecture' },
  ])('$said', async ({ text, said }) => {
    const key = `echo-${text.length}`;
    const who = await town.person(`Écho ${text.length}`);
    const { page, problems, heard, isFollowing } = await openReader(key, { as: who });
    await writeFirst(page, who, 'Je commence');
    await isFollowing(2);
    const { release } = await holdAnswers(page);

    await write(page, text);
    await until('the echo', async () => (await heard()).includes(text));
    await until('it drawn', async () => (await texts(page)).includes(text));
    expect(await texts(page)).toEqual([text, 'Je commence']);
    release();
    await page.getByText(said, { exact: true }).waitFor();

    expect(await texts(page)).toEqual([text, 'Je commence']);
    expect(await pill(page, 1).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('and so is the very first of a thread, which the page learns of as it signs in', async () => {
    const who = await town.person('Première Voix');
    const { context, page, problems, heard } = await openBrowser();
    await town.signIn(context, who);
    const { kept, release } = await holdAnswers(page);
    let connections = 0;
    await page.routeWebSocket('**/live/**', async (socket) => {
      if (connections++ > 0) await kept;
      socket.connectToServer();
    });
    await page.goto(town.paper.print('/premiere-voix', { html: article(embed(town.origin, 'premiere-voix')) }));
    await until('the live connection', () => connections === 1);

    await field(page).fill('Silence, on parle');
    await signIn(page, () => button(page, 'Publier').click(), who);
    await until('the thread read again', async () => (await heard()).includes('Silence, on parle'));
    release();
    await page.getByText('Message publié', { exact: true }).waitFor();

    expect(await texts(page)).toEqual(['Silence, on parle']);
    expect(await page.getByRole('heading', { name: '1 commentaire' }).count()).toBe(1);
    expect(problems).toEqual([]);
  });
});

describe('when the network fails', () => {
  test('what was said while the connection was down comes with its return, once', async () => {
    const [ana, bob] = [await elsewhere(town, await town.person('Ana Costa')), await elsewhere(town, await town.person('Bob Klein'))];
    await fillThread(town, 'coupure', maelle, [{ text: 'Depuis toujours' }]);
    const reader = await openBrowser();
    const { sockets, joined } = await watchLive(reader.page);
    await reader.page.goto(town.paper.print('/coupure', { html: article(embed(town.origin, 'coupure')) }));
    await until('the live connection', () => joined() === 1);
    const first = await ana.post('coupure', 'Avant la coupure');
    await pill(reader.page, 1).click();

    await sockets[0]!.close();
    await ana.edit(first, 'Avant la coupure, relu');
    await bob.post('coupure', 'Pendant la coupure', first);
    await until('the connection again', () => sockets.length > 1);
    await post(reader.page, 'Avant la coupure, relu').waitFor();
    await pill(reader.page, 1).click();
    await post(reader.page, 'Pendant la coupure').waitFor();
    await bob.post('coupure', 'Après la coupure');
    await pill(reader.page, 1).click();
    await post(reader.page, 'Après la coupure').waitFor();

    const all = ['Après la coupure', 'Avant la coupure, relu', 'Pendant la coupure', 'Depuis toujours'];
    expect(await texts(reader.page)).toEqual(all);
    expect(await reader.page.getByRole('heading', { name: '4 commentaires' }).count()).toBe(1);
    expect(unexpected(reader.problems, /WebSocket/)).toEqual([]);
  });

  test('what an import brought under an empty article is there, not only counted', async () => {
    const { page, problems } = await openBrowser();
    const { sockets, joined } = await watchLive(page);
    await page.goto(town.paper.print('/pont', { html: article(embed(town.origin, 'pont')) }));
    await until('the live connection', () => joined() === 1);
    const { db, now, newId } = town.deps;
    const host = new URL(town.paper.origin).host;
    const moved = new Map([
      ['www.courrier.test', host],
      ['courrier.test', host],
    ]);
    const file = 'test/fixtures/disqus/courrier.xml';

    await importDisqus({ db, now, newId }, { file, site: town.site, moved, dryRun: false }, () => {});
    await sockets[0]!.close();

    await page.getByText('Le parent', { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  test('what moderation decided while its author was away is told when they are back', async () => {
    const guy = await town.person('Guy Renaud');
    const author = await openBrowser();
    const { sockets, joined } = await watchLive(author.page);
    await town.signIn(author.context, guy);
    await author.page.goto(town.paper.print('/absence', { html: article(embed(town.origin, 'absence')) }));
    await until('the live connection', () => joined() === 1);
    await writeFirst(author.page, guy, 'Guignol toi-même');
    await until('the connection under their name', () => joined() === 2);
    const desk = await openDesk(camille);
    await openCase(desk.page, 'Guignol toi-même');
    await author.context.setOffline(true);
    await sockets[1]!.close();

    await refuseByKeys(desk.page);
    await desk.page.getByText(/Refusé · cas \d+, règle 4/).waitFor();
    town.tell();
    await author.context.setOffline(false);

    await post(author.page, 'Guignol toi-même').getByText('Non publié : règle 4').waitFor();
    expect(unexpected(author.problems, /ERR_INTERNET_DISCONNECTED|WebSocket/)).toEqual([]);
    expect(desk.problems).toEqual([]);
  });

  test('what is written offline is kept, and leaves by itself when the network is back', async () => {
    const eva = await town.person('Eva Simon');
    const [author, other] = [await openReader('hors-ligne', { as: eva }), await openReader('hors-ligne')];
    await writeFirst(author.page, eva, 'En ligne');
    await pill(other.page, 1).click();

    await author.context.setOffline(true);
    await author.page.getByText(/Hors ligne depuis/).waitFor();
    await write(author.page, 'Écrit dans le tunnel');
    const unsent = post(author.page, 'Écrit dans le tunnel');
    await unsent.getByText('Pas encore envoyé. La connexion est coupée. Il partira seul à son retour.').waitFor();
    await author.context.setOffline(false);

    await author.page.getByText('De nouveau en ligne. 1 message envoyé.').waitFor();
    await unsent.getByText('à l’instant').waitFor();
    await pill(other.page, 1).click();
    await post(other.page, 'Écrit dans le tunnel').waitFor();
    expect(await texts(author.page)).toEqual(['Écrit dans le tunnel', 'En ligne']);
    expect(await sourcesOf(eva)).toEqual(['En ligne', 'Écrit dans le tunnel']);
    expect(unexpected(author.problems, /ERR_INTERNET_DISCONNECTED/)).toEqual([]);
    expect(other.problems).toEqual([]);
  });

  test('a server that restarts loses nothing: its readers come back, what was said meanwhile with them', async () => {
    const lou = await town.person('Lou Perrin');
    const { page, problems, isFollowing } = await openReader('redemarrage', { as: lou });
    await writeFirst(page, lou, 'Avant le redémarrage');
    await isFollowing(2);

    await town.restart();
    const gus = await elsewhere(town, await town.person('Gus Leroy'));
    await gus.post('redemarrage', 'Juste après le redémarrage');
    await until('the news', () => pill(page, 1).isVisible(), 20_000);
    await pill(page, 1).click();
    await write(page, 'Et moi de même');
    await post(page, 'Et moi de même').getByText('à l’instant').waitFor();

    expect(await texts(page)).toHaveLength(3);
    // As it joins, the page asks what was decided meanwhile: a stop may cut that question off before it is read. Who knocks
    // while it stops is turned away (403, by socket.io), and comes back.
    expect(unexpected(problems, /ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket|403/)).toEqual([]);
  });

  test('an answer that was lost makes no second post', async () => {
    const ida = await town.person('Ida Meyer');
    const { page, problems } = await openReader('reponse-perdue', { as: ida });
    await writeFirst(page, ida, 'Premier');
    let lost = 0;
    await page.route('**/api/v1/posts', async (route) => {
      await route.fetch();
      if (lost++ === 0) await route.abort('connectionreset');
      else await route.fallback();
    });

    await write(page, 'Reçu, mais vous ne le saurez pas');
    await post(page, 'Reçu, mais').getByText('à l’instant').waitFor();

    expect(lost).toBe(2);
    expect(await sourcesOf(ida)).toEqual(['Premier', 'Reçu, mais vous ne le saurez pas']);
    expect(await texts(page)).toHaveLength(2);
    expect(unexpected(problems, /ERR_CONNECTION_RESET/)).toEqual([]);
  });
});

describe('when a post is refused', () => {
  test('a session that has ended keeps the text, and signing in again sends it', async () => {
    const jo = await town.person('Jo Vidal');
    const { page, problems } = await openReader('session', { as: jo });
    await writeFirst(page, jo, 'Tant que ça dure');
    await town.deps.db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.accountId, jo.accountId))));

    await write(page, 'Et voilà que c’est fini');
    await page.getByText('Votre session a pris fin. Votre texte est gardé.').waitFor();
    expect(await field(page).inputValue()).toBe('Et voilà que c’est fini');
    await signIn(page, () => button(page, 'Se reconnecter et publier').click(), jo, 'password');

    await post(page, 'Et voilà que c’est fini').getByText('à l’instant').waitFor();
    expect(await sourcesOf(jo)).toEqual(['Tant que ça dure', 'Et voilà que c’est fini']);
    expect(unexpected(problems, /401/)).toEqual([]);
  });

  test('a thread that closes meanwhile, a page that is no longer listed, a text too long: each says so, and the text stays', async () => {
    const kim = await town.person('Kim Tran');
    const { page, problems } = await openReader('refus', { as: kim });
    await writeFirst(page, kim, 'Ouvert');

    await field(page).fill('x'.repeat(10_012));
    await page.getByText('12 caractères de trop sur 10 000').waitFor();
    await field(page).press('Control+Enter');
    expect((await field(page).inputValue()).length).toBe(10_012);

    const { db } = town.deps;
    const list = (origins: string[]) =>
      db.write(async (tx) => void (await tx.update(tx.t.sites).set({ origins }).where(eq(tx.t.sites.id, town.site.id))));
    await list([]);
    await write(page, 'Encore là ?');
    await page.getByText('L’adresse de cette page n’est pas déclarée chez l’éditeur. Votre texte est gardé.').waitFor();
    expect(await field(page).inputValue()).toBe('Encore là ?');
    await list([town.paper.origin]);

    const closedAt = town.deps.now();
    await db.write(async (tx) => void (await tx.update(tx.t.threads).set({ closedAt })));
    await button(page, 'Publier').click();
    await page.getByText('Les commentaires viennent de fermer. Votre texte est gardé.').waitFor();
    expect(await field(page).inputValue()).toBe('Encore là ?');
    await db.write(async (tx) => void (await tx.update(tx.t.threads).set({ closedAt: null })));

    await button(page, 'Publier').click();
    await post(page, 'Encore là ?').getByText('à l’instant').waitFor();
    expect(await sourcesOf(kim)).toEqual(['Ouvert', 'Encore là ?']);
    expect(unexpected(problems, /403|409/)).toEqual([]);
  });

  test('who writes too fast is told how long to wait, second by second, and keeps the text', async () => {
    const busy = await openTown({ limits: true });
    onTestFinished(() => busy.close());
    const max = await busy.person('Max Hardy');
    const reader = await openReader('vite', { as: max, at: busy });
    const { page, problems } = reader;
    await page.clock.install();
    await page.reload();
    for (const n of [1, 2, 3, 4]) await (await elsewhere(busy, max)).post('vite', `Vite, ${n}`);
    await writeFirst(page, max, 'Vite, 5');

    await write(page, 'Vite, 6');
    await page.getByText('Vous écrivez vite. Reprenez dans un instant. Votre texte est gardé.').waitFor();
    const wait = page.getByRole('button', { name: /Réessayer dans \d:\d\d/ });
    const first = await wait.textContent();
    await page.clock.runFor(5000);
    await until('the countdown', async () => (await wait.textContent()) !== first);
    await wait.click({ force: true });
    expect(await field(page).inputValue()).toBe('Vite, 6');
    await page.clock.runFor(180_000);
    await button(page, 'Publier').waitFor();

    expect(await field(page).inputValue()).toBe('Vite, 6');
    expect(unexpected(problems, /429/)).toEqual([]);
  });
});

/** Its live connections, and how often one of them was let into the conversation: what is said before that comes with what it asks. */
async function watchLive(page: Page) {
  const sockets: WebSocketRoute[] = [];
  let joined = 0;
  await page.routeWebSocket('**/live/**', (socket) => {
    sockets.push(socket);
    socket.connectToServer().onMessage((message) => {
      if (/^43\d+\[\{"seq"/.test(String(message))) joined++;
      socket.send(message);
    });
  });
  return { sockets, joined: () => joined };
}
