// Whatever people write, wherever they may write it, nothing of it runs: not in our pages, not in the publisher's, not in the desk, not in a mail.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { stampForm } from '#server/accounts/sign-up-guard.ts';
import { signToken } from '#server/accounts/token.ts';
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import type { NewTokenWire, ScreeningWire, SettingsWire } from '#server/sites/wire.ts';
import type { PostsPage, ThreadPage } from '#server/threads/wire.ts';
import { deskOf } from '../support/desk.ts';
import { article, embed, openTown, PASSWORD, type Neighbour, type Town } from '../support/town.ts';
import { inspect, trap } from '../support/trap.ts';
import { until } from '../support/until.ts';

const CORPORA = '../shared/data/attacks';

/** Each breaks out of another place: a text, an attribute, a title, a script, a template, an address. */
const own = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</template><img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '<!--><img src=x onerror=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<style>@import "https://evil.example/";</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<form action="https://evil.example/"><button>Se connecter</button></form>',
  '<a href="javascript:alert(1)">ici</a>',
  '<b style="position:fixed;inset:0">tout</b>',
  '<p id="title" class="note">Mon message</p>',
  '[ici](javascript:alert(1))',
  '[ici](data:text/html,<script>alert(1)</script>)',
  '![une image](https://evil.example/a.png)',
  '[a]: javascript:alert(1)\n\n[a]',
  '```\n</code></pre><script>alert(1)</script>\n```',
  'https://evil.example/"onmouseover="alert(1)',
];
const titles = own.filter((text) => text.length <= 60 && !text.includes('\n'));
const titled = (i: number) => titles[i % titles.length]!;
/** A phrase that holds a post, and is then quoted as the reason. */
const BANNED = '<img src=x onerror=alert("guignol")>';

const collected = [...new Set([...own, ...corpus('markdown-xss-own'), ...corpus('dompurify-payloads'), ...corpus('blns')])];
const payloads = collected.filter((text) => text.trim() !== '');
/** What one page of a thread holds: twenty posts, each with two replies. */
const ROOTS = 20;
const PAGE = ROOTS * 3;
const pages = Array.from({ length: Math.ceil(payloads.length / PAGE) }, (_, i) => payloads.slice(i * PAGE, (i + 1) * PAGE));
const articleOf = (page: number) => `attaque-${page}`;

let town: Town;
let browser: Browser;
let moderator: Neighbour;
let desk: Awaited<ReturnType<typeof deskOf>>;
/** What each page came to hold. */
let published: PostWire[][];
let forumThread: string;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  moderator = await town.person('Camille Roussel', 'admin');
  desk = await deskOf(town, moderator);
  await nameThings();
  const authors = await signUpAll();
  published = [];
  for (const [i, texts] of pages.entries()) published.push(await fill(articleOf(i), texts, authors));
  forumThread = await openForum();
}, 120_000);
afterAll(() => town.close());

test('where the collected attacks are absent, only our own are tried', ({ skip }) => {
  skip(existsSync(CORPORA), 'they are there');
});

test('every attack was taken as somebody’s words, or refused as no words at all', async () => {
  const token = await tokenOf(await town.person('Solène Le Bihan'));

  expect(published.flat().map(({ state }) => state)).toEqual(payloads.map(() => 'published'));
  for (const source of ['', ' ', ...collected.filter((text) => !payloads.includes(text))])
    expect((await write(token, { article: 'vide', source })).status).toBe(422);
});

test('the trap catches what does run', async () => {
  const { page, caught } = await openTrap();
  const html = article('<img src="x" onerror="alert(1)"><iframe></iframe><script>fetch("https://evil.example/").catch(() => {})</script>');

  await page.goto(town.paper.print('/piege', { html }));

  await until('all that', () => caught.length >= 3);
  expect(caught.toSorted()).toEqual(['a frame', 'asked https://evil.example/', 'ran alert']);
  expect((await inspect(page)).wrong.map((what) => what.split(':')[0])).toEqual(['element', 'handler', 'element', 'script']);
});

