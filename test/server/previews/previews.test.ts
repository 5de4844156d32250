import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { banned } from '#server/moderation/screening.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { previewOutbox } from '#server/previews/preview-links.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { createWorld, OWN } from '../../support/world.ts';

const OFF = { on: false, rankFrom: 0.5, holdFrom: null };
const PAGE = `<!doctype html><html><head><title>Les platanes – Ville</title>
<meta property="og:title" content="Les platanes&nbsp;: ce qu’on sait"><meta name="description" content="Deux\n lignes."></head><body><script>fetch('/lu')</script></body></html>`;

onBothDatabases((engine) => {
  test('the page a post links to is named under it, to all who have the thread open', async () => {
    const { world, ada, at, run, seen } = await openWorld(engine);
    const post = await ada.post(`Voyez ${at('/ville')}.`);
    const { thread } = await world.readThread();

    await run();

    expect((await seen(post)).previews).toEqual([
      { url: at('/ville'), title: 'Les platanes\u00a0: ce qu’on sait', description: 'Deux lignes.', site: '127.0.0.1' },
    ]);
    expect((await world.readThread()).thread.seq).toBe(thread.seq + 1);
    const page = (await world.request('GET', '/a/pont')).text;
    expect(page).toContain('Les platanes\u00a0: ce qu’on sait');
    expect(page).not.toContain('<img');
  });

  test('two at most, none of what it quotes, none of our own pages', async () => {
    const { ada, at, asked, run } = await openWorld(engine);

    await ada.post(`> ${at('/quoted')}\n\n${at('/a')} ${at('/b')} ${at('/c')} ${OWN}/t/1`);
    await run();

    expect(asked.toSorted()).toEqual(['/a', '/b']);
  });

  test('a link that is taken out takes its line along; what is held is not asked for', async () => {
    const { ada, at, asked, run, seen } = await openWorld(engine);
    const post = await ada.post(`Voyez ${at('/ville')}.`);
    await ada.post(`Guignol, voyez ${at('/autre')}.`);
    await run();

    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Rien à voir.', revision: 1 });
    await run();

    expect(asked).toEqual(['/ville']);
    expect((await seen(post)).previews).toBeUndefined();
  });

  test.each([
    ['a page that says nothing', '/empty'],
    ['what is no page', '/file'],
    ['what is not there', '/nowhere'],
  ])('%s gives no line, and is not asked again', async (_, path) => {
    const { world, ada, at, asked, run, seen } = await openWorld(engine);
    const post = await ada.post(`Voyez ${at(path)}.`);

    await run();
    world.pass(3_600_000);
    await run();

    expect(asked).toEqual([path]);
    expect((await seen(post)).previews).toBeUndefined();
  });

  test('an address of a known host that stands alone on its line plays there; its title is asked for, and not needed', async () => {
    const { world, ada, seen, run, told } = await openHosts(engine);
    const post = await ada.post('Voyez :\nhttps://youtu.be/dQw4w9WgXcQ\nhttps://vimeo.com/76979871');
    await run();

    expect((await seen(post)).previews).toEqual([
      {
        url: 'https://youtu.be/dQw4w9WgXcQ',
        title: 'Les "platanes" <b>',
        description: 'La ville',
        site: 'YouTube',
        player: 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1',
      },
      {
        url: 'https://vimeo.com/76979871',
        title: 'vimeo.com/76979871',
        description: '',
        site: 'Vimeo',
        player: 'https://player.vimeo.com/video/76979871?dnt=1&autoplay=1',
      },
    ]);
    expect(told.map((url) => new URL(url).pathname)).toEqual(['/oembed', '/api/oembed.json']);
    const { text, headers } = await world.request('GET', '/a/pont');
    expect(text).toContain('href="https://youtu.be/dQw4w9WgXcQ"');
    expect(text).not.toContain('<iframe');
    expect(headers.get('content-security-policy')).toContain(
      'frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://geo.dailymotion.com https://w.soundcloud.com;',
    );
  });

  test.each([
    ['in a sentence', 'Voyez https://youtu.be/dQw4w9WgXcQ donc'],
    ['under other words', '[Le maire vous parle](https://youtu.be/dQw4w9WgXcQ)'],
    ['in a quotation', '> https://youtu.be/dQw4w9WgXcQ\n\nNon.'],
  ])('what stands %s is a link like any other', async (_, source) => {
    const { ada, seen, run } = await openHosts(engine);
    const post = await ada.post(source);
    await run();

    expect((await seen(post)).previews?.[0]?.player).toBeUndefined();
  });

  test('no private address is asked, nor anything where the site wants none', async () => {
    const guarded = await openWorld(engine, { allowPrivate: false });
    await guarded.ada.post(`Voyez ${guarded.at('/ville')}.`);
    await guarded.run();
    expect(guarded.asked).toEqual([]);
    expect(guarded.world.failures).toEqual([]);

    const off = await openWorld(engine, { linkPreviews: false });
    await off.ada.post(`Voyez ${off.at('/ville')}.`);
    await off.run();
    expect(off.asked).toEqual([]);
  });
});

/** Where one host says what it plays, and the others nothing. */
async function openHosts(engine: Engine) {
  const told: string[] = [];
  const answer = async (url: string | URL) => {
    told.push(String(url));
    const says = String(url).startsWith('https://www.youtube.com/oembed');
    return says
      ? Response.json({ title: 'Les "platanes"\n<b>', author_name: 'La ville', html: '<iframe>' })
      : new Response('', { status: 404 });
  };
  const settings = { screening: { newcomerPosts: 0, linksAfterDays: 0, maxLinks: 9, words: [], classifier: OFF } };
  const world = await createWorld(engine, { fetch: Object.assign(answer, { check: async () => {} }), settings });
  return {
    world,
    told,
    ada: await world.person('ada'),
    run: () => runOutbox(world.db, previewOutbox(world.deps), world.now(), (error) => world.failures.push(error)),
    seen: async ({ id }: PostWire) => (await world.readThread()).posts.find((post) => post.id === id)!,
  };
}

async function openWorld(engine: Engine, { allowPrivate = true, linkPreviews = true } = {}) {
  const settings = {
    linkPreviews,
    screening: { newcomerPosts: 0, linksAfterDays: 0, maxLinks: 9, words: [banned('guignol')], classifier: OFF },
  };
  const world = await createWorld(engine, { fetch: createGuardedFetch({ allowPrivate }), settings });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === '/nowhere') return response.writeHead(404).end();
    const html = request.url === '/empty' ? '<title> </title>' : PAGE;
    response.writeHead(200, { 'content-type': request.url === '/file' ? 'application/pdf' : 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return {
    world,
    asked,
    ada: await world.person('ada'),
    at: (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    run: () => runOutbox(world.db, previewOutbox(world.deps), world.now(), (error) => world.failures.push(error)),
    seen: async ({ id }: PostWire) => (await world.readThread()).posts.find((post) => post.id === id)!,
  };
}
