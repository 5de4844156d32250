// Whatever a publisher's page does: where the element stands, when it comes, what the page says of everything in it.
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerrasseThreadElement } from '#widget/package/index.d.ts';
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
  await fillThread(town, 'pont', maelle, [
    { text: 'Dix-huit mois, c’est long.' },
    { text: 'Et **après** ? https://exemple.test/' + 'tres-long'.repeat(30), replyTo: 0 },
    { text: 'Le bac, alors.', replyTo: 1 },
    { text: 'Et qui le paiera ?', replyTo: 2 },
    { text: 'مرحبا بكم في المدينة' },
    ...Array.from({ length: 30 }, (_, i) => ({ text: `Avis ${i + 1}` })),
  ]);
});
afterAll(() => town.close());

const openBrowser = (options?: BrowserContextOptions) => openIn(browser, options);

async function openPage(path: string, body: string, options: BrowserContextOptions & { head?: string } = {}) {
  const { head = '', ...more } = options;
  const opened = await openBrowser(more);
  await opened.page.goto(town.paper.print(path, { html: article(body, head) }));
  return opened;
}

const openArticle = (key: string, options: BrowserContextOptions & { head?: string; more?: string } = {}) =>
  openPage(`/${key}`, embed(town.origin, key, options.more), options);
const element = (page: Page) => page.locator('terrasse-thread');
const posts = (page: Page) => page.locator('terrasse-thread article.post');
const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const last = (page: Page) => page.getByText('Avis 30', { exact: true });
const set = (page: Page, name: string, value: string) =>
  element(page).evaluate((host, [key, to]) => host.setAttribute(key!, to!), [name, value]);
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('the element', () => {
  test('two on a page each show their own thread, over one connection', async () => {
    await fillThread(town, 'voisin', maelle, [{ text: 'Sous l’autre article' }]);
    const { page, problems } = await openBrowser();
    const sockets: string[] = [];
    page.on('websocket', (socket) => void sockets.push(socket.url()));
    await page.goto(town.paper.print('/deux', { html: article(embed(town.origin, 'voisin') + embed(town.origin, 'silence')) }));
    const [first, second] = [page.locator('terrasse-thread').nth(0), page.locator('terrasse-thread').nth(1)];

    await first.getByText('Sous l’autre article').waitFor();
    await second.getByText('Personne n’a encore écrit ici.').waitFor();
    await second.scrollIntoViewIfNeeded();
    const ines = await elsewhere(town, await town.person('Inès Caradec'));
    await until('the live connection', () => sockets.length > 0);
    await ines.post('voisin', 'Je passe d’un article à l’autre');
    await first.getByRole('button', { name: '1 nouvelle réponse' }).click();

    await first.getByText('Je passe d’un article à l’autre').waitFor();
    expect(await second.getByText('Je passe d’un article à l’autre').count()).toBe(0);
    expect(sockets).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test('the script twice is the script once', async () => {
    const { page, problems } = await openPage('/bis', embed(town.origin, 'pont') + `<script src="${town.origin}/embed.js" async></script>`);

    await page.getByText('Avis 30', { exact: true }).waitFor();

    await expect.poll(() => posts(page).count()).toBe(20);
    expect(problems).toEqual([]);
  });

  test('moved in the page it keeps its nodes and what was typed; taken away and put back it lives again', async () => {
    await fillThread(town, 'errant', maelle, [{ text: 'Toujours là' }]);
    const { page, problems } = await openArticle('errant');
    await page.getByText('Toujours là').waitFor();
    await field(page).fill('Je commençais à');
    await page.evaluate(() => {
      const element = document.querySelector('terrasse-thread')!;
      (element.shadowRoot!.querySelector('article.post') as HTMLElement).title = 'le même';
      document.querySelector('main')!.prepend(element);
    });

    expect(await posts(page).first().getAttribute('title')).toBe('le même');
    expect(await field(page).inputValue()).toBe('Je commençais à');

    await page.evaluate(async () => {
      const element = document.querySelector('terrasse-thread')!;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.querySelector('main')!.append(element);
    });
    await page.getByText('Toujours là').waitFor();
    expect(await posts(page).count()).toBe(1);
    const paul = await elsewhere(town, await town.person('Paul Errant'));
    await page.getByText('Toujours là').scrollIntoViewIfNeeded();
    await paul.post('errant', 'Me voilà aussi');
    await page.getByRole('button', { name: '1 nouvelle réponse' }).click();
    await page.getByText('Me voilà aussi').waitFor();
    expect(problems).toEqual([]);
  });

  test('its attributes may change: another article, another language', async () => {
    await fillThread(town, 'suivant', maelle, [{ text: 'Sous le suivant' }]);
    const { page, problems } = await openArticle('pont');
    await page.getByText('Avis 30', { exact: true }).waitFor();
    await set(page, 'article', 'suivant');
    await page.getByText('Sous le suivant').waitFor();
    await until('the other thread gone', async () => (await posts(page).count()) === 1);
    await set(page, 'lang', 'en');
    await page.getByRole('heading', { name: '1 comment' }).waitFor();
    await page.getByText('Sous le suivant').waitFor();

    expect(await posts(page).count()).toBe(1);
    expect(problems).toEqual([]);
  });

  test('an element that comes after the script is taken in', async () => {
    const { page, problems } = await openPage('/tard', `<script src="${town.origin}/embed.js" async></script>`);
    await page.waitForFunction(() => customElements.get('terrasse-thread'));

    await page.evaluate(() => {
      document.querySelector('main')!.insertAdjacentHTML('beforeend', '<terrasse-thread site="courrier" article="pont"></terrasse-thread>');
    });

    await page.getByText('Avis 30', { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  test('of another article by now, drops what comes for the one before, and keeps each draft with its own', async () => {
    await fillThread(town, 'premier', maelle, [{ text: 'Sous le premier' }]);
    await fillThread(town, 'second', maelle, [{ text: 'Sous le second' }]);
    const { page, problems } = await openBrowser();
    const held: Route[] = [];
    await page.route(/thread\?.*article=premier/, (route) => (held.length === 0 ? void held.push(route) : route.continue()));
    await page.goto(town.paper.print('/suite', { html: article(embed(town.origin, 'premier')) }));
    const first = await until('the first question', () => held[0]);

    await set(page, 'article', 'second');
    await page.getByText('Sous le second').waitFor();
    const answered = page.waitForResponse(/article=premier/);
    await first.continue();
    await answered;
    await field(page).fill('Pour le second');
    await until('the draft kept', () => page.evaluate(() => Object.values(localStorage).some((kept) => kept.includes('Pour le second'))));
    await set(page, 'article', 'premier');
    await page.getByText('Sous le premier').waitFor();

    expect(await page.getByText('Sous le second').count()).toBe(0);
    expect(await field(page).inputValue()).toBe('');
    await set(page, 'article', 'second');
    await page.getByText('Sous le second').waitFor();
    await until('its draft', async () => (await field(page).inputValue()) === 'Pour le second');
    expect(await posts(page).count()).toBe(1);
    expect(problems).toEqual([]);
  });
});

describe('far down a page', () => {
  const openFar = async (more: string, hash = '') => {
    const opened = await openBrowser();
    const asked: string[] = [];
    opened.page.on('request', (request) => request.url().includes('/api/v1/thread?') && asked.push(request.url()));
    const html = article(`<div style="block-size: 6000px"></div>${embed(town.origin, 'pont', more)}`);
    await opened.page.goto(town.paper.print('/long', { html }) + hash);
    await opened.page.waitForFunction(() => customElements.get('terrasse-thread'));
    return { ...opened, asked };
  };

  test('nothing is asked for until the reader comes near; a link to a post brings it at once', async () => {
    const [post] = await fillThread(town, 'pont', maelle, [{ text: 'Au bout du pont' }]);
    const { page, asked, problems } = await openFar('');
    // Observers are told of once a frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(asked).toEqual([]);

    await page.evaluate((id) => (location.hash = `#p-${id}`), post!);
    await until('the post before the eyes', () =>
      page.getByText('Au bout du pont').evaluate((text) => {
        const { top, bottom } = text.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }),
    );

    expect(asked).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test('it is there before one gets to it, with all that comes after its first drawing, and nothing in the page shifts', async () => {
    const { page, asked, problems } = await openFar('');
    await page.evaluate(() => {
      const shifts = { sum: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const shifts = () =>
      page.evaluate(async () => {
        // What this frame moved is told after the next.
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        return (window as unknown as { shifts: { sum: number } }).shifts.sum;
      });

    await page.evaluate(() => scrollTo(0, 5000));
    await last(page).waitFor({ state: 'attached' });
    await posts(page).first().locator('.menu').waitFor({ state: 'attached' });
    expect(await element(page).evaluate((host) => host.getBoundingClientRect().top > innerHeight)).toBe(true);
    await element(page).evaluate((host) => host.scrollIntoView());
    await last(page).waitFor();

    expect(await shifts()).toBe(0);
    expect(asked).toHaveLength(1);
    // What would be seen if something did: the browser's own anchoring hides it.
    await page.evaluate(() => {
      document.documentElement.style.overflowAnchor = 'none';
      document.querySelector<HTMLElement>('terrasse-thread')!.style.marginBlockStart = '80px';
    });
    expect(await shifts()).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  test('with load="eager" it comes with the page', async () => {
    const { page, problems } = await openFar(' load="eager"');

    await last(page).waitFor({ state: 'attached' });

    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe('a page that allows little', () => {
  test('a policy of nonces and trusted types alone is enough: one reads, opens a form and previews', async () => {
    const policy = `default-src 'none'; script-src 'nonce-r4nd0m'; connect-src ${town.origin} ${town.origin.replace('http', 'ws')}; img-src ${town.origin} data:; base-uri 'none'; trusted-types terrasse; require-trusted-types-for 'script'`;
    const body = embed(town.origin, 'pont').replace('<script ', '<script nonce="r4nd0m" ');
    const { page, isFollowing, problems } = await openBrowser();
    await page.goto(town.paper.print('/strict', { html: article(body), headers: { 'content-security-policy': policy } }));

    await last(page).waitFor();
    await isFollowing();
    await field(page).fill('Sous **bonne** garde');
    await page.getByRole('button', { name: 'Aperçu' }).click();

    await page.locator('terrasse-thread strong', { hasText: 'bonne' }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe('what a page says of everything in it', () => {
  const HOSTILE = `<style>body * { font-size: 40px !important } * { color: red !important; background: yellow !important; font-family: cursive !important; font-style: italic !important; font-weight: 700 !important; line-height: 1 !important; text-align: right !important;
    text-transform: uppercase !important; text-indent: 3em !important; white-space: nowrap !important; margin: 0 !important; padding: 20px !important;
    border: 5px solid !important; float: none !important; position: static !important; box-sizing: content-box !important }</style>`;

  test('stops at the element, though it says so with !important', async () => {
    const styles = (page: Page) =>
      page.locator('terrasse-thread :is(.post, .text, .name, .btn, textarea, h2)').evaluateAll((parts) =>
        parts.map((part) => {
          const style = getComputedStyle(part);
          const read = ['color', 'backgroundColor', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight'] as const;
          const set = ['textAlign', 'textTransform', 'textIndent', 'whiteSpace', 'padding'] as const;
          return Object.fromEntries([...read, ...set].map((name) => [name, style[name]]));
        }),
      );
    const plain = await openArticle('pont');
    await plain.isFollowing();
    const hostile = await openArticle('pont', { head: HOSTILE });
    await hostile.isFollowing();

    const found = await styles(hostile.page);

    expect(found.length).toBeGreaterThan(60);
    expect(found).toEqual(await styles(plain.page));
    expect(hostile.problems).toEqual([]);
  });

  test('of its direction leaves words that are read from the left as they are; a paragraph in Arabic begins at the right', async () => {
    const { page, isFollowing, problems } = await openPage('/rtl', embed(town.origin, 'pont', ' sort="oldest"'), {
      head: '<style>html { direction: rtl }</style>',
      viewport: { width: 1024, height: 800 },
    });
    await isFollowing();
    const first = posts(page).first();
    const [face, text] = await Promise.all(['.face', '.text'].map((part) => first.locator(part).boundingBox()));
    /** Where its letters are within its line. */
    const marginsOf = (words: string) =>
      page.getByText(words).evaluate((part) => {
        const letters = document.createRange();
        letters.selectNodeContents(part);
        const [line, drawn] = [part.getBoundingClientRect(), letters.getBoundingClientRect()];
        return { left: drawn.left - line.left, right: line.right - drawn.right };
      });

    expect(face!.x).toBeLessThan(text!.x);
    const [french, arabic] = [await marginsOf('Dix-huit mois, c’est long.'), await marginsOf('مرحبا بكم')];
    expect(french.left).toBeLessThan(french.right);
    expect(arabic.right).toBeLessThan(arabic.left);
    expect(await overflow(page)).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe('however it is looked at', () => {
  test('at 320 pixels, which is 400 % of a desktop, nothing is cut off or scrolls sideways, writing neither', async () => {
    const { page, isFollowing, problems } = await openArticle('pont', { viewport: { width: 320, height: 256 } });
    await element(page).scrollIntoViewIfNeeded();
    await isFollowing();
    expect(await overflow(page)).toBe(0);

    await page.getByRole('button', { name: 'Répondre à Maëlle Kerbrat' }).last().click();
    await page.getByRole('textbox', { name: 'Votre réponse à Maëlle Kerbrat' }).fill(`${'mot'.repeat(60)}\n\n\`${'code'.repeat(60)}\``);
    const reply = page.getByRole('form', { name: 'Votre réponse à Maëlle Kerbrat' });
    await reply.getByRole('button', { name: 'Aperçu' }).click();
    await page.locator('terrasse-thread code', { hasText: 'codecode' }).waitFor();

    expect(await overflow(page)).toBe(0);
    const cut = await page.locator('terrasse-thread :is(button, summary, a, textarea):visible').evaluateAll((parts) =>
      parts
        .filter((part) => !part.closest('.sr'))
        .map((part) => ({ part: part.outerHTML.slice(0, 80), ...part.getBoundingClientRect().toJSON() }))
        .filter(({ left, right }) => left < 0 || right > innerWidth),
    );
    expect(cut).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by somebody whom motion disturbs, a link to a post goes there in one step, also in a page that scrolls softly', async () => {
    const { page, isFollowing, problems } = await openArticle('pont', {
      reducedMotion: 'reduce',
      head: '<style>html { scroll-behavior: smooth }</style>',
    });
    await isFollowing();
    await page.evaluate(() => {
      const steps = new Set<number>();
      Object.assign(window, { steps });
      addEventListener('scroll', () => steps.add(Math.round(scrollY)));
    });

    const target = page.locator('terrasse-thread .top > li').nth(15);
    const id = await target.getAttribute('id');
    await page.evaluate((hash) => history.replaceState(null, '', hash) ?? dispatchEvent(new HashChangeEvent('hashchange')), `#${id}`);
    await until('the post before the eyes', () =>
      target.evaluate((post) => post.getBoundingClientRect().top > 0 && post.getBoundingClientRect().top < innerHeight),
    );

    expect(await page.evaluate(() => (window as unknown as { steps: Set<number> }).steps.size)).toBeLessThanOrEqual(1);
    expect(problems).toEqual([]);
  });

  test('on paper there is what was said, by day, and nothing to press', async () => {
    const { page, isFollowing, problems } = await openArticle('pont', {
      colorScheme: 'dark',
      head: '<style>:root { color-scheme: light dark }</style>',
    });
    await isFollowing();
    const ink = () =>
      page
        .locator('terrasse-thread .text')
        .first()
        .evaluate((text) => getComputedStyle(text).color);
    const byNight = await ink();

    await page.emulateMedia({ media: 'print' });

    expect(await posts(page).first().isVisible()).toBe(true);
    expect(await page.locator('terrasse-thread :is(button, textarea, .tabs):visible').count()).toBe(0);
    expect(await ink()).not.toBe(byNight);
    expect(problems).toEqual([]);
  });
});

describe('the page and the element talk', () => {
  type Heard = { name: string; detail: Record<string, unknown>; from: string };

  /** All that rises to the document, in a page whose reader signs in when they publish. */
  async function openHearing(key: string, who: Neighbour) {
    const opened = await openBrowser();
    await town.signIn(opened.context, who);
    await opened.page.addInitScript(() => {
      const heard: Heard[] = [];
      Object.assign(window, { heard });
      for (const name of ['terrasse:count', 'terrasse:posted', 'terrasse:signin', 'terrasse:signout'] as const)
        document.addEventListener(name, ({ detail, target }) => heard.push({ name, detail, from: (target as Element).localName }));
    });
    await opened.page.goto(town.paper.print(`/${key}`, { html: article(embed(town.origin, key)) }));
    const heard = () => opened.page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
    const signIn = async () => {
      const popup = opened.page.waitForEvent('popup');
      await opened.page.getByRole('button', { name: 'Publier' }).click();
      const door = await popup;
      await door.getByRole('button', { name: `Continuer en tant que ${who.name}` }).click();
    };
    return { ...opened, heard, signIn };
  }

  test('its events say what happened, and of nobody who they are', async () => {
    await fillThread(town, 'quai', maelle, [{ text: 'Le quai aussi.' }]);
    const { page, heard, signIn, problems } = await openHearing('quai', await town.person('Yann Le Goff'));
    await page.getByText('Le quai aussi.').waitFor();
    expect(await heard()).toEqual([{ name: 'terrasse:count', detail: { article: 'quai', count: 1 }, from: 'terrasse-thread' }]);

    await field(page).fill('Et la rive.');
    await signIn();
    await page.locator('terrasse-thread .text', { hasText: 'Et la rive.' }).waitFor();
    const posted = await until('the post', async () => (await heard()).find(({ name }) => name === 'terrasse:posted'));

    const id = await posts(page)
      .first()
      .evaluate((post) => post.closest('li')!.id.slice('p-'.length));
    expect(posted.detail).toEqual({ article: 'quai', post: id, held: false });
    const names = (await heard()).map(({ name, detail }) => [name, detail]);
    expect(names).toContainEqual(['terrasse:signin', { article: 'quai' }]);
    expect(names).toContainEqual(['terrasse:count', { article: 'quai', count: 2 }]);
    expect(JSON.stringify(names)).not.toMatch(/Yann|le\.goff/i);
    expect(problems).toEqual([]);
  });

  test('its methods bring a comment before the eyes, the hand to the field, and what was said since', async () => {
    const [first] = await fillThread(town, 'digue', maelle, [
      { text: 'La toute première' },
      ...Array.from({ length: 40 }, (_, i) => ({ text: `Vague ${i + 1}` })),
    ]);
    const { page, problems } = await openArticle('digue');
    await page.getByText('Vague 40', { exact: true }).waitFor();
    const show = (id: string) => element(page).evaluate((host, post) => (host as TerrasseThreadElement).scrollToPost(post), id);

    expect(await show(first!)).toBe(true);
    await until('the post before the eyes', () =>
      page.getByText('La toute première').evaluate((text) => {
        const { top, bottom } = text.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }),
    );
    expect(await show('01a20462-752c-75aa-8f3d-4944febac6b6')).toBe(false);
    await element(page).evaluate((host) => host.focus());
    expect(await field(page).evaluate((area) => (area.getRootNode() as ShadowRoot).activeElement === area)).toBe(true);
    await page.keyboard.type('Je garde ceci');
    await fillThread(town, 'digue', maelle, [{ text: 'Dite depuis' }]);
    await element(page).evaluate((host) => (host as TerrasseThreadElement).reload());
    await page.getByText('Dite depuis').waitFor();
    expect(await field(page).inputValue()).toBe('Je garde ceci');
    expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  });
});

describe('a page made for Disqus', () => {
  const template = (config: string) =>
    article(`<div id="disqus_thread"><noscript>Sans JavaScript</noscript></div>
      <script>${config}</script>
      <script src="${town.origin}/disqus.js" data-site="courrier" async></script>`);

  test.for([
    [
      'its function',
      `var disqus_config = function () { this.page.url = 'https://www.courrier.test/digues'; this.page.identifier = 'node/12'; this.language = 'fr' }`,
      'node/12',
    ],
    ['its variables', `var disqus_shortname = 'courrier'; var disqus_identifier = 'node/13'`, 'node/13'],
    [
      'its address alone',
      `var disqus_config = function () { this.page.url = 'https://www.courrier.test/digues' }`,
      'https://www.courrier.test/digues',
    ],
  ] as const)('shows the conversation by %s', async ([, config, key], { task }) => {
    await fillThread(town, key, maelle, [{ text: `Importé : ${key}` }]);
    const { page, problems } = await openBrowser();

    await page.goto(town.paper.print(`/${task.id}`, { html: template(config) }));

    await page.locator('#disqus_thread').getByText(`Importé : ${key}`).waitFor();
    expect(problems).toEqual([]);
  });

  test('a list’s links and counts say how many, by identifier or by address, and those that come later once asked for; no more is loaded', async () => {
    await fillThread(town, 'node/30', maelle, [{ text: 'Un' }, { text: 'Deux' }]);
    const at = `${town.paper.origin}/pont-ferme`;
    await fillThread(town, at, maelle, [{ text: 'Trois' }]);
    const { page, problems } = await openBrowser({ locale: 'fr-FR' });
    const loaded: string[] = [];
    page.on('request', (request) => request.url().startsWith(town.origin) && loaded.push(new URL(request.url()).pathname));
    const list = `<a id="one" href="/digues#disqus_thread" data-disqus-identifier="node/30">Commentaires</a>
      <a id="two" href="/pont-ferme#disqus_thread">Commentaires</a>
      <span class="disqus-comment-count" data-disqus-url="${at}"></span>
      <script src="${town.origin}/disqus.js" data-site="courrier" async></script>`;

    await page.goto(town.paper.print('/liste-disqus', { html: article(list) }));

    await page.locator('#one').getByText('2\u00a0commentaires').waitFor();
    await until('the others', async () =>
      (await page.locator('#two, .disqus-comment-count').allInnerTexts()).every((text) => text === '1\u00a0commentaire'),
    );
    expect([...new Set(loaded)].toSorted()).toEqual(['/api/v1/counts', '/counts.js', '/disqus.js']);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<a id="late" href="/x#disqus_thread" data-disqus-identifier="node/30">Commentaires</a>',
      );
      (window as unknown as { DISQUSWIDGETS: { getCount(): void } }).DISQUSWIDGETS.getCount();
    });
    await page.locator('#late').getByText('2\u00a0commentaires').waitFor();
    expect(problems).toEqual([]);
  });

  test('goes on to another by its reset, in the same place', async () => {
    await fillThread(town, 'node/20', maelle, [{ text: 'Du premier' }]);
    await fillThread(town, 'node/21', maelle, [{ text: 'Du second' }]);
    const { page, problems } = await openBrowser();
    await page.goto(town.paper.print('/reset', { html: template(`var disqus_identifier = 'node/20'`) }));
    await page.getByText('Du premier').waitFor();

    await page.evaluate(() =>
      (window as unknown as { DISQUS: { reset(options: object): void } }).DISQUS.reset({
        reload: true,
        config(this: { page: { identifier: string } }) {
          this.page.identifier = 'node/21';
        },
      }),
    );

    await page.getByText('Du second').waitFor();
    expect(await page.getByText('Du premier').count()).toBe(0);
    expect(await element(page).count()).toBe(1);
    expect(problems).toEqual([]);
  });
});
