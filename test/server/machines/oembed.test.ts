// https://oembed.com: what stands for a thread or a post in a page that only has its address.
import { JSDOM } from 'jsdom';
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN } from '../../support/world.ts';

type Oembed = { version: string; type: string; title: string; html: string; width: number; height: number; provider_name: string };

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => void (forum = await openForum(engine)));

  const ask = (url: string, more = '') => forum.request<Oembed>('GET', `/oembed?url=${encodeURIComponent(url)}${more}`);

  test('a post: its element and a link, without its words nor who wrote it', async () => {
    const bridge = await forum.open('Le pont');
    const post = await forum.reply(bridge, 'Un mot juste.');

    const { body, text } = await ask(`${OWN}/p/${post.id}`);

    expect(body).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: 'Un commentaire sur La Terrasse',
      provider_name: 'La Terrasse',
      width: 680,
      height: 240,
    });
    expect(body.html).toContain(`<terrasse-post post="${post.id}"><blockquote cite="${OWN}/p/${post.id}">`);
    expect(body.html).toContain(`<script async src="${OWN}/quotes.js"></script>`);
    expect(text).not.toMatch(/Un mot juste|linus/);
  });

  test('a thread: by its address in the forum, or under its article', async () => {
    const bridge = await forum.open('Le « pont » & co <3');
    await forum.linus.post('Bonjour', { article: 'chantier' });

    const { body } = await ask(bridge.url);

    expect(body).toMatchObject({ type: 'rich', title: 'Le « pont » & co <3' });
    expect(body.html).toContain(`<terrasse-thread thread="${bridge.thread}">`);
    expect(body.html).toContain('&#38; co &#60;3</a>');
    expect((await ask(`${OWN}/a/chantier`)).body.title).toBe('Les commentaires d’un article');
  });

  test('as XML too; within the size it is given; in no other format', async () => {
    const bridge = await forum.open('Le pont & la gare');

    const { text, headers } = await ask(bridge.url, '&format=xml&maxwidth=300&maxheight=200');
    const { document } = new JSDOM(text, { contentType: 'text/xml' }).window;

    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const said = (name: string) => document.querySelector(name)?.textContent;
    expect([said('title'), said('width'), said('height')]).toEqual(['Le pont & la gare', '300', '200']);
    expect(said('html')).toContain('<terrasse-thread');
    expect((await ask(bridge.url, '&format=yaml')).status).toBe(501);
  });

  test('what waits, was taken down, is elsewhere or was never there is not found', async () => {
    const bridge = await forum.open('Le pont');
    const held = await forum.reply(bridge, 'Quel guignol.');
    const waiting = await forum.open('Un guignol', { source: 'guignol' });
    const gone = await forum.reply(bridge, 'Un mot.');
    await forum.take(gone.id);
    const urls = [
      `${OWN}/p/${held.id}`,
      waiting.url,
      `${OWN}/p/${gone.id}`,
      bridge.url.replace(OWN, 'https://ailleurs.test'),
      `${OWN}/a/nul`,
      `${OWN}/`,
      `${OWN}/t/%00`,
      `${OWN}/a/%e0%a4%a`,
    ];

    for (const url of urls) expect((await ask(url)).status, url).toBe(404);
    expect((await ask('nothing')).status).toBe(422);
    const other = await forum.addSite('gazette', 'terrasse.gazette.test');
    const { status } = await forum.request(
      'GET',
      `/oembed?url=${encodeURIComponent(bridge.url.replace(OWN, `http://${other.host}`))}`,
      undefined,
      { host: other.host },
    );
    expect(status).toBe(404);
  });

  test('a conversation’s page says where its own is; the address of a post in it, that of the post', async () => {
    const bridge = await forum.open('Le pont');
    const post = await forum.reply(bridge, 'Un mot.');
    const found = async (path: string) => {
      const [, href] = /type="application\/json\+oembed"[^>]* href="([^"]+)"/.exec((await forum.request('GET', path)).text)!;
      return forum.request<Oembed>('GET', href!.replaceAll('&amp;', '&').slice(OWN.length));
    };
    const path = new URL(bridge.url).pathname;

    expect((await found(path)).body.html).toContain('<terrasse-thread');
    expect((await found(`${path}?around=${post.id}`)).body.html).toContain(`<terrasse-post post="${post.id}">`);
  });
});
