// Atom, RSS 2.0 and JSON Feed of what anybody may read, read back by somebody else's parser.
import { parseFeed } from '@rowanmanning/feed-parser';
import { eq } from 'drizzle-orm';
import { JSDOM } from 'jsdom';
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { sendMedium } from '../../support/medium.ts';
import { mp3, mp4 } from '../../support/recordings.ts';
import { OWN } from '../../support/world.ts';

type JsonFeed = {
  title: string;
  home_page_url: string;
  feed_url: string;
  items: { id: string; title: string; content_html: string; authors?: { name: string }[]; attachments?: object[] }[];
};

/** What breaks a feed that was put together carelessly. */
const NASTY = 'Fin ]]> & <b>gras</b> &amp; « ça » "cité" \u0007\u000b 👩‍🌾 \ud83d seul, \uffff et </content></entry>';

/** As the strictest of parsers reads it, which others forgive. */
function strictly(text: string, format: string) {
  const { document } = new JSDOM(text, { contentType: 'application/xml' }).window;
  const [item] = document.querySelectorAll('entry, item');
  const said = (name: string) => item!.getElementsByTagName(name)[0]!.textContent;
  expect(parseFeed(text).items[0]!.title).toBe(said('title'));
  return { title: said('title'), content_html: said(format === 'atom' ? 'content' : 'content:encoded') };
}

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => void (forum = await openForum(engine)));

  const read = async (path: string) => {
    const { text, status, headers } = await forum.request('GET', path);
    expect([path, status]).toEqual([path, 200]);
    return { text, headers, feed: parseFeed(text) };
  };
  const titles = async (path: string) => (await read(path)).feed.items.map(({ title }) => title);

  test.each(['atom', 'rss'])('%s: conversations with their texts, who wrote them, and when', async (format) => {
    const { thread, url } = await forum.open('Le pont & la gare', { source: 'Qui a vu **le chantier** ?' });

    const { feed, headers } = await read(`/feed.${format}`);

    expect(headers.get('content-type')).toBe(`application/${format}+xml; charset=utf-8`);
    expect(feed.toJSON()).toMatchObject({ title: 'La Terrasse', url: `${OWN}/`, self: `${OWN}/feed.${format}`, language: 'fr' });
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]!.toJSON()).toMatchObject({
      id: `${OWN}/t/${thread}`,
      title: 'Le pont & la gare',
      url,
      content: expect.stringContaining('<strong>le chantier</strong>'),
      published: '2026-11-22T13:01:00.000Z',
    });
    expect(feed.items[0]!.authors[0]!.name).toBe('ada');
  });

  test('JSON Feed says the same', async () => {
    const { thread } = await forum.open('Le pont');

    const { body, headers } = await forum.request<JsonFeed>('GET', '/feed.json');

    expect(headers.get('content-type')).toContain('application/feed+json');
    expect(body).toMatchObject({ title: 'La Terrasse', home_page_url: `${OWN}/`, feed_url: `${OWN}/feed.json` });
    expect(body.items).toEqual([
      expect.objectContaining({
        id: `${OWN}/t/${thread}`,
        content_html: expect.stringContaining('Au sujet de'),
        authors: [expect.objectContaining({ name: 'ada' })],
      }),
    ]);
  });

  test.each(['atom', 'rss', 'json'])('%s: the nastiest text is only text', async (format) => {
    const opened = await forum.open('Fin ]]> & <b>', { source: NASTY });
    await forum.db.write(
      async (tx) =>
        void (await tx
          .update(tx.t.posts)
          .set({ html: `<p>${NASTY.replaceAll('<', '&lt;')} <a href="/charter">là</a></p>` })
          .where(eq(tx.t.posts.uid, opened.post.id))),
    );

    const { text } = await forum.request('GET', `/feed.${format}`);
    const item = format === 'json' ? (JSON.parse(text) as JsonFeed).items[0] : strictly(text, format);

    expect(item!.title).toBe('Fin ]]> & <b>');
    expect(item!.content_html).toContain('👩‍🌾');
    expect(item!.content_html).toContain('&lt;/content>&lt;/entry>');
    expect(item!.content_html).toContain(`<a href="${OWN}/charter">`);
    expect(text.isWellFormed()).toBe(true);
  });

  test('a sound and a film travel with what shows them, as programs that fetch them ask', async () => {
    const [sound, film] = [await sendMedium(forum, forum.ada, mp3()), await sendMedium(forum, forum.ada, mp4())];
    await forum.open('Le vent', { source: `![Le vent](media:${sound})\n\n![Le pont](media:${film})` });
    const [audio, video] = [`${OWN}/media/${sound}/play`, `${OWN}/media/${film}/play`];

    const enclosed = async (format: string) => {
      const { document } = new JSDOM((await read(`/feed.${format}`)).text, { contentType: 'application/xml' }).window;
      return [...document.querySelectorAll('enclosure, link[rel=enclosure]')].map((one) =>
        ['url', 'href', 'type', 'length'].flatMap((name) => one.getAttribute(name) ?? []),
      );
    };

    expect(await enclosed('rss')).toEqual([[audio, 'audio/mpeg', String(mp3().length)]]);
    expect(await enclosed('atom')).toEqual([
      [audio, 'audio/mpeg', String(mp3().length)],
      [video, 'video/mp4', String(mp4().length)],
    ]);
    const { body } = await forum.request<JsonFeed>('GET', '/feed.json');
    expect(body.items[0]!.attachments).toEqual([
      expect.objectContaining({ url: audio, mime_type: 'audio/mpeg', size_in_bytes: mp3().length }),
      { url: video, mime_type: 'video/mp4', title: 'Le pont', size_in_bytes: mp4().length, duration_in_seconds: 12 },
    ]);
  });

  test('of a space with those below it, of a tag, of a thread, an article, a member; each page says where its own are', async () => {
    const bridge = await forum.open('Le pont', { tags: ['travaux'] });
    await forum.open('La gare', { space: 'ville' });
    await forum.reply(bridge, 'Moi aussi.');
    await forum.linus.post('Sous un article.', { article: 'chantier' });
    const member = `/members/${forum.linus.member.uid}`;

    expect(await titles('/s/ville/feed.atom')).toEqual(expect.arrayContaining(['Le pont', 'La gare']));
    expect(await titles('/s/velo/feed.atom')).toEqual(['Le pont']);
    expect(await titles('/tag/travaux/feed.rss')).toEqual(['Le pont']);
    expect(await titles(`/t/${bridge.thread}/feed.rss`)).toEqual(['linus dans «\u00a0Le pont\u00a0»', 'ada dans «\u00a0Le pont\u00a0»']);
    expect(await titles('/a/chantier/feed.atom')).toEqual(['Un commentaire de linus']);
    expect(await titles('/a/inconnu/feed.atom')).toEqual([]);
    expect(await titles(`${member}/feed.atom`)).toEqual(['Un commentaire de linus', 'linus dans «\u00a0Le pont\u00a0»']);
    for (const page of ['/', '/s/velo', '/tag/travaux', new URL(bridge.url).pathname, '/a/chantier', member]) {
      const { text } = await forum.request('GET', page);
      const own = [...text.matchAll(/type="application\/(?:atom\+xml|rss\+xml|feed\+json)"[^>]* href="([^"]+)"/g)].map(([, href]) => href!);
      expect(own, page).toHaveLength(3);
      for (const path of own) expect((await forum.request('GET', path)).status, path).toBe(200);
    }
  });

  test.each(['/s/nulle', '/tag/nul', '/t/nul', '/members/nul'])('of %s there is none', async (path) => {
    expect((await forum.request('GET', `${path}/feed.atom`)).status).toBe(404);
  });

  test('what is held is never there, what is taken down is gone from the next one, with all that stood in its thread', async () => {
    const bridge = await forum.open('Le pont');
    const answer = await forum.reply(bridge, 'Une réponse que voici.');
    await forum.reply(bridge, 'Quel guignol.');
    await forum.open('Un guignol', { source: 'guignol' });
    const feeds = ['/feed.json', '/s/velo/feed.json', `/t/${bridge.thread}/feed.json`, `/members/${forum.linus.member.uid}/feed.json`];
    const all = async () => (await Promise.all(feeds.map(async (path) => (await forum.request('GET', path)).text))).join('\n');

    expect(await all()).toContain('Une réponse que voici.');
    expect(await all()).not.toContain('guignol');
    await forum.take(answer.id);
    expect(await all()).not.toContain('Une réponse que voici.');
    await forum.reply(bridge, 'Une autre que voilà.');
    await forum.take(bridge.post.id);
    expect((await forum.request('GET', `/t/${bridge.thread}/feed.json`)).status).toBe(404);
    expect(await all()).not.toContain('Une autre que voilà.');
  });

  test('nothing new is said in a word; something taken down is something new', async () => {
    const bridge = await forum.open('Le pont');
    const answer = await forum.reply(bridge, 'Une réponse.');
    await forum.reply(bridge, 'Une autre, plus tard.');
    const path = `/t/${bridge.thread}/feed.atom`;
    const first = await read(path);
    const again = (etag: string) =>
      forum.request('GET', path, undefined, { 'if-none-match': etag, 'if-modified-since': first.headers.get('last-modified')! });

    expect((await again(first.headers.get('etag')!)).status).toBe(304);
    await forum.take(answer.id);
    expect((await again(first.headers.get('etag')!)).status).toBe(200);
    expect(new Date(first.headers.get('last-modified')!).getTime()).toBe(forum.now().getTime());
  });

  test('a merged conversation’s feed is where it went; another site’s is not here', async () => {
    const [one, two] = [await forum.open('Le pont'), await forum.open('La gare')];
    const { threads } = forum.db.read.t;
    const [to] = await forum.db.read.select({ id: threads.id }).from(threads).where(eq(threads.uid, two.thread));
    await forum.db.write(async (tx) => void (await tx.update(threads).set({ mergedIntoId: to!.id }).where(eq(threads.uid, one.thread))));
    const other = await forum.addSite('gazette', 'terrasse.gazette.test');

    const { status, headers } = await forum.request('GET', `/t/${one.thread}/feed.rss`);

    expect([status, headers.get('location')]).toEqual([301, `/t/${two.thread}/feed.rss`]);
    expect((await forum.request('GET', `/t/${two.thread}/feed.rss`, undefined, { host: other.host })).status).toBe(404);
  });

  test('an article carried on in the forum is there, and leads to it', async () => {
    await forum.linus.post('Bonjour', { article: 'chantier' });
    await forum.db.write(async (tx) => {
      await tx.update(tx.t.articles).set({ title: 'Le chantier', url: 'https://www.courrier.test/chantier', confirmedAt: forum.now() });
      await tx.update(tx.t.threads).set({ spaceId: 1 });
    });

    const { feed, text } = await read('/feed.atom');

    expect(feed.items[0]!.toJSON()).toMatchObject({
      title: 'Le chantier',
      content: '<p><a href="https://www.courrier.test/chantier">Le chantier</a></p>',
    });
    expect(text).toMatch(/<entry>[^]*<author><name>/);
  });
});
