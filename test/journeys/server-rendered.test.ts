import { createServer } from 'node:net';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { EmbedManifest } from '#server/http/assets.ts';
import { beforeScripts } from '../support/taking-over.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { openBrowser as openIn } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let maelle: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  maelle = await town.person('Maëlle Kerbrat');
  await fillThread(town, 'platanes', maelle, [
    { text: 'Il y en avait **douze**, j’ai compté.' },
    { text: 'Onze : le douzième est un tilleul.', replyTo: 0 },
    { text: 'Et l’ombre, qui la compte ?\n\n> Personne.' },
    ...Array.from({ length: 30 }, (_, i) => ({ text: `Pour les garder, ${i + 1}` })),
  ]);
});
afterAll(() => town.close());

const openBrowser = (options?: BrowserContextOptions) => openIn(browser, options);

/** What a publisher's server fetches and puts into its page. */
async function rendered(key: string, query: Record<string, string> = {}): Promise<string> {
  const asked = new URLSearchParams({ site: 'courrier', article: key, lang: 'fr', ...query });
  const answer = await fetch(`${town.origin}/embed/thread?${asked}`);
  expect(answer.status).toBe(200);
  return answer.text();
}

const script = (origin: string) => `<script src="${origin}/embed.js" async></script>`;
const element = (page: Page) => page.locator('terrasse-thread');
const posts = (page: Page) => page.locator('terrasse-thread article.post');
const styleOf = (page: Page, selector: string, property: 'display' | 'fontWeight' | 'position') =>
  page
    .locator(`terrasse-thread ${selector}`)
    .first()
    .evaluate((part, name) => getComputedStyle(part)[name], property);

/** Dressed, and not by the browser's own sheet. */
async function expectDressed(page: Page) {
  expect(await styleOf(page, '.post', 'display')).toBe('grid');
  expect(await styleOf(page, '.composer label.sr', 'position')).toBe('absolute');
}

describe('with JavaScript off', () => {
  const openWithout = async (key: string) => {
    const opened = await openBrowser({ javaScriptEnabled: false });
    const html = article(script(town.origin) + (await rendered(key)));
    await opened.page.goto(town.paper.print(`/${key}`, { html }));
    return opened;
  };

  test('the thread is complete, dressed and readable', async () => {
    const { page, problems } = await openWithout('platanes');

    await page.getByRole('heading', { name: '33 commentaires' }).waitFor();

    expect(await posts(page).count()).toBe(20);
    await expectDressed(page);
    const [first] = await posts(page).all();
    expect(await first!.locator('.name').textContent()).toBe('Maëlle Kerbrat');
    expect(await first!.getByText('Pour les garder, 30').isVisible()).toBe(true);
    expect(await element(page).getByRole('link', { name: 'La charte, en 4 règles' }).isVisible()).toBe(true);
    expect(problems).toEqual([]);
  });

  test('its links lead to the same thread: the next page, another order, one post, its report', async () => {
    const { page, problems } = await openWithout('platanes');
    const follow = async (name: string) => {
      const href = await element(page).getByRole('link', { name }).first().getAttribute('href');
      return (await page.request.get(href!)).text();
    };

    const [more, oldest, charter] = [
      await follow('Afficher 13 commentaires de plus'),
      await follow('Anciens'),
      await follow('La charte, en 4 règles'),
    ];
    await element(page).locator('.byline a.plain').first().click();

    expect(more).toContain('Pour les garder, 3<');
    expect(more).not.toContain('Pour les garder, 30');
    expect(oldest).toContain('Il y en avait <strong>douze</strong>');
    expect(charter).toContain('On discute les idées, pas les personnes');
    await page.waitForURL(new RegExp(`^${town.origin}/t/.+#p-.+`));
    expect(await page.getByText('Pour les garder, 30').isVisible()).toBe(true);
    expect(problems).toEqual([]);
  });

  test('a branch opens and folds, and what one types goes on to a page of ours, whole', async () => {
    await fillThread(town, 'racines', maelle, [{ text: 'Qui paiera ?' }, { text: 'Nous.', replyTo: 0 }]);
    const { page, problems } = await openWithout('racines');
    const reply = page.getByText('Nous.', { exact: true });

    await page.locator('.branch > summary').click();
    expect(await reply.isVisible()).toBe(false);
    await page.locator('.branch > summary').click();
    expect(await reply.isVisible()).toBe(true);
    await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Ni vous ni moi,\nla « ville » & <l’État>');
    await page.getByRole('button', { name: 'Publier' }).click();

    await page.waitForURL(`${town.origin}/write?draft=*`);
    expect(await page.getByRole('textbox', { name: 'Votre texte' }).inputValue()).toBe('Ni vous ni moi,\nla « ville » & <l’État>');
    expect(problems).toEqual([]);
  });
});

