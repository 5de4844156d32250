// CM-38: a live night with two hosts, from its announcement to its archive, in both languages.
import type { Browser, Page } from 'playwright-core';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertPost } from '#server/posts/insert-post.ts';
import { publish } from '#server/posts/transitions.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { listenTo } from '../support/following.ts';
import { article, openTown, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [julie, omar, lucie, crowd]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [julie, omar] = [await town.person('Julie Berthet', 'journalist'), await town.person('Omar Haddad', 'journalist')];
  [lucie, crowd] = [await town.person('Lucie Prigent'), await town.person('Odile Ménard')];
  await town.deps.db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'sports', name: 'Sports', position: 1 })),
  );
});
afterAll(() => town.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const reel = (page: Page) => page.locator('.reel');
/** Pixels above its end. */
const above = (page: Page) => reel(page).evaluate((box) => Math.abs(Math.round(box.scrollTop)));
const composer = (page: Page) => page.getByRole('textbox', { name: /^(Votre commentaire|Your comment)$/ });

async function write(page: Page, text: string) {
  await composer(page).fill(text);
  await button(page, /^(Publier|Post)$/).click();
  await reel(page).getByText(text).waitFor();
}

/** Said already, when somebody comes. */
async function fill(uid: string, n: number) {
  const { deps, site } = town;
  await deps.db.write(async (tx) => {
    const [thread] = await tx.select().from(tx.t.threads).where(eq(tx.t.threads.uid, uid));
    for (let i = 1; i <= n; i++) {
      const post = await insertPost(tx, {
        uid: deps.newId(),
        clientId: deps.newId(),
        siteId: site.id,
        threadId: thread!.id,
        surface: 'forum',
        authorId: crowd!.member.id,
        parentId: null,
        source: `Minute ${i}.`,
        format: 'markdown',
        html: `<p>Minute ${i}.</p>`,
        createdAt: deps.now(),
      });
      await publish(tx, post, deps.now());
    }
  });
}

test('under an article, by its id, it is followed from its end too', async () => {
  const { page: first } = await visit(town, browser, `${town.origin}/new?kind=live&space=sports`, { as: julie });
  await first.getByLabel('Titre', { exact: true }).fill('La soirée électorale');
  await first.getByLabel('Votre texte').fill('Les bureaux ferment.');
  await button(first, 'Publier').click();
  await first.getByRole('heading', { name: 'Régie du direct' }).waitFor();
  const uid = /[0-9a-f-]{36}/.exec(first.url())![0];
  await fill(uid, 30);
  await first.goto(`${town.origin}/t/${uid}`);

  const element = `<script src="${town.origin}/embed.js" async></script><terrasse-thread thread="${uid}" lang="fr"></terrasse-thread>`;
  const { page, problems } = await visit(town, browser, town.paper.print('/soiree', { html: article(element) }));
  await page.locator('.reel .menu').last().waitFor();
  await page.locator('.reel').scrollIntoViewIfNeeded();
  expect(await reel(page).getByText('Minute 30.').isVisible()).toBe(true);
  await write(first, 'Premiers résultats dans dix minutes.');
  await reel(page).getByText('Premiers résultats').waitFor();
  expect(await above(page)).toBe(0);
  expect(problems).toEqual([]);
});

test('whose own part does not come, it is read as comments are, without asking for the thread at each word', async () => {
  const { page: host } = await visit(town, browser, `${town.origin}/new?kind=live&space=sports`, { as: omar });
  await host.getByLabel('Titre', { exact: true }).fill('La nuit des musées');
  await host.getByLabel('Votre texte').fill('Les portes ouvrent.');
  await button(host, 'Publier').click();
  await host.getByRole('heading', { name: 'Régie du direct' }).waitFor();
  const uid = /[0-9a-f-]{36}/.exec(host.url())![0];
  await host.goto(`${town.origin}/t/${uid}`);
  const element = `<script src="${town.origin}/embed.js" async></script><terrasse-thread thread="${uid}" lang="fr"></terrasse-thread>`;
  const { page, problems } = await visit(town, browser, 'about:blank');
  const { isFollowing } = listenTo(page);
  let asked = 0;
  page.on('request', (request) => void (asked += Number(request.url().includes('/api/v1/thread?'))));
  await page.route('**/embed/night-*.js', (route) => route.abort());
  await page.goto(town.paper.print('/musees', { html: article(element) }));
  await page.locator('terrasse-thread').scrollIntoViewIfNeeded();
  await isFollowing();

  for (const text of ['Premier', 'Deuxième', 'Troisième']) await write(host, `${text} tableau.`);
  await until(
    'the last',
    async () => (await button(page, /nouvelles? réponses?/).count()) + (await page.getByText('Troisième tableau.').count()) > 0,
  );

  expect(asked).toBeLessThanOrEqual(2);
  expect(problems.filter((problem) => !/ERR_FAILED/.test(problem))).toEqual([]);
});

const TURN_WORDS = {
  fr: { locale: 'fr-FR', live: 'Passer en direct', back: 'Revenir aux commentaires', badge: 'En direct', lang: 'fr' },
  en: { locale: 'en-GB', live: 'Turn live', back: 'Back to comments', badge: 'Live', lang: 'en' },
};

test.each(['fr', 'en'] as const)(
  'an article’s own comments become a live night and comments again, under the eyes of who reads them: %s',
  async (lang) => {
    const w = TURN_WORDS[lang];
    const key = `derby-${lang}`;
    const helene = await town.person(`Hélène Vasseur ${lang}`, 'manager');
    const element = `<script src="${town.origin}/embed.js" async></script><terrasse-thread site="courrier" article="${key}" lang="${lang}"></terrasse-thread>`;
    const { page, problems } = await visit(town, browser, town.paper.print(`/${key}`, { html: article(element) }), { locale: w.locale });
    const own = await visit(town, browser, `${town.origin}/a/${key}?lang=${lang}`, { as: lucie, locale: w.locale });
    await composer(own.page).fill('On y va ?');
    await button(own.page, /^(Publier|Post)$/).click();
    await page.locator('terrasse-thread').scrollIntoViewIfNeeded();
    await until(
      'the first comment',
      async () => (await page.getByText('On y va ?').count()) + (await page.locator('.fresh, .pill').count()) > 0,
    );
    const { threads, articles } = town.deps.db.read.t;
    const [thread] = await town.deps.db.read
      .select({ uid: threads.uid })
      .from(threads)
      .innerJoin(articles, eq(articles.id, threads.articleId))
      .where(eq(articles.key, key));

    const desk = await visit(town, browser, `${town.origin}/manage/${thread!.uid}?lang=${lang}`, { as: helene, locale: w.locale });
    await desk.page.getByRole('button', { name: w.live }).click();
    await desk.page.getByRole('button', { name: w.back }).waitFor();
    await page.locator('.live-head .badge', { hasText: w.badge }).waitFor();
    await own.page.locator('.live-head .badge', { hasText: w.badge }).waitFor();
    await write(own.page, 'Allez les bleus !');
    await reel(page).getByText('Allez les bleus !').waitFor();
    await expectClean(page, 'an article’s comments, live', [{ width: 390, colorScheme: 'dark' }]);
    expect(await reel(page).getByText('On y va ?').isVisible()).toBe(true);

    await expectClean(desk.page, 'what turns it back', [{ width: 1280, colorScheme: 'light' }]);
    await desk.page.getByRole('button', { name: w.back }).click();
    await desk.page.getByRole('button', { name: w.live }).waitFor();
    await until('comments again', async () => (await page.locator('.reel').count()) + (await own.page.locator('.reel').count()) === 0);
    await page.getByText('Allez les bleus !').waitFor();
    await composer(own.page).fill('Belle soirée.');
    await button(own.page, /^(Publier|Post)$/).click();
    await own.page.getByText('Belle soirée.').waitFor();
    expect([...problems, ...own.problems, ...desk.problems]).toEqual([]);
  },
);

test('two hosts hold a live night: one writes, one pins, pauses and ends; readers follow it, or are left where they are', async () => {
  const { page: first, problems } = await visit(town, browser, `${town.origin}/new?kind=live&space=sports`, { as: julie });
  await first.getByLabel('Titre', { exact: true }).fill('Le derby, minute par minute');
  await first.getByLabel('Votre texte').fill('Coup d’envoi à 21 heures. On y est.');
  await button(first, 'Publier').click();
  await first.getByRole('heading', { name: 'Régie du direct' }).waitFor();
  await expectClean(first, 'where it is held');
  await first.getByLabel('Ajouter quelqu’un de la rédaction').selectOption({ label: 'Omar Haddad' });
  await button(first, 'Ajouter').click();
  await button(first, 'Retirer Omar Haddad').waitFor();
  const uid = /[0-9a-f-]{36}/.exec(first.url())![0];
  const url = `${town.origin}/t/${uid}`;
  await fill(uid, 60);
  await first.goto(url);

  const { page: second, problems: seconds } = await visit(town, browser, url, { as: omar });
  const { page: atEnd, problems: ends } = await visit(town, browser, url);
  const { page: away, problems: aways } = await visit(town, browser, `${url}?lang=en`, { locale: 'en-GB' });
  for (const page of [first, second, atEnd, away]) await page.locator('.reel .menu').last().waitFor();
  await atEnd.getByText('En direct', { exact: true }).waitFor();
  await atEnd.getByText('Avec Julie Berthet, Omar Haddad').waitFor();
  expect(await above(atEnd)).toBe(0);
  await atEnd.setViewportSize({ width: 1280, height: 900 });
  await until('the latest words and the composer on a first screen', async () => {
    const [latest, field] = [await reel(atEnd).locator('li').last().boundingBox(), await composer(atEnd).boundingBox()];
    return latest!.y > 0 && latest!.y + latest!.height < field!.y && field!.y + field!.height < 900;
  });
  const drawn = reel(atEnd).locator('li[id] .text');
  const isDrawn = (text: Element) => text.checkVisibility({ contentVisibilityAuto: true });
  expect([await drawn.first().evaluate(isDrawn), await drawn.last().evaluate(isDrawn)]).toEqual([false, true]);
  await expectClean(atEnd, 'a live night');
  await reel(away).hover();
  await away.mouse.wheel(0, -600);
  await until('the reel to be scrolled', async () => (await above(away)) > 400);
  const stays = await above(away);

  await write(first, 'But de Keller, 1-0 !');
  await reel(atEnd).getByText('But de Keller, 1-0 !').waitFor();
  expect(await above(atEnd)).toBe(0);
  await expect.poll(() => reel(atEnd).locator('li').last().textContent()).toContain('Animation');
  await button(away, '1 new').waitFor();
  await write(first, 'Keller encore, sur la barre.');
  await button(away, '2 new').waitFor();
  expect(await above(away)).toBe(stays);
  expect(await reel(away).getByText('But de Keller').count()).toBe(0);

  const goal = reel(second).locator('li', { hasText: 'But de Keller' });
  await goal.getByLabel(/^Autres actions/).click();
  expect(await goal.evaluate((li) => getComputedStyle(li).contentVisibility), 'where its menu would be cut').toBe('visible');
  await goal.getByText('Épingler en haut').click();
  await atEnd.getByRole('heading', { name: 'Épinglé' }).waitFor();
  await away.getByRole('heading', { name: 'Pinned' }).waitFor();
  await atEnd.getByText('1 moment', { exact: true }).waitFor();

  await button(second, 'Mettre en pause').click();
  await atEnd.getByText('En pause : seuls les animateurs écrivent.').waitFor();
  await away.getByText('Paused: only the hosts write.').waitFor();
  const { page: writer, problems: writers } = await visit(town, browser, url, { as: lucie });
  await composer(writer).fill('Il était hors-jeu !');
  await button(writer, 'Publier').click();
  await writer.getByText('seuls ses animateurs écrivent pour l’instant').waitFor();
  expect(await composer(writer).inputValue()).toBe('Il était hors-jeu !');
  await write(first, 'Mi-temps. On revient dans un quart d’heure.');
  await expectClean(writer, 'paused, with a draft');
  await button(second, 'Reprendre').click();
  await writer.getByText('En pause : seuls les animateurs écrivent.').waitFor({ state: 'detached' });
  await button(writer, 'Publier').click();
  await reel(atEnd).getByText('Il était hors-jeu !').waitFor();

  await button(away, '4 new').click();
  await reel(away).getByText('Il était hors-jeu !').waitFor();
  expect(await above(away)).toBe(0);
  await until('nothing to wait', async () => (await away.locator('.reel-frame > .fresh').count()) === 0);

  const { page: plain } = await visit(town, browser, url, { javaScriptEnabled: false });
  expect(await reel(plain).getByText('Il était hors-jeu !').isVisible()).toBe(true);
  expect(
    await reel(plain)
      .evaluate((box) => box.scrollTop)
      .catch(() => 0),
  ).toBe(0);
  await composer(plain).fill('Sans un script.');
  await button(plain, 'Publier').click();
  await plain.getByText('Sans un script.').waitFor();

  await composer(writer).fill('Quelle soirée…');
  await second.getByRole('link', { name: 'Régie' }).click();
  await button(second, 'Terminer le direct').click();
  await button(second, 'Reprendre le direct').waitFor();
  await atEnd.getByText(/Le direct est terminé depuis/).waitFor();
  await writer.getByText('Votre texte reste ici, en brouillon.').waitFor();
  expect(await composer(writer).inputValue()).toBe('Quelle soirée…');
  await button(writer, 'Publier').click();
  await writer.getByText(/Votre message est gardé en brouillon/).waitFor();

  await atEnd.getByRole('link', { name: 'Le relire dans l’ordre' }).click();
  await atEnd.getByText('Le meilleur moment').waitFor();
  await atEnd.locator('.moments').getByText('But de Keller, 1-0 !').waitFor();
  expect(await atEnd.locator('.posts.top > li').first().textContent()).toContain('Minute 1.');
  await expectClean(atEnd, 'its archive');
  await atEnd.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(atEnd)).toBe(0);
  expect([problems, seconds, ends, aways].flat()).toEqual([]);
  expect(writers.filter((said) => !said.includes('409'))).toEqual([]);
});
