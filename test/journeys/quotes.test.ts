// Posts shown by themselves in a publisher's page: pasted, sent by its server, and gone when they are gone.
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { postById, postIn } from '#server/posts/queries.ts';
import { takeDown } from '#server/posts/transitions.ts';
import { deskOf } from '../support/desk.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { article, openTown, watch, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;
let ids: string[];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  ids = await fillThread(town, 'platanes', await town.person('Maëlle Kerbrat'), [
    { text: 'Il y en avait **douze**, j’ai compté.' },
    { text: 'Onze : le douzième est un tilleul.' },
    { text: 'Et l’ombre, qui la compte ?' },
  ]);
  const { posts } = town.deps.db.read.t;
  await town.deps.db.write(async (tx) => void (await tx.update(posts).set({ featuredAt: town.deps.now() })));
});
afterAll(() => town.close());

async function open(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  return { context, page, problems: watch(page) };
}

const script = () => `<script src="${town.origin}/quotes.js" async></script>`;
/** All that such a page must allow. */
const policy = () => ({
  'content-security-policy': `default-src 'none'; script-src ${town.origin}; connect-src ${town.origin}; img-src data:; trusted-types terrasse-quotes; require-trusted-types-for 'script'`,
});
const take = (uid: string) =>
  town.deps.db.write(async (tx) => takeDown(tx, (await postIn(tx, (await postById(tx, uid))!.id))!, 'removed', town.deps.now()));

test('two lines show a post, and the newsroom’s picks, under a strict policy; nothing is kept in the browser; taken down, they go from the open page', async () => {
  const { page, context, problems } = await open();
  const html = article(
    `${script()}<terrasse-post post="${ids[0]}"><a href="${town.origin}/p/${ids[0]}">Un commentaire</a></terrasse-post><terrasse-featured site="courrier" limit="2"></terrasse-featured>`,
  );
  await page.clock.install();
  await page.goto(town.paper.print('/cites', { html, headers: policy() }));

  const quote = page.locator('terrasse-post blockquote');
  await quote.waitFor();
  expect(await quote.innerText()).toBe('Il y en avait douze, j’ai compté.');
  expect(await page.locator('terrasse-post figcaption').innerText()).toContain('Maëlle Kerbrat');
  await page.locator('terrasse-featured figure').nth(1).waitFor();
  expect(await page.locator('terrasse-featured figure').count()).toBe(2);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);

  for (const id of [ids[0]!, ids[2]!]) await take(id);
  await page.clock.runFor(60_000);
  await page.locator('terrasse-post').getByText('Ce commentaire n’est plus en ligne.').waitFor();
  await page.locator('terrasse-featured').getByText('Et l’ombre').waitFor({ state: 'detached' });
  expect(await page.locator('terrasse-post blockquote').count()).toBe(0);
  expect(problems).toEqual([]);
});