/** Counts what moves, from before the page's first byte: on a slow machine its parsing moves something too. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () =>
    page.evaluate(async () => {
      // What this frame moved is told after the next.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      return (window as unknown as { shifts: { sum: number } }).shifts.sum;
    });
}

/** Says of each node of the thread that it was there before. */
const markNodes = (page: Page) =>
  element(page).evaluate((host) => {
    const nodes = host.shadowRoot!.querySelectorAll<HTMLElement>('.terrasse *');
    for (const node of nodes) node.dataset.before = '';
    return nodes.length;
  });
/** How many marked nodes are still there. */
const countMarked = (page: Page) => page.locator('terrasse-thread [data-before]').count();

describe('with JavaScript on', () => {
  const openHeld = async (key: string) => {
    const opened = await openBrowser();
    const { page } = opened;
    await beforeScripts(page);
    const shifts = await watchShifts(page);
    const held: Route[] = [];
    await page.route('**/embed.js', (route) => void held.push(route));
    const url = town.paper.print(`/${key}`, { html: article(script(town.origin) + (await rendered(key))) });
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await posts(page).first().waitFor();
    const release = async () => (await until('the script', () => held[0])).continue();
    return { ...opened, shifts, release };
  };
  test('the element takes over the very nodes, and nothing in the page moves', async () => {
    const { page, problems, shifts, release, isFollowing } = await openHeld('platanes');
    await element(page).scrollIntoViewIfNeeded();
    const [marked, parsed] = [await markNodes(page), await shifts()];
    await element(page).evaluate((host) => {
      const heights: number[] = [];
      Object.assign(window, { heights });
      (function look() {
        const { height } = host.getBoundingClientRect();
        if (heights.at(-1) !== height) heights.push(height);
        requestAnimationFrame(look);
      })();
    });

    await release();
    await isFollowing();

    expect(await countMarked(page)).toBe(marked);
    expect(await posts(page).count()).toBe(20);
    expect(await page.evaluate(() => (window as unknown as { heights: number[] }).heights)).toHaveLength(1);
    expect(await shifts()).toBe(parsed);
    await page.evaluate(() => document.querySelector('main')!.prepend(document.createElement('hr'), 'Poussé.'));
    expect(await shifts()).toBeGreaterThan(parsed);
    expect(problems).toEqual([]);
  });

  test('what was typed before the script came stays, under the very caret', async () => {
    const { page, problems, release } = await openHeld('platanes');
    const field = page.getByRole('textbox', { name: 'Votre commentaire' });
    await field.pressSequentially('Tapé avant que le');
    await markNodes(page);

    await release();
    await page.getByRole('button', { name: 'Aperçu' }).waitFor();
    await page.keyboard.type(' script n’arrive');

    expect(await field.inputValue()).toBe('Tapé avant que le script n’arrive');
    expect(await field.getAttribute('data-before')).toBe('');
    expect(await page.locator('terrasse-thread article.post[data-before]').count()).toBe(20);
    expect(problems).toEqual([]);
  });

  test('it lives from then on: what others write, more, another order, an answer', async () => {
    const { page, problems, release, isFollowing } = await openHeld('platanes');
    await release();
    await isFollowing();
    await element(page).scrollIntoViewIfNeeded();
    const camille = await elsewhere(town, await town.person('Camille Roussel'));

    await camille.post('platanes', 'Le tilleul aussi, alors.');
    await page.getByRole('button', { name: '1 nouvelle réponse' }).click();
    await page.getByText('Le tilleul aussi, alors.').waitFor();
    await page.getByText('Afficher 13 commentaires de plus').click();
    await page.getByText('Et l’ombre, qui la compte ?').waitFor();

    expect(await posts(page).count()).toBe(34);
    expect(await page.evaluate(() => document.querySelectorAll('terrasse-thread').length)).toBe(1);
    expect(problems).toEqual([]);
  });
});