test('in a page without any policy, what the API sends as HTML does nothing', async () => {
  const { page, caught } = await openTrap();
  await page.goto(town.paper.print('/nue', { html: '<!doctype html><title>Nue</title><link rel="icon" href="data:,"><main></main>' }));
  const posts = await allPosts();

  await page.evaluate(
    (htmls) => {
      for (const html of htmls) document.querySelector('main')!.insertAdjacentHTML('beforeend', `<article class="text">${html}</article>`);
    },
    posts.map(({ html }) => html),
  );

  expect(await inspect(page)).toEqual({ texts: posts.length, wrong: [] });
  expect(posts.length).toBe(published.flat().length);
  expect(caught).toEqual([]);
});

test('on the threads’ own pages', async () => {
  const { page, caught } = await openTrap();

  for (const [i, posts] of published.entries()) {
    await page.goto(`${town.origin}/a/${articleOf(i)}`);
    await page.locator('terrasse-thread .menu').first().waitFor();

    expect(await inspect(page)).toEqual({ texts: posts.length, wrong: [] });
    expect(await page.locator('h1').innerText()).toBe(titled(i));
    expect(await page.title()).toContain(titled(i));
  }
  expect(caught).toEqual([]);
});

test('in an article, drawn by its element', async () => {
  const { page, caught } = await openTrap();

  for (const some of inFours(published.map((_, i) => i))) {
    const body = some.map((i) => embed(town.origin, articleOf(i))).join('\n');
    await page.goto(town.paper.print(`/article-${some[0]}`, { html: article(body) }));

    await expectTexts(page, some);
  }
  expect(caught).toEqual([]);
});

test('in an article, drawn by the server, before and after its element takes over', async () => {
  const { page, caught } = await openTrap();

  for (const some of inFours(published.map((_, i) => i))) {
    const parts = await Promise.all(
      some.map(async (i) => (await fetch(`${town.origin}/embed/thread?site=courrier&article=${articleOf(i)}`)).text()),
    );
    const paper = (head: string) => ({ html: article(parts.join('\n'), head) });
    await page.goto(town.paper.print(`/servie-${some[0]}`, paper('')));
    await expectTexts(page, some);

    await page.goto(town.paper.print(`/servie-${some[0]}`, paper(`<script src="${town.origin}/embed.js" async></script>`)));
    for (const host of await page.locator('terrasse-thread').all()) {
      await host.evaluate((element) => element.scrollIntoView()); // far down, it waits for its reader
      await until('the menus', () => host.evaluate(taken));
    }
    await expectTexts(page, some);
  }
  expect(caught).toEqual([]);
});

test('in the composer: its preview, what is on its way, what was sent', async () => {
  const { page, caught } = await openTrap(await town.person('Zoé <b onclick=alert(1)>'));
  await page.goto(`${town.origin}/a/vide`);
  const composer = page.getByRole('textbox', { name: 'Votre commentaire' });

  for (const [i, text] of own.entries()) {
    await composer.fill(text);
    await page.getByRole('button', { name: 'Aperçu' }).click();
    await page.getByRole('region', { name: 'Aperçu du message' }).waitFor();
    expect(await inspect(page)).toMatchObject({ wrong: [] });
    if (i >= 3) continue;
    await composer.press('Control+Enter');
    await until('it is sent', async () => (await page.locator('.text:not(.typed, .preview)').count()) === i + 1);
  }

  expect(await inspect(page)).toMatchObject({ wrong: [] });
  expect(caught).toEqual([]);
});

describe('in the desk', () => {
  test('the queue, every case, and the words that its author will read', async () => {
    const notes = payloads.slice(0, 57).map((text) => text.slice(0, 1000));
    await reportAll(published.flat().slice(0, notes.length), notes);
    await holdSome(3);
    const { page, caught } = await openTrap(moderator);
    await page.goto(`${town.origin}/admin/#/all`);
    const cases = await desk.cases();
    await until('the whole list', async () => {
      await page
        .getByRole('button', { name: 'Afficher la suite' })
        .click({ timeout: 200 })
        .catch(() => {});
      return (await page.locator('.case-row').count()) === cases.length;
    });

    for (const { id, author } of cases) {
      await page.evaluate((hash) => (location.hash = hash), `#/all/${id}`);
      await page.locator('.case[aria-busy=false]').waitFor();
      await until('its post', async () => (await page.locator('.case-post .name').innerText()) === author.name);
      const { texts, wrong } = await inspect(page);

      expect(wrong).toEqual([]);
      expect(texts).toBeGreaterThan(0);
    }
    expect(cases.length).toBe(notes.length + 3);

    await page.evaluate((hash) => (location.hash = hash), `#/held/${cases.find(({ kind }) => kind === 'held')!.id}`);
    await page.locator('.case-post mark').waitFor();
    expect(await page.locator('.case-post mark').innerText()).toContain(BANNED);
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().press('1');
    await dialog.getByLabel('Un mot à l’auteur, si vous voulez').fill(own.join(' '));
    for (const words of [BANNED, titled(0), own.at(-1)!]) await dialog.locator('.will').filter({ hasText: words }).waitFor();
    expect((await inspect(page)).wrong).toEqual([]);
    expect(caught).toEqual([]);
  });

  test('the threads, the settings, the charter, the tokens', async () => {
    const { page, caught } = await openTrap(moderator);

    for (const [path, there] of [
      ['threads', 'table.threads'],
      ['settings/site', 'form'],
      ['settings/charter', 'li.rule'],
      ['settings/tokens', 'tbody tr'],
      ['settings/desk', 'form, select, label'],
    ]) {
      await page.goto(`${town.origin}/admin/#/${path}`);
      await page.locator(there!).first().waitFor();
      expect((await inspect(page)).wrong).toEqual([]);
    }
    expect(caught).toEqual([]);
  });
});

