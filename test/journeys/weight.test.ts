// What is fetched by whom: the parts that only some need come with what asks for them.
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setArticle } from '#server/articles/set-article.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { openBrowser as openIn } from '../support/visit.ts';
import { weigh, WHOLE } from '../support/weight.ts';

let town: Town;
let browser: Browser;
let maelle: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  maelle = await town.person('Maëlle Kerbrat');
});
afterAll(() => town.close());

const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const post = (page: Page, text: string) => page.locator('terrasse-thread article.post').filter({ hasText: text });
const isEmbed = (url: string) => url.startsWith(town.origin) && url.endsWith('.js');
/** `fr-more` of `/embed/fr-more-CC3Sethk.js`. */
const partOf = (url: string) => new URL(url).pathname.replace(/^\/(?:embed\/)?/, '').replace(/(?:-[\w-]{8})?\.js$/, '');

async function openArticle(key: string) {
  const opened = await openIn(browser, { locale: 'fr-FR' });
  await fillThread(town, key, maelle, [{ text: 'Depuis toujours' }]);
  const read = async () => {
    await opened.page.goto(town.paper.print(`/${key}`, { html: article(embed(town.origin, key)) }));
    await field(opened.page).scrollIntoViewIfNeeded();
    await opened.isFollowing();
  };
  return { ...opened, read };
}

async function write(page: Page, text: string) {
  await field(page).fill(text);
  await button(page, 'Publier').click();
}

/** Under their name, by the window, from a browser that our pages know. */
async function writeFirst(page: Page, { name }: Neighbour, text: string) {
  const [window] = await Promise.all([page.waitForEvent('popup'), write(page, text)]);
  const closed = window.waitForEvent('close');
  await window.getByRole('button', { name: `Continuer en tant que ${name}`, exact: true }).click();
  await closed;
  await post(page, text).getByText('à l’instant').waitFor();
}

test('who is signed in writes a comment and sees another’s appear, within the budget of it all', async () => {
  const ines = await town.person('Inès Légère');
  const { context, page, problems, read } = await openArticle('leger');
  await town.signIn(context, ines);
  await read();
  await writeFirst(page, ines, 'Une première');
  const fetched = new Map<string, number>();
  page.on('response', (response) => {
    if (isEmbed(response.url()))
      response.body().then(
        (body) => fetched.set(partOf(response.url()), weigh(body)),
        () => {},
      );
  });

  await read();
  await write(page, 'Et une seconde');
  await post(page, 'Et une seconde').getByText('à l’instant').waitFor();
  await (await elsewhere(town, await town.person('Gus Lourd'))).post('leger', 'La mienne');
  await button(page, '1 nouvelle réponse').click();
  await post(page, 'La mienne').waitFor();
  const parts = ['element', 'embed', 'fr', 'fr-more', 'live', 'reading', 'rolldown-runtime', 'sheet', 'writing'];
  await until('all to be weighed', () => fetched.size >= parts.length);

  expect([...fetched.keys()].toSorted()).toEqual(parts);
  expect([...fetched.values()].reduce((sum, bytes) => sum + bytes)).toBeLessThan(WHOLE);
  expect(problems).toEqual([]);
});

test('what is pressed before its part is there is done when it is', async () => {
  const paul = await town.person('Paul Pressé');
  const { context, page, problems, read } = await openArticle('presse');
  await town.signIn(context, paul);
  const held: Route[] = [];
  await page.route('**/embed/acts-*.js', (route) => void held.push(route));
  await read();
  await writeFirst(page, paul, 'Bonjour');

  await post(page, 'Depuis toujours').getByRole('button', { name: 'Merci' }).click();
  await until('the part asked for', () => held.length === 1);
  await field(page).fill('Pendant ce temps');
  await held[0]!.continue();

  await post(page, 'Depuis toujours').locator('button[aria-pressed=true]').waitFor();
  expect(await field(page).inputValue()).toBe('Pendant ce temps');
  expect(problems).toEqual([]);
});

test('what a thread is drawn with is there too for somebody who left something here and is nobody by now', async () => {
  const { page, problems } = await openArticle('quitte');
  const plain = { section: null, bylines: [], tags: [], publishedAt: null, audience: null, moderation: null };
  const closesAt = new Date(town.deps.now().getTime() - 86_400_000);
  await setArticle(town.deps, town.site, 'quitte', { ...plain, title: 'Quitté', url: `${town.paper.origin}/quitte`, closesAt });
  await page.addInitScript(() => localStorage.setItem('terrasse:session', '{}'));

  await page.goto(town.paper.print('/quitte', { html: article(embed(town.origin, 'quitte')) }));

  await page.getByText('Les commentaires sont fermés depuis').waitFor();
  expect(problems).toEqual([]);
});

test('without the part for writing, who left a draft here reads all the same, and hears what is new', async () => {
  const { page, problems, read } = await openArticle('sans-plume');
  await page.addInitScript(() => localStorage.setItem('terrasse:session', '{}'));
  await page.route('**/embed/writing-*.js', (route) => route.abort());

  await read();
  await post(page, 'Depuis toujours').waitFor();
  await (await elsewhere(town, await town.person('Anna Neuve'))).post('sans-plume', 'Toute fraîche');

  await button(page, '1 nouvelle réponse').waitFor();
  expect(problems).toEqual([expect.stringContaining('ERR_FAILED')]);
});

test('a part that does not come is told of, and takes nothing else along', async () => {
  const lise = await town.person('Lise Coupée');
  const { context, page, problems, read } = await openArticle('coupe');
  await town.signIn(context, lise);
  await page.route('**/embed/acts-*.js', (route) => route.abort());
  await read();
  await writeFirst(page, lise, 'Bonjour');

  await post(page, 'Depuis toujours').getByRole('button', { name: 'Merci' }).click();

  await page.getByRole('status').filter({ hasText: 'Les commentaires ne répondent pas.' }).waitFor();
  await write(page, 'Et pourtant');
  await post(page, 'Et pourtant').getByText('à l’instant').waitFor();
  expect(problems).toEqual([expect.stringContaining('ERR_FAILED')]);
});

test('why it was refused is said in few words where the others do not come, and the text is kept', async () => {
  const tom = await town.person('Tom Refusé');
  const { context, page, problems, read } = await openArticle('refuse');
  await town.signIn(context, tom);
  await page.route('**/embed/refusals-*.js', (route) => route.abort());
  await read();
  await writeFirst(page, tom, 'Bonjour');
  const plain = { section: null, bylines: [], tags: [], publishedAt: null, audience: null, moderation: null };
  const closesAt = new Date(town.deps.now().getTime() - 1000);
  await field(page).fill('Trop tard');
  await setArticle(town.deps, town.site, 'refuse', { ...plain, title: 'Refusé', url: `${town.paper.origin}/refuse`, closesAt });

  await button(page, 'Publier').click();

  await page.locator('terrasse-thread .composer').getByText('Les commentaires ne répondent pas. Votre texte est gardé.').waitFor();
  expect(await field(page).inputValue()).toBe('Trop tard');
  expect(problems.filter((problem) => !problem.includes('ERR_FAILED'))).toEqual([expect.stringContaining('409 (Conflict)')]);
});
