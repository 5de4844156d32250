import { eq } from 'drizzle-orm';
import type { Browser, Page, Response, Route, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostsPage } from '#server/threads/wire.ts';
import { beforeScripts } from '../support/taking-over.ts';
import { elsewhere, fillThread, type Planned } from '../support/thread.ts';
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
  // 300 posts: the newest of 240 has 60 replies.
  await fillThread(town, 'foule', maelle, [
    ...Array.from({ length: 240 }, (_, i): Planned => ({ text: `Avis ${i + 1}` })),
    ...Array.from({ length: 60 }, (_, i): Planned => ({ text: `Réponse ${i + 1}`, replyTo: 239 })),
  ]);
});
afterAll(() => town.close());

const openBrowser = () => openIn(browser);

async function openPage(path: string, body: string) {
  const opened = await openBrowser();
  await opened.page.goto(town.paper.print(path, { html: article(body) }));
  return opened;
}

const openArticle = (key: string, more?: string) => openPage(`/${key}`, embed(town.origin, key, more));
const posts = (page: Page) => page.locator('terrasse-thread article.post');
const texts = (page: Page) => page.locator('terrasse-thread .text').allTextContents();
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Ordre des commentaires' }).getByRole('link', { name });

/** What a page of an origin leaves in the browser. */
const traces = (page: Page) =>
  page.evaluate(async () => ({
    cookie: document.cookie,
    storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
const NOTHING = { cookie: '', storage: [], databases: [], caches: [], workers: 0 };

/** How many posts, and how many of their menus, came into the thread between two tasks, at most; kept in the page. */
const watchTasks = (page: Page) =>
  page.addInitScript(() => {
    const most = { posts: 0, menus: 0 };
    const count = (nodes: Node[], what: string) =>
      new Set(
        nodes.flatMap((node) => (node instanceof Element ? [...(node.matches(what) ? [node] : []), ...node.querySelectorAll(what)] : [])),
      ).size;
    const watch = (root: ShadowRoot) =>
      new MutationObserver((records) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        most.posts = Math.max(most.posts, count(added, 'article.post'));
        most.menus = Math.max(most.menus, count(added, '.menu'));
      }).observe(root, { childList: true, subtree: true });
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      watch(root);
      return root;
    };
    document.addEventListener('readystatechange', () => {
      const drawn = document.querySelector('terrasse-thread')?.shadowRoot;
      if (drawn && document.readyState === 'interactive') watch(drawn);
    });
    Object.assign(window, { most });
  });
const mostOf = (page: Page) => page.evaluate(() => (window as unknown as { most: { posts: number; menus: number } }).most);
const menus = (page: Page) => page.locator('terrasse-thread .menu');

describe('a thread is drawn a branch a task', () => {
  test('first as it is read, then with what can be done with each post', async () => {
    const { page, problems } = await openBrowser();
    await watchTasks(page);

    await page.goto(town.paper.print('/foule', { html: article(embed(town.origin, 'foule')) }));
    await until('every post with its menu', async () => (await menus(page).count()) === 22);

    expect(await posts(page).count()).toBe(22);
    // The newest has two replies.
    expect(await mostOf(page)).toEqual({ posts: 3, menus: 3 });
    expect(problems).toEqual([]);
  });

  test('as the server drew it, it is not drawn again, and what is pressed before its turn is not lost', async () => {
    const { page, problems } = await openBrowser();
    await watchTasks(page);
    // The page rests when it is told to.
    await page.addInitScript(() => {
      const turns: (() => void)[] = [];
      Object.assign(window, { turns, requestIdleCallback: (go: () => void) => void turns.push(go) });
    });
    const rest = () => page.evaluate(() => (window as unknown as { turns: (() => void)[] }).turns.shift()?.());
    await beforeScripts(page);
    const html = await (await fetch(`${town.origin}/embed/thread?site=${town.site.key}&article=foule`)).text();
    await page.goto(
      town.paper.print('/foule-du-serveur', { html: article(`<script src="${town.origin}/embed.js" async></script>${html}`) }),
    );
    await page.mouse.wheel(0, 100);
    await until('the thread to be taken over, but for its branches', async () => {
      const taken = await page.evaluate(() => 'top' in document.querySelector('terrasse-thread')!.shadowRoot!.querySelector('.terrasse')!);
      if (!taken) await rest();
      return taken;
    });

    await posts(page).filter({ hasText: 'Avis 222' }).getByRole('button', { name: 'Répondre' }).click();

    await page.locator('terrasse-thread li', { hasText: 'Avis 222' }).locator('form.composer textarea').waitFor();
    expect((await mostOf(page)).posts).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe('a reader who only reads', () => {
  test('sees the thread under an article of another site, leaves nothing behind, and is told of to nobody else', async () => {
    const { context, page, problems } = await openBrowser();
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    let live = false;
    page.on('websocket', (socket) => {
      asked.add(new URL(socket.url()).origin.replace('ws:', 'http:'));
      live = true;
    });
    await page.goto(town.paper.print('/foule', { html: article(embed(town.origin, 'foule')) }));

    await page.getByRole('heading', { name: '300 commentaires' }).waitFor();
    await page.mouse.wheel(0, 4000);
    await page.locator('.branch > summary').first().click();
    await until('a folded branch', async () => !(await page.getByText('Réponse 1', { exact: true }).isVisible()));
    await page.locator('.branch > summary').first().click();
    await page.getByText('58 réponses de plus').click();
    await page.getByText('Réponse 22', { exact: true }).waitFor();
    await page.getByText('Afficher 20 commentaires de plus').click();
    await page.getByText('Avis 205', { exact: true }).waitFor();
    await tab(page, 'Anciens').click();
    await page.getByText('Avis 1', { exact: true }).waitFor();
    await until('the live connection', () => live);

    expect([...asked].toSorted()).toEqual([town.origin, town.paper.origin].toSorted());
    expect(await traces(page)).toEqual(NOTHING);
    expect(await context.cookies()).toEqual([]);
    expect(problems).toEqual([]);
    await page.goto(`${town.origin}/embed/manifest.json`);
    expect(await traces(page)).toEqual(NOTHING);
  });

  test('gets 300 posts a page at a time, with honest counts', async () => {
    const answers: Promise<PostsPage>[] = [];
    const { page, problems } = await openBrowser();
    const keep = (response: Response) => /\/api\/v1\/thread/.test(response.url()) && answers.push(response.json() as Promise<PostsPage>);
    page.on('response', keep);
    await page.goto(town.paper.print('/foule', { html: article(embed(town.origin, 'foule')) }));

    await page.getByText('22 sur 300').waitFor();
    await until('all that is said to be there', async () => (await posts(page).count()) === 22);
    await page.getByText('Afficher 20 commentaires de plus').click();
    await page.getByText('42 sur 300').waitFor();
    await page.getByText('58 réponses de plus').click();
    await page.getByText('38 réponses de plus').waitFor();
    await page.getByText('38 réponses de plus').click();
    await page.getByText('18 réponses de plus').waitFor();
    await page.getByText('18 réponses de plus').click();
    await page.getByText('Réponse 60', { exact: true }).waitFor();

    expect(await page.locator('a.more').count()).toBe(0);
    expect(await posts(page).count()).toBe(100);
    expect(new Set(await texts(page)).size).toBe(100);
    const pages = await Promise.all(answers);
    expect(pages.map(({ posts: sent }) => sent.length)).toEqual([22, 20, 20, 20, 18]);
    expect(problems).toEqual([]);
  });

  test('puts the newest first, the oldest, or the most discussed', async () => {
    await fillThread(town, 'ordre', maelle, [
      { text: 'Premier' },
      { text: 'Deuxième' },
      { text: 'Troisième' },
      { text: 'Une réponse', replyTo: 1 },
    ]);
    const { page, problems } = await openArticle('ordre');
    const first = (text: string) => until(`${text} first`, async () => (await texts(page))[0]?.trim() === text);

    await first('Troisième');
    expect(await tab(page, 'Récents').getAttribute('aria-current')).toBe('true');
    await tab(page, 'Anciens').click();
    await first('Premier');
    expect(await tab(page, 'Anciens').getAttribute('aria-current')).toBe('true');
    expect(await tab(page, 'Récents').getAttribute('aria-current')).toBeNull();
    await tab(page, 'Discutés').click();
    await first('Deuxième');

    expect(new URL(page.url()).origin).toBe(town.paper.origin);
    expect((await texts(page)).toSorted()).toEqual(['Deuxième', 'Premier', 'Troisième', 'Une réponse'].toSorted());
    expect(problems).toEqual([]);
  });

  test('is given the order that the element asks for', async () => {
    const { page, problems } = await openArticle('foule', ' sort="oldest"');

    await page.getByText('Avis 1', { exact: true }).waitFor();

    expect(await tab(page, 'Anciens').getAttribute('aria-current')).toBe('true');
    expect(problems).toEqual([]);
  });
});

describe('the address of a post', () => {
  let deep: string[];
  beforeAll(async () => {
    const ladder = Array.from({ length: 7 }, (_, i): Planned => ({ text: `Marche ${i}`, ...(i > 0 && { replyTo: i - 1 }) }));
    const later = Array.from({ length: 45 }, (_, i): Planned => ({ text: `Plus tard ${i}` }));
    deep = await fillThread(town, 'marches', maelle, [...ladder, ...later]);
  });

  const onScreen = (page: Page, id: string) =>
    until('the post on the screen', () =>
      page.locator(`li#p-${id} > article`).evaluate((post) => {
        const { top, bottom, height } = post.getBoundingClientRect();
        return height > 0 && top >= 0 && bottom <= innerHeight;
      }),
    );

  test('in the fragment opens its branch, folded or pages away, and goes there', async () => {
    const url = town.paper.print('/marches', { html: article(embed(town.origin, 'marches')) });
    const { page, problems } = await openBrowser();

    await page.goto(`${url}#p-${deep[6]}`);
    await page.getByText('Marche 6', { exact: true }).waitFor();

    await onScreen(page, deep[6]!);
    expect(await page.locator('li.here').getAttribute('id')).toBe(`p-${deep[6]}`);
    expect(problems).toEqual([]);
  });

  test('followed while the page is open goes there too', async () => {
    const { page, problems } = await openArticle('marches');
    await page.locator('.menu').first().waitFor();

    await page.evaluate((id) => (location.hash = `#p-${id}`), deep[5]);

    await onScreen(page, deep[5]!);
    expect(problems).toEqual([]);
  });

  test('followed before all of the element has come is not forgotten', async () => {
    const { page, problems } = await openBrowser();
    const held: Route[] = [];
    await page.route('**/embed/reading-*.js', (route) => void held.push(route));
    await page.goto(town.paper.print('/marches', { html: article(embed(town.origin, 'marches')) }));
    await page.getByText('Plus tard 44', { exact: true }).waitFor();

    await page.evaluate((id) => (location.hash = `#p-${id}`), deep[5]);
    await until('the rest of the element', () => held.length > 0);
    await held[0]!.continue();

    await onScreen(page, deep[5]!);
    expect(problems).toEqual([]);
  });

  test.for(['#p-2', '#p-0193f1aa-0000-7000-8000-000000000000'])('a fragment of the page’s own, %s, hides nothing', async (fragment) => {
    const { page, problems } = await openBrowser();

    await page.goto(town.paper.print('/marches', { html: article(embed(town.origin, 'marches')) }) + fragment);

    await page.getByText('Plus tard 44', { exact: true }).waitFor();
    expect(await page.locator('li.here').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('in the query does for pages that keep their fragment', async () => {
    const url = town.paper.print('/marches', { html: article(embed(town.origin, 'marches')) });
    const { page, problems } = await openBrowser();

    await page.goto(`${url}?terrasse-post=${deep[4]}`);

    await onScreen(page, deep[4]!);
    expect(problems).toEqual([]);
  });

  test('is what a date points to: here, and on the forum for who opens it elsewhere', async () => {
    const { page, problems } = await openArticle('marches');
    await page.locator('.menu').first().waitFor();
    const date = page.locator(`li#p-${deep.at(-1)} .byline a.plain`);
    const permalink = (await date.getAttribute('href'))!;

    await date.click();
    await page.waitForURL(`**/marches#p-${deep.at(-1)}`);
    await page.goto(permalink);

    expect(new URL(page.url()).origin).toBe(town.origin);
    await onScreen(page, deep.at(-1)!);
    expect(problems).toEqual([]);
  });
});

describe('what happened while the connection was down', () => {
  /** A reader whose page follows its thread; `cut` takes the connection away until `mend`. */
  async function openFollower(key: string) {
    const opened = await openBrowser();
    const { page } = opened;
    const sockets: WebSocketRoute[] = [];
    let joined = 0;
    let mended = Promise.resolve();
    await page.routeWebSocket('**/live/**', async (socket) => {
      sockets.push(socket);
      await mended;
      socket.connectToServer().onMessage((message) => {
        if (/^43\d+\[\{"seq"/.test(String(message))) joined++;
        socket.send(message);
      });
    });
    await page.goto(town.paper.print(`/${key}`, { html: article(embed(town.origin, key)) }));
    await page.getByRole('textbox', { name: 'Votre commentaire' }).scrollIntoViewIfNeeded();
    await until('the live connection', () => joined === 1);
    return {
      ...opened,
      cut: async () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        mended = promise;
        await sockets.at(-1)!.close();
        return { mend: resolve };
      },
    };
  }
  const fresh = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true });
  const trimmed = async (page: Page) => (await texts(page)).map((text) => text.trim());

  test('is announced, also where nobody had written yet', async () => {
    const { page, problems, cut } = await openFollower('desert');
    const ines = await elsewhere(town, await town.person('Inès du Désert'));

    const { mend } = await cut();
    await ines.post('desert', 'La toute première');
    mend();

    await fresh(page, '1 nouvelle réponse').waitFor();
    expect(await posts(page).count()).toBe(0);
    await fresh(page, '1 nouvelle réponse').click();
    await page.getByText('La toute première').waitFor();
    await ines.post('desert', 'Et la suivante');
    await fresh(page, '1 nouvelle réponse').click();
    await until('both', async () => (await posts(page).count()) === 2);
    expect(await trimmed(page)).toEqual(['Et la suivante', 'La toute première']);
    expect(problems).toEqual([]);
  });

  test('is announced each minute where the part that follows it live does not come', async () => {
    const { page, problems } = await openBrowser();
    await page.clock.install();
    let lost = 0;
    await page.route('**/embed/live-*.js', (route) => (lost++, route.abort()));
    await page.goto(town.paper.print('/tunnel', { html: article(embed(town.origin, 'tunnel')) }));
    await page.getByRole('textbox', { name: 'Votre commentaire' }).scrollIntoViewIfNeeded();
    await until('the part to be lost', () => lost > 0);
    const ines = await elsewhere(town, await town.person('Inès du Tunnel'));
    await ines.post('tunnel', 'Dit pendant le tunnel');

    await page.clock.fastForward('01:00');

    await fresh(page, '1 nouvelle réponse').waitFor();
    expect(problems).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  test('is announced however much it is; what was opened stays, and what is being read does not move', async () => {
    await fillThread(town, 'longue-absence', maelle, [
      ...Array.from({ length: 30 }, (_, i): Planned => ({ text: `Avant ${i + 1}` })),
      ...Array.from({ length: 12 }, (_, i): Planned => ({ text: `Réponse ${i + 1}`, replyTo: 4 })),
    ]);
    const ines = await elsewhere(town, await town.person('Inès la Bavarde'));
    const [doomed, mended] = [await ines.post('longue-absence', 'Bientôt retiré'), await ines.post('longue-absence', 'Bientôt relu')];
    const { page, problems, cut } = await openFollower('longue-absence');
    await page.getByText('Afficher 20 commentaires de plus').click();
    await page.getByText('10 réponses de plus').click();
    const reading = page.getByText('Réponse 9', { exact: true });
    await reading.evaluate((text) => text.scrollIntoView({ block: 'center' }));
    const before = await trimmed(page);
    const heightOf = () => reading.evaluate((text) => text.getBoundingClientRect().top);
    const height = await heightOf();

    const { mend } = await cut();
    await fillThread(
      town,
      'longue-absence',
      maelle,
      Array.from({ length: 450 }, (_, i): Planned => ({ text: `Pendant ${i + 1}` })),
    );
    await ines.edit(mended, 'Enfin relu');
    await ines.remove(doomed);
    mend();

    await fresh(page, '450 nouvelles réponses').waitFor();
    await page.getByText('Enfin relu').waitFor();
    expect(before).toHaveLength(44);
    expect(await trimmed(page)).toEqual(before.filter((text) => text !== 'Bientôt retiré').map((text) => text.replace('Bientôt', 'Enfin')));
    expect(Math.abs((await heightOf()) - height)).toBeLessThan(1);
    expect(await page.getByRole('heading', { name: '493 commentaires' }).count()).toBe(1);
    await fresh(page, '450 nouvelles réponses').click();
    await until('all of them', async () => (await posts(page).count()) === 493);
    expect(problems).toEqual([]);
  });
});

describe('what is drawn first', () => {
  test('is read, typed in and folded before the rest comes, which takes over the very nodes and what was pressed', async () => {
    await fillThread(town, 'premier', maelle, [{ text: 'Qui paiera ?' }, { text: 'Nous.', replyTo: 0 }]);
    const { page, problems } = await openBrowser();
    const held: Route[] = [];
    await page.route('**/embed/reading-*.js', (route) => void held.push(route));
    await page.goto(town.paper.print('/premier', { html: article(embed(town.origin, 'premier')) }));
    const field = page.getByRole('textbox', { name: 'Votre commentaire' });
    await field.pressSequentially('Tapé avant que le');
    const marked = await page.locator('terrasse-thread').evaluate((host) => {
      const nodes = host.shadowRoot!.querySelectorAll<HTMLElement>('.terrasse *');
      for (const node of nodes) node.dataset.before = '';
      return nodes.length;
    });
    await page.locator('.branch > summary').click();
    await page.getByRole('button', { name: 'Répondre à Maëlle Kerbrat' }).first().click();

    const rest = await until('the rest', () => held[0]);
    await rest.continue();
    const reply = page.getByRole('form', { name: 'Votre réponse à Maëlle Kerbrat' });
    await reply.waitFor();
    await field.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' reste n’arrive');

    expect(await page.locator('terrasse-thread [data-before]').count()).toBe(marked);
    expect(await field.inputValue()).toBe('Tapé avant que le reste n’arrive');
    expect(await reply.count()).toBe(1);
    expect(await page.getByText('Nous.', { exact: true }).isVisible()).toBe(false);
    expect(problems).toEqual([]);
  });

  test('is put in another order where that was asked for before the rest came', async () => {
    await fillThread(town, 'devant', maelle, [{ text: 'Premier' }, { text: 'Deuxième' }, { text: 'Troisième' }]);
    const { page, problems } = await openBrowser();
    const held: Route[] = [];
    await page.route('**/embed/reading-*.js', (route) => void held.push(route));
    await page.goto(town.paper.print('/devant', { html: article(embed(town.origin, 'devant')) }));
    await tab(page, 'Anciens').click();
    await (await until('the rest', () => held[0])).continue();

    await page.getByRole('link', { name: 'Anciens' }).and(page.locator('[aria-current]')).waitFor();

    await until('the oldest first', async () => String(await texts(page)) === 'Premier,Deuxième,Troisième');
    expect(problems).toEqual([]);
  });

  test('keeps what is being typed where the rest does not come, and says what one asked for in vain', async () => {
    const { page } = await openBrowser();
    await page.route('**/embed/reading-*.js', (route) => route.abort());
    await page.goto(town.paper.print('/foule', { html: article(embed(town.origin, 'foule')) }));
    const field = page.getByRole('textbox', { name: 'Votre commentaire' });
    await field.pressSequentially('Tapé sans espoir');

    await tab(page, 'Anciens').click();
    await page.getByRole('status').getByText('Les commentaires ne répondent pas.').waitFor({ state: 'attached' });

    expect(await field.inputValue()).toBe('Tapé sans espoir');
    await until('every post', async () => (await posts(page).count()) === 22);
  });
});

describe('where there is no conversation to show', () => {
  test('an article nobody has written under invites to, and looking at it makes no thread', async () => {
    const { page, problems } = await openArticle('silence');

    await page.getByText('Personne n’a encore écrit ici.').waitFor();

    expect(await page.getByRole('textbox', { name: 'Votre commentaire' }).isVisible()).toBe(true);
    const { read } = town.deps.db;
    expect(await read.$count(read.t.articles, eq(read.t.articles.key, 'silence'))).toBe(0);
    expect(problems).toEqual([]);
  });

  test('an unknown site says so', async () => {
    const { page, problems } = await openPage('/ailleurs', embed(town.origin, 'pont').replace('site="courrier"', 'site="inconnu"'));

    await page.getByText('Cette conversation n’existe pas, ou n’est plus publique.').waitFor();

    expect(problems).toEqual([expect.stringContaining('404')]);
  });

  test('an element that does not say which says what it lacks, in the page and to whoever builds it', async () => {
    const { page, problems } = await openPage('/sans', embed(town.origin, 'pont').replace('article="pont"', ''));

    await page.getByText('Il manque à <terrasse-thread> : article.').waitFor();

    expect(problems).toEqual([expect.stringContaining('422'), expect.stringMatching(/Il manque à <terrasse-thread>\s: article\./)]);
  });

  test('a page the publisher has not listed is told why, and is sent no post', async () => {
    town.paper.print('/copie', { html: article(embed(town.origin, 'foule')) });
    const { page, problems } = await openBrowser();

    await page.goto(`${town.paper.origin.replace('127.0.0.1', 'copie.localhost')}/copie`);
    await page.getByText('Commentaires indisponibles sur ce site. L’adresse de cette page n’est pas déclarée chez l’éditeur.').waitFor();

    expect(await posts(page).count()).toBe(0);
    expect(problems).toEqual([expect.stringContaining('403')]);
  });

  test('an error of ours gives its reference, and one can try again', async () => {
    const { page, problems } = await openBrowser();
    const refusal = { error: { code: 'internal', message: 'Rien.', reference: '0193-abc' } };
    const headers = { 'access-control-allow-origin': '*' };
    await page.route('**/api/v1/thread?*', (route) => route.fulfill({ status: 500, json: refusal, headers }));
    await page.goto(town.paper.print('/foule', { html: article(embed(town.origin, 'foule')) }));

    await page.getByText('Référence 0193-abc').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Réessayer' }).click();

    await page.getByText('Avis 240', { exact: true }).waitFor();
    expect(problems).toEqual([expect.stringContaining('500')]);
  });

  test.for(['**/embed.js', '**/embed/element-*.js'])('without %s the page’s own link leads to the thread', async (blocked) => {
    const { page, problems } = await openBrowser();
    await beforeScripts(page);
    await page.route(blocked, (route) => route.abort());
    await page.goto(town.paper.print('/foule', { html: article(embed(town.origin, 'foule')) }));

    await page.getByRole('link', { name: 'Lire les commentaires' }).click();

    await page.waitForURL(`${town.origin}/a/foule`);
    await page.getByText('Avis 240', { exact: true }).waitFor();
    expect(problems.filter((problem) => !/Failed to (?:load resource|fetch dynamically imported module)/.test(problem))).toEqual([]);
  });
});