test('sent by the publisher’s server it is whole without JavaScript, on a phone too', async () => {
  const { page, problems } = await open({ javaScriptEnabled: false, viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  const rendered = async (path: string) => (await fetch(`${town.origin}${path}`)).text();
  const html = article((await rendered(`/embed/post?post=${ids[1]}`)) + (await rendered('/embed/featured?site=courrier')));

  await page.goto(town.paper.print('/rendus', { html }));

  expect(await page.locator('terrasse-post blockquote').innerText()).toBe('Onze : le douzième est un tilleul.');
  expect(await page.locator('terrasse-featured blockquote').first().isVisible()).toBe(true);
  expect(problems).toEqual([]);
});

test('axe finds nothing in them, and a phone holds them', async () => {
  const { page } = await open();
  const html = article(
    `${script()}<terrasse-post post="${ids[1]}"></terrasse-post><terrasse-featured site="courrier"></terrasse-featured>`,
  );

  await page.goto(town.paper.print('/clairs', { html }));
  await page.locator('terrasse-featured figure').first().waitFor();

  await expectClean(page, 'posts by themselves');
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await sideways(page)).toBe(0);
});

test('where nothing of ours can be fetched, what was pasted stays', async () => {
  const { page } = await open();
  await page.route(`${town.origin}/**`, (route) => route.abort());
  const html = article(
    `${script()}<terrasse-post post="${ids[1]}"><blockquote><a href="${town.origin}/p/${ids[1]}">Un commentaire</a></blockquote></terrasse-post>`,
  );

  await page.goto(town.paper.print('/seul', { html }));

  expect(await page.getByRole('link', { name: 'Un commentaire' }).isVisible()).toBe(true);
});

test('what readers talk about, and what comes, stand in the page by two lines, and whole without JavaScript', async () => {
  await name('platanes', 'Les platanes du quai');
  const lists = '<terrasse-discussions site="courrier"></terrasse-discussions><terrasse-events site="courrier"></terrasse-events>';
  const { page, context, problems } = await open();
  const events = page.waitForResponse((response) => response.url().includes('/embed/events'));
  await page.goto(town.paper.print('/listes', { html: article(script() + lists), headers: policy() }));
  await (await events).finished();

  await page.getByRole('link', { name: 'Les platanes du quai' }).waitFor();
  expect(await page.locator('terrasse-discussions section').innerText()).toMatch(/Ce dont on parle\s+Les platanes du quai \d+ commentaire/);
  expect(await page.locator('terrasse-events').evaluate((element) => element.getBoundingClientRect().height)).toBe(0);
  await expectClean(page, 'lists');
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await sideways(page)).toBe(0);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(problems).toEqual([]);

  const still = await open({ javaScriptEnabled: false });
  const sent = await (await fetch(`${town.origin}/embed/discussions?site=courrier&lang=en`)).text();
  await still.page.goto(town.paper.print('/liste-rendue', { html: article(sent) }));
  expect(await still.page.getByText('What readers talk about').isVisible()).toBe(true);
  expect(await still.page.getByRole('link', { name: 'Les platanes du quai' }).isVisible()).toBe(true);
});

test('what is on today stands in the page, without a cookie, nor a request to anybody else; where nothing is, there is nothing', async () => {
  const { page, context, problems } = await open();
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  const html = article(`${script()}<terrasse-programme site="courrier"></terrasse-programme>`);
  const url = town.paper.print('/programme', { html, headers: policy() });
  const answered = () => page.waitForResponse((response) => response.url().includes('/embed/programme'));
  await Promise.all([answered(), page.goto(url)]);
  const block = page.locator('terrasse-programme');
  expect(await block.evaluate((element) => element.getBoundingClientRect().height)).toBe(0);

  await announce('Visite de la halle');
  await page.reload();

  await block.getByRole('link', { name: 'Visite de la halle' }).waitFor();
  expect(await block.locator('section').innerText()).toMatch(/Au programme[^]*Halle Saint-Jean/);
  await expectClean(page, 'the programme');
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await sideways(page)).toBe(0);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect([...hosts].toSorted()).toEqual([town.origin, town.paper.origin].toSorted());
  expect(problems).toEqual([]);
});

/** As the publisher's server does. */
const name = (key: string, title: string) =>
  town.deps.db.write(
    async (tx) =>
      void (await tx
        .update(tx.t.articles)
        .set({ title, url: `${town.paper.origin}/${key}` })
        .where(eq(tx.t.articles.key, key))),
  );

/** Under way at this moment: an hour from now may be tomorrow. */
async function announce(title: string) {
  const { db } = town.deps;
  await db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'ville', name: 'La ville', position: 1 })),
  );
  const [now, hour] = [town.deps.now().getTime(), 3_600_000];
  const at = (time: number) => new Date(time).toISOString();
  const details = { startsAt: at(now + hour), endsAt: at(now + 2 * hour), timeZone: 'Europe/Paris', place: 'Halle Saint-Jean' };
  const { call } = await deskOf(town, await town.person('Julie Kerjean', 'journalist'));
  await call('POST', 'threads', { site: 'courrier', space: 'ville', kind: 'event', title, source: 'Venez.', clientId: uuidv7(), details });
  await db.write(async (tx) => void (await tx.update(tx.t.meetings).set({ startsAt: new Date(now) })));
}
