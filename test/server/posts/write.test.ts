import { beforeEach, expect, test } from 'vitest';
import type { ErrorBody } from '#server/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, ORIGIN, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    linus = await world.person('linus');
  });

  test('a post is public at once, rendered, and counted', async () => {
    const post = await ada.post('Les **platanes** restent.');

    const page = await world.readThread();
    expect(page.posts).toHaveLength(1);
    expect(page.posts[0]).toMatchObject({
      id: post.id,
      state: 'published',
      html: '<p>Les <strong>platanes</strong> restent.</p>',
      own: null,
    });
    expect(page.posts[0]!.author).toMatchObject({ name: 'ada', badge: null });
    expect(page.thread).toMatchObject({ count: 1, seq: 1 });
  });

  test('a view creates no thread; the first contribution does', async () => {
    const before = await world.readThread('nouveau');
    expect(before.thread).toMatchObject({ id: null, seq: 0, count: 0 });
    expect(await world.db.read.$count(world.db.read.t.articles)).toBe(0);

    await ada.post('Bonjour.', { article: 'nouveau' });

    expect((await world.readThread('nouveau')).thread.id).not.toBeNull();
  });

  test('the same client id gives the first post again, also when sent many times at once', async () => {
    const send = () =>
      ada.send<PostAnswer>('POST', '/api/v1/posts', {
        site: 'courrier',
        article: 'pont',
        clientId: 'client-id-1',
        source: 'Une seule fois.',
      });

    const answers = await Promise.all(Array.from({ length: 8 }, send));

    expect(new Set(answers.map(({ body }) => body.post.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await world.readThread()).thread.count).toBe(1);
  });

  test('a client id is its author’s own: another may use the same', async () => {
    await ada.post('De moi.', { clientId: 'client-id-1' });
    await linus.post('De moi aussi.', { clientId: 'client-id-1' });

    expect((await world.readThread()).thread.count).toBe(2);
  });

  test('replies hang under what they answer, and are ranked by publication', async () => {
    const root = await ada.post('Racine.');
    const first = await linus.post('Première.', { parent: root.id });
    const deep = await ada.post('Plus bas.', { parent: first.id });

    expect(deep).toMatchObject({ parent: first.id, root: root.id, depth: 2, rank: 2 });
    expect((await world.readThread()).posts[0]).toMatchObject({ id: root.id, replies: 1, branch: 2 });
  });

  test('one does not answer a post of another thread, nor one that is gone', async () => {
    const elsewhere = await ada.post('Ailleurs.', { article: 'ailleurs' });
    const gone = await ada.post('Parti.');
    await ada.send('DELETE', `/api/v1/posts/${gone.id}`);
    const reply = (parent: string) =>
      linus.send<ErrorBody>('POST', '/api/v1/posts', {
        site: 'courrier',
        article: 'pont',
        parent,
        clientId: 'client-id-9',
        source: 'Réponse.',
      });

    expect(await reply(elsewhere.id)).toMatchObject({ status: 422, body: { error: { fields: { parent: expect.any(String) } } } });
    expect(await reply(gone.id)).toMatchObject({ status: 409, body: { error: { code: 'parent_gone' } } });
  });

  test('an edit keeps what was said before and tells its number', async () => {
    const post = await ada.post('Avnt.');
    world.pass(60_000);

    const edited = await ada.send<PostAnswer>('PATCH', `/api/v1/posts/${post.id}`, { source: 'Avant.', revision: 1 });

    expect(edited).toMatchObject({ status: 200, body: { post: { revision: 2, html: '<p>Avant.</p>' } } });
    const { revisions } = world.db.read.t;
    expect(await world.db.read.select({ source: revisions.source }).from(revisions)).toEqual([{ source: 'Avnt.' }]);
    expect((await world.readThread()).posts[0]).toMatchObject({ html: '<p>Avant.</p>', editedAt: '2026-11-22T13:01:00.000Z' });
  });

  test('of two edits of one revision, one is told that the text changed', async () => {
    const post = await ada.post('Texte.');
    const edit = (source: string) => ada.send<ErrorBody>('PATCH', `/api/v1/posts/${post.id}`, { source, revision: 1 });

    const statuses = (await Promise.all([edit('Un.'), edit('Deux.')])).map(({ status }) => status);

    expect(statuses.toSorted()).toEqual([200, 409]);
  });

  test('the edit window closes', async () => {
    const post = await ada.post('Texte.');
    world.pass(16 * 60_000);

    const late = await ada.send<ErrorBody>('PATCH', `/api/v1/posts/${post.id}`, { source: 'Trop tard.', revision: 1 });

    expect(late).toMatchObject({ status: 409, body: { error: { code: 'edit_window_over' } } });
  });

  test('only its author edits or deletes a post', async () => {
    const post = await ada.post('À moi.');

    expect((await linus.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'À lui.', revision: 1 })).status).toBe(403);
    expect((await linus.send('DELETE', `/api/v1/posts/${post.id}`)).status).toBe(403);
  });

  test('a deleted post vanishes; with replies it keeps its place, without a word of it', async () => {
    const alone = await ada.post('Seule.');
    const parent = await ada.post('Parent.');
    await linus.post('Réponse.', { parent: parent.id });

    await ada.send('DELETE', `/api/v1/posts/${alone.id}`);
    await ada.send('DELETE', `/api/v1/posts/${parent.id}`);

    const { posts, thread } = await world.readThread();
    expect(posts.map(({ state }) => state)).toEqual(['deleted', 'published']);
    expect(posts[0]).toMatchObject({ html: '', author: null, replies: 1 });
    expect(thread.count).toBe(1);
    await expectThreadTrue(world.db, thread.id!);
  });

  test('an empty place goes with the last reply that held it open', async () => {
    const root = await ada.post('Racine.');
    const middle = await linus.post('Milieu.', { parent: root.id });
    const leaf = await ada.post('Feuille.', { parent: middle.id });
    await ada.send('DELETE', `/api/v1/posts/${root.id}`);
    await linus.send('DELETE', `/api/v1/posts/${middle.id}`);

    await ada.send('DELETE', `/api/v1/posts/${leaf.id}`);

    const { posts, thread } = await world.readThread();
    expect(posts).toEqual([]);
    await expectThreadTrue(world.db, thread.id!);
  });

  test('deleting twice is deleting once', async () => {
    const post = await ada.post('Texte.');

    const both = await Promise.all([ada.send('DELETE', `/api/v1/posts/${post.id}`), ada.send('DELETE', `/api/v1/posts/${post.id}`)]);

    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect((await world.readThread()).thread).toMatchObject({ count: 0, seq: 2 });
  });

  test('32 writers on one thread: every acknowledged post is there, numbered without a gap', async () => {
    const root = await ada.post('Racine.');
    const people = await Promise.all(Array.from({ length: 32 }, (_, i) => world.person(`writer${i}`)));

    await Promise.all(people.map((person, i) => person.post(`Message ${i}.`, i % 2 ? { parent: root.id } : {})));

    const { thread } = await world.readThread();
    expect(thread).toMatchObject({ count: 33, seq: 33 });
    await expectThreadTrue(world.db, thread.id!);
    const { body } = await world.request<{ changes: { seq: number }[] }>('GET', `/api/v1/threads/${thread.id}/changes?after=0`);
    expect(body.changes.map(({ seq }) => seq)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
  });

  test('32 first contributions to one article make one thread', async () => {
    const people = await Promise.all(Array.from({ length: 32 }, (_, i) => world.person(`writer${i}`)));

    await Promise.all(people.map((person) => person.post('Premier !', { article: 'neuf' })));

    expect(await world.db.read.$count(world.db.read.t.threads)).toBe(1);
    expect((await world.readThread('neuf')).thread.count).toBe(32);
  });

  test('where it came from is kept, sealed: no address is readable in the database', async () => {
    await world.request(
      'POST',
      '/api/v1/posts',
      { site: 'courrier', article: 'pont', clientId: 'client-id-1', source: 'Texte.' },
      { ...ada.asEmbed, 'x-forwarded-for': '203.0.113.7' },
    );

    const [record] = await world.db.read.select().from(world.db.read.t.originRecords);
    expect(record).toMatchObject({ act: 'create', memberId: ada.member.id, purgeAt: new Date('2027-11-22T13:00:00Z') });
    expect(record!.sealed.toString('latin1')).not.toMatch(/203\.0\.113|127\.0\.0/);
  });

  test('what a page claims about itself is never shown until the site confirmed it', async () => {
    await ada.send('POST', '/api/v1/posts', {
      site: 'courrier',
      article: 'pont',
      clientId: 'client-id-1',
      source: 'Texte.',
      page: { url: `${ORIGIN}/pont`, title: 'Un faux titre' },
    });

    const page = await world.readThread();
    expect(page.thread).toMatchObject({ title: null, article: { id: 'pont', title: null, url: null } });
  });
});
