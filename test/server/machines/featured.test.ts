// The newsroom's picks, as data and as a block for a publisher's page; and a post by itself.
import { beforeEach, expect, test } from 'vitest';
import type { FeaturedPage } from '#server/machines/quote-wire.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { ORIGIN, OWN } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => void (forum = await openForum(engine)));

  const pick = async ({ id }: Pick<PostWire, 'id'>) => {
    forum.pass(1000);
    expect((await forum.paul.desk('PUT', `/api/v1/posts/${id}/feature`)).status).toBe(204);
  };
  const featured = async (query = '', headers = {}) =>
    forum.request<FeaturedPage>('GET', `/api/v1/featured?site=courrier${query}`, undefined, headers);
  const texts = async (query = '') => (await featured(query)).body.posts.map(({ html }) => html.replace(/<[^>]+>/g, ''));

  test('the picks of a site, a space, an article, the last first, a page at a time', async () => {
    const bridge = await forum.open('Le pont');
    const station = await forum.open('La gare', { space: 'ville' });
    const posts = [
      await forum.reply(bridge, 'Du pont.'),
      await forum.reply(station, 'De la gare.'),
      await forum.linus.post('De l’article.', { article: 'chantier' }),
    ];
    for (const post of posts) await pick(post);

    expect(await texts()).toEqual(['De l’article.', 'De la gare.', 'Du pont.']);
    expect(await texts('&space=velo')).toEqual(['Du pont.']);
    expect(await texts('&space=ville')).toEqual(['De la gare.', 'Du pont.']);
    expect(await texts('&article=chantier')).toEqual(['De l’article.']);
    const { body } = await featured('&limit=2');
    expect(body.posts).toHaveLength(2);
    expect(await texts(`&limit=2&cursor=${body.next}`)).toEqual(['Du pont.']);
    expect(body.posts[1]).toMatchObject({
      id: posts[1]!.id,
      url: `${OWN}/p/${posts[1]!.id}`,
      author: { name: 'linus' },
      thread: { title: 'La gare', url: station.url },
    });
  });

  test('CM-36: a pick that is taken down, or picked no longer, is gone within a minute, from the data and from the block', async () => {
    const bridge = await forum.open('Le pont');
    const [one, two] = [await forum.reply(bridge, 'Un mot juste.'), await forum.reply(bridge, 'Un autre encore.')];
    await pick(one);
    await pick(two);
    const block = async () => forum.request('GET', '/embed/featured?site=courrier');
    const first = await block();
    expect(first.text).toMatch(/Un autre encore[^]*Un mot juste/);
    for (const { headers } of [first, await featured()])
      expect(Number(/max-age=(\d+)/.exec(headers.get('cache-control')!)![1])).toBeLessThanOrEqual(20);

    await forum.take(one.id);
    await forum.paul.desk('DELETE', `/api/v1/posts/${two.id}/feature`);

    expect(await texts()).toEqual([]);
    const after = await block();
    expect(after.text).not.toMatch(/Un mot juste|Un autre encore|linus/);
    expect(after.headers.get('etag')).not.toBe(first.headers.get('etag'));
  });

  test('nor is one there whose conversation nobody finds any more', async () => {
    const bridge = await forum.open('Le pont');
    await pick(await forum.reply(bridge, 'Un mot juste.'));
    await forum.take(bridge.post.id);

    expect(await texts()).toEqual([]);
    expect((await forum.request('GET', '/')).text).not.toContain('Un mot juste');
  });

  test('a listed page and a server may ask, another page may not; one says so plainly of what is wrong', async () => {
    expect((await featured('', { origin: ORIGIN })).headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect((await featured('', { origin: 'https://ailleurs.test' })).status).toBe(403);
    expect((await featured('&limit=51')).status).toBe(422);
    expect((await featured('&cursor=x')).status).toBe(422);
    expect((await featured('&space=nulle')).status).toBe(404);
    expect((await forum.request('GET', '/api/v1/featured?site=nul')).status).toBe(404);
    const first = await featured();
    expect((await featured('', { 'if-none-match': first.headers.get('etag')! })).status).toBe(304);
  });

  test('a post by itself is a quotation, complete without JavaScript; any page may show it', async () => {
    const bridge = await forum.open('Le pont');
    const post = await forum.reply(bridge, 'Un mot **juste**.');

    const { text, headers } = await forum.request('GET', `/embed/post?post=${post.id}&nonce=abcdefgh1`, undefined, {
      origin: 'https://ailleurs.test',
    });

    expect(headers.get('access-control-allow-origin')).toBe('https://ailleurs.test');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(text).toContain(`<terrasse-post post="${post.id}" lang="fr"><template shadowrootmode="open"><style nonce="abcdefgh1">`);
    expect(text).toContain('<p>Un mot <strong>juste</strong>.</p>');
    expect(text).toContain(`<a href="${OWN}/p/${post.id}">Le pont</a></span><time`);
    expect(text).toContain('<strong>linus</strong>');
  });

  test('held, taken down, deleted or never there: the same line stands for it', async () => {
    const bridge = await forum.open('Le pont');
    const [held, gone, deleted] = [
      await forum.reply(bridge, 'Quel guignol.'),
      await forum.reply(bridge, 'Un mot.'),
      await forum.reply(bridge, 'Deux mots.'),
    ];
    await forum.take(gone.id);
    await forum.linus.send('DELETE', `/api/v1/posts/${deleted.id}`);
    const shown = async (id: string) => (await forum.request('GET', `/embed/post?post=${id}`)).text.replace(id, '');

    const never = await shown('01a20462-752c-75aa-8f3d-4944febac6b6');

    expect(never).toContain('Ce commentaire n’est plus en ligne.');
    for (const { id } of [held, gone, deleted]) expect(await shown(id)).toBe(never);
  });

  test('what a newsroom’s own cookie could read is in no answer that may be kept for others', async () => {
    const bridge = await forum.open('Le pont');
    const held = await forum.reply(bridge, 'Quel guignol.');

    expect((await forum.request('GET', `/embed/post?post=${held.id}`, undefined, forum.paul.asPage)).text).not.toContain('guignol');
    await forum.change({ state: 'draft' });
    for (const path of ['/feed.atom', '/sitemap.xml', `/oembed?url=${encodeURIComponent(bridge.url)}`, '/embed/featured?site=courrier'])
      expect((await forum.request('GET', path, undefined, forum.paul.asPage)).status, path).not.toBe(200);
    expect((await forum.request('GET', `/embed/post?post=${bridge.post.id}`, undefined, forum.paul.asPage)).text).not.toContain('Au sujet');
  });
});