test('in mails, in the statement’s page, and beside the refused post', async () => {
  const author = await town.person('Évariste <img src=x onerror=alert(1)>');
  const held = await post(await tokenOf(author), { article: 'refus', source: `Un mot ${BANNED} de trop` });
  await desk.reject(held, { rule: 1, note: own.join('\n') });
  town.tell();
  await signUp({ name: 'Yusuf Arslan', email: 'yusuf@exemple.test' });
  const mails = await until('the mails', () => {
    const [statement, confirm] = [/\/statements\//, /\/confirm\//].map((link) => town.mails.find(({ html }) => link.test(html)));
    return statement && confirm && [statement, confirm];
  });
  const { page, caught } = await openTrap(author);

  for (const [i, { html, subject }] of mails.entries()) {
    await page.goto(town.paper.print(`/mail-${i}`, { html: html.replace('<head>', '<head><link rel="icon" href="data:,">') }));
    expect((await inspect(page)).wrong).toEqual([]);
    expect(await page.title()).toBe(subject);
    expect(subject).toContain(titled(0));
  }
  await page.goto(/http:\S+\/statements\/[\w-]+/.exec(mails[0]!.text)![0]);
  expect((await inspect(page)).wrong).toEqual([]);
  for (const words of [BANNED, own[0]!, own.at(-1)!]) expect(await page.locator('main').innerText()).toContain(words);
  await page.goto(`${town.origin}/a/refus`);
  await page.getByText('Modifier et renvoyer').waitFor();
  expect(await inspect(page)).toEqual({ texts: 1, wrong: [] });
  expect(caught).toEqual([]);
});

describe('where names and titles stand', () => {
  test('in the forum, the charter, the account, the windows of signing in and of reporting', async () => {
    const somebody = await town.person('"><script>alert(1)</script>');
    const [reported] = published[0]!;
    const { page, caught } = await openTrap(somebody);
    const asked = new URLSearchParams({ site: 'courrier', origin: town.paper.origin, challenge: 'a'.repeat(43), state: 'abc' });

    for (const path of [
      '/',
      '/s/place',
      `/t/${forumThread}`,
      '/charter',
      '/charter/1',
      '/account',
      `/connect?${asked}`,
      `/p/${reported!.id}/report`,
      '/signup',
    ]) {
      await page.goto(`${town.origin}${path}`);
      expect((await inspect(page)).wrong).toEqual([]);
    }
    expect(caught).toEqual([]);
  });

  test('and in what an address says', async () => {
    const { page, caught } = await openTrap();

    for (const text of own.slice(1, 5)) {
      const it = encodeURIComponent(text);
      for (const path of [
        `/a/${it}`,
        `/a/vide?around=${it}&sort=${it}&cursor=${it}&lang=${it}`,
        `/t/${it}`,
        `/${it}`,
        `/connect?site=${it}&origin=${it}&challenge=${it}&state=${it}`,
        `/connect?site=courrier&origin=${it}&challenge=${it}&state=${it}`,
        `/signin?next=${it}`,
        `/embed/thread?site=courrier&article=${it}`,
        `/embed/thread?site=courrier&article=vide&nonce=${it}`,
      ]) {
        await page.goto(`${town.origin}${path}`);
        const { wrong } = await inspect(page);
        expect(wrong, path).toEqual([]);
      }
    }
    // The element alone is no page of ours: it comes without a policy, and with its style.
    expect(caught).toEqual([]);
  });

  test('a sign-in leads to no other site, and runs nothing', async () => {
    const somebody = await town.person('Lucie Prigent');

    for (const next of [
      'javascript:alert(1)',
      '//evil.example',
      String.raw`/\evil.example`,
      'https://evil.example/',
      '/\t/evil.example',
      '/..//evil.example',
    ]) {
      const { page, caught } = await openTrap();
      await page.goto(`${town.origin}/signin?next=${encodeURIComponent(next)}`);
      await page.getByLabel('Adresse électronique').fill(somebody.email);
      await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('link', { name: 'Lucie Prigent' }).waitFor();

      expect(new URL(page.url()).origin).toBe(town.origin);
      expect(caught).toEqual([]);
    }
  });

  test('a draft brought by another site’s form is shown, not obeyed', async () => {
    const { page, caught } = await openTrap(await town.person('Odile Ménard'));
    const body = own.join('\n');
    const field = `<input type="hidden" name="site" value="courrier"><input type="hidden" name="article" value="vide"><textarea name="body"></textarea>`;
    await page.goto(
      town.paper.print('/formulaire', {
        html: article(`<form method="post" action="${town.origin}/write">${field}<button>Publier</button></form>`),
      }),
    );

    await page.locator('textarea').fill(body);
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.waitForURL(/\/write/);

    expect(await page.getByLabel('Votre texte').inputValue()).toBe(body);
    expect((await inspect(page)).wrong).toEqual([]);
    expect(caught).toEqual([]);
  });
});

async function openTrap(who?: Neighbour) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  if (who) await town.signIn(context, who);
  const caught = await trap(context, [town.origin, town.paper.origin]);
  return { page: await context.newPage(), caught };
}

