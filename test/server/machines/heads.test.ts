// What a page says of itself to machines: its one address, its languages, its picture; and who may show it.
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => void (forum = await openForum(engine)));

  const headOf = async (path: string, headers: Record<string, string> = {}) => {
    const { text, headers: sent, status } = await forum.request('GET', path, undefined, headers);
    const head = text.slice(0, text.indexOf('</head>'));
    const one = (pattern: RegExp) => pattern.exec(head)?.[1]?.replaceAll('&amp;', '&');
    return {
      status,
      canonical: one(/<link rel="canonical" href="([^"]+)"/),
      next: one(/<link rel="next" href="([^"]+)"/),
      languages: [...head.matchAll(/hreflang="([\w-]+)" href="([^"]+)"/g)].map(([, lang, href]) => [lang, href!.replaceAll('&amp;', '&')]),
      description: one(/<meta name="description" content="([^"]*)"/),
      hidden: [head.includes('<meta name="robots" content="noindex"'), sent.get('x-robots-tag') === 'noindex'],
      card: Object.fromEntries([...head.matchAll(/<meta property="og:(\w+)" content="([^"]*)"/g)].map(([, key, value]) => [key, value])),
      text,
    };
  };
  const SHOWN = [false, false];
  const HIDDEN = [true, true];

  test('a conversation has one address, whatever it is asked with, and says it in both languages', async () => {
    const { url } = await forum.open('Le pont des Tanneurs', { source: 'Qui a vu le **chantier** ce matin ?' });
    const path = new URL(url).pathname;

    const plain = await headOf(path);
    const sorted = await headOf(`${path}?sort=newest&utm_source=x`);
    const english = await headOf(`${path}?lang=en`);

    expect(plain).toMatchObject({ canonical: OWN + path, description: 'Qui a vu le chantier ce matin ?', hidden: SHOWN });
    expect(plain.languages).toEqual([
      ['fr', `${OWN}${path}?lang=fr`],
      ['en', `${OWN}${path}?lang=en`],
      ['x-default', OWN + path],
    ]);
    expect(sorted.canonical).toBe(OWN + path);
    expect(english).toMatchObject({ canonical: `${OWN}${path}?lang=en`, languages: plain.languages });
    expect(plain.card).toMatchObject({ title: 'Le pont des Tanneurs', url: OWN + path, type: 'article', locale: 'fr_FR' });
  });

  test('each page of a list is its own address and names the next', async () => {
    for (let n = 1; n <= 31; n++) await forum.open(`Sujet ${n}`, {}, forum.paul);

    const first = await headOf('/s/ville');
    const second = await headOf(first.next!.slice(OWN.length));

    expect(first).toMatchObject({ canonical: `${OWN}/s/ville`, description: 'Rues, places et chantiers.', hidden: SHOWN });
    expect(second).toMatchObject({ canonical: first.next, next: undefined, status: 200 });
  });

  test('forms, searches, what is somebody’s own and what is not there are for no search engine', async () => {
    const { url } = await forum.open('Le pont');
    const pages = ['/search?q=pont', '/signin', '/new', '/write?site=courrier&article=pont', '/notices/new', `/t/${uuidv7()}`];

    for (const path of pages) expect([path, (await headOf(path, { accept: 'text/html' })).hidden]).toEqual([path, HIDDEN]);
    expect((await headOf('/account', forum.ada.asPage)).hidden).toEqual(HIDDEN);
    expect((await headOf(new URL(url).pathname)).hidden).toEqual(SHOWN);
  });

  test('a conversation that waits for somebody to read it is shown by no search engine, also where its author reads it', async () => {
    const { url } = await forum.open('Le guignol du pont', { source: 'Un guignol.' });
    const path = new URL(url).pathname;

    const author = await headOf(path, forum.ada.asPage);

    expect([author.status, author.hidden]).toEqual([200, HIDDEN]);
    expect(author.text).not.toContain('ld+json');
    expect((await forum.request('GET', path)).status).toBe(404);
  });

  test('a site says what search engines show: nothing, its forum, articles’ comments, members', async () => {
    const { url } = await forum.open('Le pont');
    await forum.linus.post('Et le pont ?', { article: 'chantier' });
    const pages = [new URL(url).pathname, '/a/chantier', `/members/${forum.ada.member.uid}`];
    const shown = async () => Promise.all(pages.map(async (path) => !(await headOf(path)).hidden[0]));

    expect(await shown()).toEqual([true, false, false]);
    await forum.change({ searchEngines: 'nothing' });
    expect(await shown()).toEqual([false, false, false]);
    await forum.change({ searchEngines: 'articles' });
    expect(await shown()).toEqual([true, true, false]);
    await forum.change({ searchEngines: 'members' });
    expect(await shown()).toEqual([true, true, true]);
    expect((await headOf('/a/que-personne-ne-connait')).hidden).toEqual(HIDDEN);
  });

  test('an article’s conversation carried on in the forum is the forum’s, at its address there', async () => {
    await forum.linus.post('Et le pont ?', { article: 'chantier' });
    const { thread } = await forum.readThread('chantier');
    await forum.db.write(async (tx) => {
      const [space] = await tx.select({ id: tx.t.spaces.id }).from(tx.t.spaces);
      await tx.update(tx.t.threads).set({ spaceId: space!.id });
    });

    expect(await headOf('/a/chantier')).toMatchObject({ canonical: `${OWN}/t/${thread.id}`, hidden: SHOWN });
  });

  test('links that readers give are marked as theirs', async () => {
    const post = await forum.linus.post('Voyez https://exemple.test/plan');

    expect(post.html).toContain('rel="nofollow ugc noopener"');
  });
});