test('on our own pages the nodes stay too, for somebody known, with what only they see', async () => {
  const nils = await town.person('Nils Faure');
  const byNils = await elsewhere(town, nils);
  await byNils.post('chez-nous', 'Visible de tous');
  await byNils.post('chez-nous', 'Un guignol, pour moi seul');
  const { context, page, problems, isFollowing } = await openBrowser();
  await beforeScripts(page);
  await town.signIn(context, nils);
  const shifts = await watchShifts(page);
  const held: Route[] = [];
  await page.route('**/embed.js', (route) => void held.push(route));
  await page.goto(`${town.origin}/a/chez-nous`, { waitUntil: 'domcontentloaded' });
  await posts(page).getByText('En attente de relecture.').waitFor();

  const [marked, parsed] = [await markNodes(page), await shifts()];
  await (await until('the script', () => held[0])).continue();
  await isFollowing();

  expect(await countMarked(page)).toBe(marked);
  expect(await posts(page).count()).toBe(2);
  expect(await shifts()).toBe(parsed);
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Écrit ici même');
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByText('Écrit ici même').waitFor();
  expect(await posts(page).count()).toBe(3);
  expect(problems).toEqual([]);
});

describe('under a strict policy', () => {
  /** What docs/embedding.md tells publishers to allow, and nothing else. */
  const policy = (more: string[] = []) =>
    [
      `default-src 'none'`,
      `img-src data:`, // the page's own icon
      `script-src ${town.origin}`,
      `connect-src ${town.origin} ${town.origin.replace('http', 'ws')}`,
      ...more,
    ].join('; ');

  const openUnder = async (path: string, html: string, csp: string) => {
    const opened = await openBrowser();
    await opened.page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(window, { violations });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
      });
    });
    await opened.page.goto(town.paper.print(path, { html, headers: { 'content-security-policy': csp } }));
    const violations = () => opened.page.evaluate(() => (window as unknown as { violations: string[] }).violations);
    return { ...opened, violations, useIt: (key: string) => readAndWrite(opened, key) };
  };

  /** Reads on, writes, sees a preview and what others write: each brings its own scripts and styles. */
  async function readAndWrite({ page, isFollowing }: Awaited<ReturnType<typeof openBrowser>>, key: string) {
    await page.getByText('Il y en avait douze').waitFor();
    await expectDressed(page);
    await isFollowing();
    await element(page).scrollIntoViewIfNeeded();
    const who = await elsewhere(town, await town.person(`Passant ${key}`));
    const post = await who.post(key, 'Un *passant* passe');
    await page.getByRole('button', { name: '1 nouvelle réponse' }).click();
    await page.getByText('Un passant passe').waitFor();
    await who.edit(post, 'Un *passant* repasse');
    await page.getByText('Un passant repasse').waitFor();
    await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Voir **avant**');
    await page.getByRole('button', { name: 'Aperçu' }).click();
    await page.getByRole('region', { name: 'Aperçu du message' }).getByText('Voir avant').waitFor();
    expect(await styleOf(page, '.preview strong', 'fontWeight')).toMatch(/[67]00/);
  }

  const fill = (key: string) => fillThread(town, key, maelle, [{ text: 'Il y en avait **douze**' }]);

  test('the publisher’s nonce lets the style of a server-rendered thread in', async () => {
    await fill('nonce');
    const html = article(script(town.origin) + (await rendered('nonce', { nonce: 'cTdGNW1tMw==' })));

    const { useIt, problems, violations } = await openUnder('/nonce', html, policy([`style-src 'nonce-cTdGNW1tMw=='`]));
    await useIt('nonce');

    expect(await violations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('so does the hash that each release publishes', async () => {
    await fill('empreinte');
    const html = article(script(town.origin) + (await rendered('empreinte')));
    const { styleHash } = (await (await fetch(`${town.origin}/embed/manifest.json`)).json()) as EmbedManifest;

    const { useIt, problems, violations } = await openUnder('/empreinte', html, policy([`style-src '${styleHash}'`]));
    await useIt('empreinte');

    expect(await violations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('an element that draws itself needs no style-src at all', async () => {
    await fill('sans-style');

    const { useIt, problems, violations } = await openUnder('/sans-style', article(embed(town.origin, 'sans-style')), policy());
    await useIt('sans-style');

    expect(await violations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('a page that refuses the style it was sent is dressed by the element all the same', async () => {
    await fill('refus');
    const html = article(script(town.origin) + (await rendered('refus')));

    const { useIt, problems, violations } = await openUnder('/refus', html, policy());
    await useIt('refus');

    expect(await violations()).toEqual([expect.stringContaining('style-src')]);
    expect(problems).toEqual([expect.stringContaining('inline style')]);
  });

  test.for(['client', 'server'])('Trusted Types are honoured, drawn by the %s', async (by) => {
    const key = `types-${by}`;
    await fill(key);
    const body = by === 'client' ? embed(town.origin, key) : script(town.origin) + (await rendered(key));
    const csp = `require-trusted-types-for 'script'; trusted-types terrasse`;

    const { useIt, problems, violations } = await openUnder(`/${key}`, article(body), csp);
    await useIt(key);

    expect(await violations()).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe('when our server takes the connection and never answers', () => {
  const openSilence = async () => {
    const silence = createServer((socket) => void socket.on('error', () => {}));
    await new Promise<void>((resolve) => void silence.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silence.close());
    return `http://127.0.0.1:${(silence.address() as { port: number }).port}`;
  };

  // An async script delays the page's `load` event until it has come or failed; a browser gives up after minutes. What
  // waits for `load` waits as long. Parsing, DOMContentLoaded and painting wait for nothing of ours.
  test('the article is parsed and painted, and the server-rendered thread is there to be read', async () => {
    const html = article(script(await openSilence()) + (await rendered('platanes')));
    const { page, problems } = await openBrowser();
    await beforeScripts(page);

    await page.goto(town.paper.print('/muet', { html }), { waitUntil: 'domcontentloaded' });

    await page.getByText('Pour les garder, 30').waitFor();
    await expectDressed(page);
    const painted = () => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await until('the first paint', painted);
    expect(await page.evaluate(() => document.readyState)).toBe('interactive');
    expect(problems).toEqual([]);
  });

  test('without a rendered thread the page’s own link stands in its place', async () => {
    const body = embed(town.origin, 'platanes').replace(`${town.origin}/embed.js`, `${await openSilence()}/embed.js`);
    const { page, problems } = await openBrowser();
    await beforeScripts(page);

    await page.goto(town.paper.print('/muet', { html: article(body) }), { waitUntil: 'domcontentloaded' });

    await page.getByRole('link', { name: 'Lire les commentaires' }).waitFor();
    expect(problems).toEqual([]);
  });
});