async function expectTexts(page: Page, some: number[]) {
  const wanted = some.reduce((sum, i) => sum + published[i]!.length, 0);
  await until('all texts', async () => (await inspect(page)).texts === wanted);
  expect((await inspect(page)).wrong).toEqual([]);
}

const taken = ({ shadowRoot }: Element) => shadowRoot?.querySelector('.menu .act[href]') != null && !shadowRoot.querySelector('script');

const inFours = (list: number[]) => Array.from({ length: Math.ceil(list.length / 4) }, (_, i) => list.slice(i * 4, i * 4 + 4));

/** The site, its rules, its articles: all have names that somebody chose. */
async function nameThings() {
  const { version, settings } = await desk.call<SettingsWire>('GET', 'settings');
  const sections = titles.map((name) => ({ name, moderation: null, audience: null, closeAfterDays: null }));
  await desk.call('PUT', 'settings', {
    version,
    settings: { ...settings, name: titled(0), forumName: titled(1), sections },
  });
  const { screening } = await desk.call<ScreeningWire>('GET', 'screening');
  const words = [{ id: 'banned', text: BANNED, match: 'word', lang: null, effect: 'hold' }];
  await desk.call('PUT', 'screening', {
    version: version + 1,
    screening: { ...screening, words, maxLinks: 100 },
    sections: [],
    spaces: [],
  });
  await desk.call('PUT', 'charter', { version: 1, rules: titles.map((title, i) => ({ title, body: own[i]! })) });
  const { token } = await desk.call<NewTokenWire>('POST', 'tokens', { name: titled(2) });
  for (const i of pages.keys()) {
    const input = { title: titled(i), url: `${town.paper.origin}/article-${i}`, section: titled(i + 1), bylines: [titled(i + 2)] };
    const answer = await fetch(`${town.origin}/api/v1/articles/${articleOf(i)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    expect(answer.status).toBe(201);
  }
}

/** Enough people for all the attacks, each with a name that is one, by the form. Resolves with their tokens. */
async function signUpAll(): Promise<string[]> {
  const names = payloads.filter((text) => text.trim().length <= 60 && /^\P{C}+$/u.test(text.trim()));
  const wanted = Math.ceil(payloads.length / 7); // an eighth post within ten minutes is held
  const people = Array.from({ length: wanted }, (_, i) => `${names[i % names.length]!} ${i}`);
  return Promise.all(people.map(async (name) => tokenOf(await town.person(name))));
}

async function signUp({ name, email }: { name: string; email: string }) {
  const { config, now } = town.deps;
  const shown = stampForm(config.secret!, new Date(now().getTime() - 60_000)); // as a person would take
  const body = new URLSearchParams({ name, email, password: PASSWORD, charter: '2', shown });
  const answer = await fetch(`${town.origin}/signup`, { method: 'POST', headers: { origin: town.origin }, body });
  expect(answer.status, name).toBe(200);
}

async function tokenOf({ accountId }: Pick<Neighbour, 'accountId'>): Promise<string> {
  const { deps, site, paper } = town;
  const { id } = await deps.sessions.start(accountId, { siteId: site.id, origin: paper.origin });
  return signToken(deps.config.secret!, id, deps.now()).token;
}

/** Twenty posts with two replies each: what one page shows. */
async function fill(key: string, texts: string[], authors: string[]): Promise<PostWire[]> {
  const by = (source: string) => authors[payloads.indexOf(source) % authors.length]!;
  const roots = await Promise.all(texts.slice(0, ROOTS).map((source) => post(by(source), { article: key, source })));
  const replies = texts.slice(ROOTS).map((source, i) => post(by(source), { article: key, source, parent: roots[i % ROOTS]!.id }));
  return [...roots, ...(await Promise.all(replies))];
}

type Input = { article?: string; thread?: string; source: string; parent?: string };

const write = (token: string, input: Input) =>
  send(token, 'posts', { clientId: randomUUID(), ...(input.article && { site: 'courrier' }), ...input });

async function post(token: string, input: Input): Promise<PostWire> {
  const answer = await write(token, input);
  if (answer.status !== 201) throw new Error(`${input.source}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as PostAnswer).post;
}

const send = (token: string, path: string, body: unknown) =>
  fetch(`${town.origin}/api/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, origin: town.paper.origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The forum's sections and topics have no form yet: they are put where one will put them. */
async function openForum(): Promise<string> {
  const { deps, site } = town;
  const token = await tokenOf(moderator);
  const uids = titles.map(() => deps.newId());
  await deps.db.write(async (tx) => {
    const { spaces, threads } = tx.t;
    const [space] = await tx
      .insert(spaces)
      .values({ siteId: site.id, slug: 'place', name: titled(3), description: own.join(' '), position: 0 })
      .returning({ id: spaces.id });
    const common = { siteId: site.id, kind: 'discussion' as const, spaceId: space!.id, createdAt: deps.now() };
    await tx.insert(threads).values(titles.map((title, i) => ({ ...common, uid: uids[i]!, title })));
  });
  for (const uid of uids) await post(token, { thread: uid, source: titled(4) });
  return uids[0]!;
}

async function reportAll(posts: PostWire[], notes: string[]) {
  const token = await tokenOf(await town.person('Marguerite "><img src=x onerror=alert(1)>'));
  await Promise.all(
    posts.map(async ({ id }, i) =>
      expect((await send(token, `posts/${id}/reports`, { rule: (i % 9) + 1, note: notes[i] })).status).toBe(204),
    ),
  );
}

async function holdSome(many: number) {
  const token = await tokenOf(await town.person('Hector </template><script>alert(1)</script>'));
  for (let i = 0; i < many; i++) {
    const held = await post(token, { article: articleOf(0), source: `${own[i]} puis ${BANNED}, ${i}` });
    expect(held.state).toBe('held');
  }
}

async function allPosts(): Promise<PostWire[]> {
  const found: PostWire[] = [];
  for (const i of published.keys()) {
    const first = (await (await fetch(`${town.origin}/api/v1/thread?site=courrier&article=${articleOf(i)}`)).json()) as ThreadPage;
    found.push(...first.posts);
    for (let next = first.next; next;) {
      const more = (await (await fetch(`${town.origin}/api/v1/threads/${first.thread.id}/posts?cursor=${next}`)).json()) as PostsPage;
      found.push(...more.posts);
      next = more.next;
    }
  }
  return found;
}

/** Payloads of a collection; none where it is absent. */
function corpus(name: string): string[] {
  const file = `${CORPORA}/${name}.json`;
  if (!existsSync(file)) return [];
  const entries = JSON.parse(readFileSync(file, 'utf8')) as (string | { payload: string })[];
  return entries.map((entry) => (typeof entry === 'string' ? entry : entry.payload));
}
