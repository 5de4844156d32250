import { beforeEach, expect, test } from 'vitest';
import type { ErrorBody } from '#server/wire.ts';
import type { ChangesPage, PostsPage, Sort, ThreadPage } from '#server/threads/wire.ts';
import { appendChange, findThreadPlace } from '#server/threads/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, OWN, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    linus = await world.person('linus');
  });

  const write = async (n: number, parent?: string) => {
    const posts = [];
    for (let i = 0; i < n; i++) {
      world.pass(100_000); // the pace of somebody who reads: faster would be a flood
      posts.push(await ada.post(`Message ${i}.`, parent ? { parent } : {}));
    }
    return posts;
  };
  const get = <T>(path: string, headers: Record<string, string> = {}) => world.request<T>('GET', `/api/v1${path}`, undefined, headers);
  const roots = ({ posts }: { posts: { id: string; parent: string | null }[] }) =>
    posts.filter(({ parent }) => parent === null).map(({ id }) => id);

  test('an unknown site is not found; a known one without a thread is an empty page', async () => {
    expect((await get('/thread?site=nulle-part&article=pont')).status).toBe(404);

    const { status, body } = await get<ThreadPage>('/thread?site=courrier&article=pont');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      posts: [],
      next: null,
      viewer: null,
      thread: { id: null, count: 0, writing: { state: 'open', audience: 'members' } },
    });
  });

  test.each<[Sort, (ids: string[]) => string[]]>([
    ['newest', (ids) => ids.toReversed()],
    ['oldest', (ids) => ids],
  ])('sorted %s, pages follow each other without a gap or a double', async (sort, expected) => {
    const written = await write(45);
    const first = (await get<ThreadPage>(`/thread?site=courrier&article=pont&sort=${sort}`)).body;
    const ids = roots(first);
    for (let next = first.next; next;) {
      const page: PostsPage = (await get<PostsPage>(`/threads/${first.thread.id}/posts?sort=${sort}&cursor=${next}`)).body;
      expect(roots(page).length).toBeLessThanOrEqual(20);
      ids.push(...roots(page));
      next = page.next;
    }

    expect(ids).toEqual(expected(written.map(({ id }) => id)));
  });

  test('most replied first; of equals, the newer', async () => {
    const [quiet, busy, quieter] = await write(3);
    await write(2, busy!.id);

    expect(roots(await world.readThread('pont', '&sort=replies'))).toEqual([busy!.id, quieter!.id, quiet!.id]);
  });

  test('flat, each post stands by itself in the order of time, and says whom it answers', async () => {
    const [root] = await write(12);
    const replies = await write(12, root!.id);
    const first = (await get<ThreadPage>('/thread?site=courrier&article=pont&sort=flat')).body;

    const { body: rest } = await get<PostsPage>(`/threads/${first.thread.id}/posts?sort=flat&cursor=${first.next}`);

    expect(first.posts).toHaveLength(20);
    expect([first, rest].flatMap(({ posts }) => posts.map(({ at }) => at))).toEqual(
      [first, rest].flatMap(({ posts }) => posts.map(({ at }) => at)).toSorted(),
    );
    expect(rest.posts.map(({ id }) => id)).toEqual(replies.slice(8).map(({ id }) => id));
    expect(rest.posts[0]).toMatchObject({ parent: root!.id, to: 'ada' });
    expect(rest.next).toBeNull();
    expect((await world.request('GET', '/a/pont?sort=flat')).text).toMatch(/aria-current[^>]*>À plat/);
  });

  test('a post that arrives between two pages is neither missed nor shown twice', async () => {
    await write(25);
    const first = (await get<ThreadPage>('/thread?site=courrier&article=pont')).body;
    await write(3);

    const second = (await get<PostsPage>(`/threads/${first.thread.id}/posts?cursor=${first.next}`)).body;

    expect(roots(second)).toHaveLength(5);
    expect(new Set([...roots(first), ...roots(second)]).size).toBe(25);
  });

  test('a root comes with its first replies; the rest of the branch loads on, parents before children', async () => {
    const [root] = await write(1);
    const replies = await write(30, root!.id);
    const nested = await linus.post('Tout en bas.', { parent: replies[29]!.id });

    const page = await world.readThread();
    expect(page.posts).toMatchObject([{ id: root!.id, branch: 31, replies: 30 }, { rank: 1 }, { rank: 2 }]);

    const rest = (await get<PostsPage>(`/threads/${page.thread.id}/posts?root=${root!.id}&after=2`)).body;
    const last = (await get<PostsPage>(`/threads/${page.thread.id}/posts?root=${root!.id}&after=${rest.next}`)).body;
    expect(rest.posts.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 3));
    expect(last.posts.at(-1)).toMatchObject({ id: nested.id, parent: replies[29]!.id });
    expect(last.next).toBeNull();
  });

  test('a permalink brings its branch along: the root, the ancestors, the post', async () => {
    const [root] = await write(1);
    const replies = await write(10, root!.id);
    const deep = await linus.post('Profond.', { parent: replies[9]!.id });
    await write(30);

    const page = await world.readThread('pont', `&around=${deep.id}`);

    const ids = page.posts.map(({ id }) => id);
    expect(ids[0]).toBe(root!.id);
    expect(ids).toEqual(expect.arrayContaining([root!.id, replies[9]!.id, deep.id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('its number is its validator: unchanged, the answer is 304', async () => {
    await write(1);
    const { headers } = await get('/thread?site=courrier&article=pont');
    const again = await get('/thread?site=courrier&article=pont', { 'if-none-match': headers.get('etag')! });
    await write(1);
    const changed = await get('/thread?site=courrier&article=pont', { 'if-none-match': headers.get('etag')! });

    expect([again.status, changed.status]).toEqual([304, 200]);
  });

  test('what a signed-in reader sees is nobody else’s: never cached, no validator', async () => {
    const { headers } = await get('/thread?site=courrier&article=pont', ada.asEmbed);

    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('etag')).toBeNull();
  });

  test('changes after a number, each with the post as it is now', async () => {
    const [first] = await write(2);
    const { thread } = await world.readThread();
    await ada.send('PATCH', `/api/v1/posts/${first!.id}`, { source: 'Corrigé.', revision: 1 });
    await ada.send('DELETE', `/api/v1/posts/${first!.id}`);

    const { body } = await get<ChangesPage>(`/threads/${thread.id}/changes?after=2`);

    expect(body).toMatchObject({
      seq: 4,
      changes: [
        { seq: 3, kind: 'post.edited', post: { state: 'deleted', html: '' } },
        { seq: 4, kind: 'post.deleted' },
      ],
    });
  });

  test('whoever is far behind is told 200 changes at a time, and how far there is to go', async () => {
    const [first] = await write(1);
    const { thread } = await world.readThread();
    await world.deps.db.write(async (tx) => {
      const place = (await findThreadPlace(tx, thread.id!))!;
      const change = { threadId: place.thread.id, kind: 'thread.changed', postId: null, count: 0, at: world.deps.now() } as const;
      for (let i = 0; i < 250; i++) await appendChange(tx, change);
    });
    await ada.send('PATCH', `/api/v1/posts/${first!.id}`, { source: 'Corrigé.', revision: 1 });
    const changesAfter = async (n: number) => (await get<ChangesPage>(`/threads/${thread.id}/changes?after=${n}`)).body;
    const numbers = ({ changes }: ChangesPage) => changes.map(({ seq }) => seq);

    const part = await changesAfter(1);
    const rest = await changesAfter(201);

    expect(numbers(part)).toEqual(Array.from({ length: 200 }, (_, i) => i + 2));
    expect(numbers(rest)).toEqual(Array.from({ length: 51 }, (_, i) => i + 202));
    expect([part.seq, rest.seq]).toEqual([252, 252]);
    expect(rest.changes.at(-1)).toMatchObject({ kind: 'post.edited', post: { id: first!.id, revision: 2 } });
    expect(await changesAfter(252)).toEqual({ changes: [], seq: 252 });
  });

  test('counts of many articles in one request; those without a thread have none', async () => {
    await write(3);

    expect((await get('/counts?site=courrier&articles=pont,rien')).body).toEqual({ counts: { pont: 3, rien: 0 } });
    expect((await get(`/counts?site=courrier&articles=${Array.from({ length: 101 }, (_, i) => i).join(',')}`)).status).toBe(422);
  });

  test('a page the publisher has not listed may neither read nor write', async () => {
    const elsewhere = { origin: 'https://copie.example' };
    const read = await get<ErrorBody>('/thread?site=courrier&article=pont', elsewhere);
    const write = await world.request<ErrorBody>(
      'POST',
      '/api/v1/posts',
      { site: 'courrier', article: 'pont', clientId: 'client-id-1', source: 'x' },
      { ...ada.asEmbed, ...elsewhere },
    );

    expect(read).toMatchObject({ status: 403, body: { error: { code: 'wrong_origin' } } });
    expect(write).toMatchObject({ status: 403, body: { error: { code: 'wrong_origin' } } });
    expect((await get('/thread?site=courrier&article=pont', { origin: ORIGIN })).status).toBe(200);
    expect((await get('/thread?site=courrier&article=pont', { origin: OWN })).status).toBe(200);
  });

  test('our cookie sent by another page counts for nothing', async () => {
    const forged = { ...ada.asPage, origin: ORIGIN, 'sec-fetch-site': 'cross-site' };

    const answer = await world.request<ErrorBody>(
      'POST',
      '/api/v1/posts',
      { site: 'courrier', article: 'pont', clientId: 'client-id-1', source: 'x' },
      forged,
    );

    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'not_signed_in' } } });
  });

  test('every wrong field is named, in the reader’s language', async () => {
    const answer = (lang: string) =>
      world.request<ErrorBody>(
        'POST',
        '/api/v1/posts',
        { site: 'courrier', article: 'pont', clientId: '?', source: ' ' },
        { ...ada.asEmbed, 'accept-language': lang },
      );

    expect(await answer('fr')).toMatchObject({
      status: 422,
      body: {
        error: { code: 'invalid', fields: { clientId: 'Cette valeur n’est pas acceptée ici.', source: 'Ce champ est nécessaire.' } },
      },
    });
    expect((await answer('en')).body.error.fields).toMatchObject({ source: 'This field is needed.' });
  });

  test('too long is refused: the text by 422, the body by 413', async () => {
    const long = (length: number) =>
      ada.send<ErrorBody>('POST', '/api/v1/posts', {
        site: 'courrier',
        article: 'pont',
        clientId: 'client-id-1',
        source: 'é'.repeat(length),
      });

    expect(await long(10_001)).toMatchObject({ status: 422, body: { error: { fields: { source: '10000 caractères au plus.' } } } });
    expect((await long(40_000)).status).toBe(413);
    expect((await long(10_000)).status).toBe(201);
  });

  test('a body that is no JSON is told so', async () => {
    expect((await world.request<ErrorBody>('POST', '/api/v1/posts', '{"site":', ada.asEmbed)).body.error.code).toBe('malformed');
  });

  test('a closed thread can be read, not written to', async () => {
    await write(1);
    const { thread } = await world.readThread();
    const camille = await world.person('camille', 'moderator');
    expect((await ada.desk('PUT', `/api/v1/threads/${thread.id}/closure`)).status).toBe(404);
    expect((await camille.desk('PUT', `/api/v1/threads/${thread.id}/closure`)).status).toBe(204);

    const refused = await linus.send<ErrorBody>('POST', '/api/v1/posts', { thread: thread.id, clientId: 'client-id-1', source: 'x' });

    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'thread_closed' } } });
    expect(await world.readThread()).toMatchObject({ thread: { writing: { state: 'closed' }, count: 1, seq: 2 } });
  });

  test('an article closes by itself when its date has come', async () => {
    const short = await createWorld(engine, { settings: { closeAfterDays: 2 } });
    const { makeToken } = await import('#server/sites/tokens.ts');
    const { token } = await makeToken(short.deps, short.site.id, { name: 'CMS' });
    await short.request(
      'PUT',
      '/api/v1/articles/pont',
      { title: 'Le pont', url: `${ORIGIN}/pont`, publishedAt: '2026-11-22T12:00:00Z' },
      { authorization: `Bearer ${token}` },
    );

    expect((await short.readThread()).thread).toMatchObject({
      title: 'Le pont',
      writing: { state: 'open', closesAt: '2026-11-24T12:00:00.000Z' },
    });
    short.pass(2 * 86_400_000);
    expect((await short.readThread()).thread.writing).toEqual({ state: 'closed', since: '2026-11-24T12:00:00.000Z' });
  });

  test('subscribers only: a member reads, a subscriber writes', async () => {
    const paid = await createWorld(engine, { settings: { audience: 'subscribers' } });
    const [member, subscriber] = [await paid.person('member'), await paid.person('subscriber', 'subscriber')];

    const refused = await member.send<ErrorBody>('POST', '/api/v1/posts', {
      site: 'courrier',
      article: 'pont',
      clientId: 'client-id-1',
      source: 'x',
    });

    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'subscribers_only' } } });
    expect((await subscriber.post('Oui.')).state).toBe('published');
    expect((await paid.readThread('pont', '', member.asEmbed)).viewer).toMatchObject({ canPost: false, refusal: 'subscribers_only' });
  });

  test('too fast: told how long to wait, and after that it goes through', async () => {
    const strict = await createWorld(engine, { limits: true });
    const hasty = await strict.person('hasty');
    for (let i = 0; i < 5; i++) await hasty.post(`Message ${i}.`);

    const refused = await hasty.send<ErrorBody>('POST', '/api/v1/posts', {
      site: 'courrier',
      article: 'pont',
      clientId: 'client-id-1',
      source: 'Encore.',
    });

    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too_fast', retryAfter: 180 } } });
    expect(refused.headers.get('retry-after')).toBe('180');
    strict.pass(180_000);
    expect((await hasty.post('Encore.')).state).toBe('published');
  });
});
