// CM-20: exchanges put in order: moved, merged, split, each address still leading to what it named, and whom it concerns told.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import { runTimers } from '#server/threads/timers.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    linus = await world.person('linus');
    camille = await world.person('camille', 'moderator');
    await world.db.write(async (tx) => {
      const space = { siteId: world.site.id, description: '' };
      await tx.insert(tx.t.spaces).values([
        { ...space, slug: 'quartier', name: 'Quartier', position: 0 },
        { ...space, slug: 'riviere', name: 'Rivière', position: 1 },
      ]);
    });
  });

  const open = async (by: Person, title: string, space = 'quartier') =>
    (
      await by.send<OpenedWire>('POST', '/api/v1/threads', {
        site: 'courrier',
        space,
        kind: 'discussion',
        title,
        source: `${title}, en un mot.`,
        clientId: uuidv7(),
      })
    ).body;
  const reply = async (by: Person, thread: string, source: string, parent: PostWire | null = null) =>
    (await by.send<PostAnswer>('POST', '/api/v1/posts', { thread, source, parent: parent?.id ?? null, clientId: uuidv7() })).body.post;
  const read = async (thread: string) => (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`)).body;
  const textsOf = ({ posts }: ThreadPage) =>
    posts.map(({ html, depth }) => `${'> '.repeat(depth)}${html.replace(/<[^>]+>/g, '').trim()}`).toSorted();
  const move = (post: PostWire, thread: string, by = camille) => by.desk<ErrorBody>('PUT', `/api/v1/posts/${post.id}/place`, { thread });
  const merge = (from: string, into: string, by = camille) => by.desk<ErrorBody>('PUT', `/api/v1/threads/${from}/merger`, { into });
  const expectTrue = async (...threads: string[]) => {
    for (const thread of threads) await expectThreadTrue(world.db, thread);
  };

  /** root > a > (b, c > d), and another root. */
  async function branch(thread: string) {
    const root = await reply(ada, thread, 'La racine.');
    const a = await reply(linus, thread, 'A, sous la racine.', root);
    const b = await reply(ada, thread, 'B, sous A.', a);
    const c = await reply(linus, thread, 'C, sous A.', a);
    const d = await reply(ada, thread, 'D, sous C.', c);
    const other = await reply(linus, thread, 'Une autre racine.');
    return { root, a, b, c, d, other };
  }

  test('a post goes with all that hangs on it, and both threads stay true', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues', 'riviere')];
    const { a } = await branch(here.thread);

    expect((await move(a, there.thread)).status).toBe(204);

    expect(textsOf(await read(here.thread))).toEqual(['La racine.', 'Les platanes, en un mot.', 'Une autre racine.']);
    const moved = await read(there.thread);
    expect(moved.thread.count).toBe(4);
    expect(moved.posts.find(({ id }) => id === a.id)).toMatchObject({ parent: null, depth: 0, branch: 3 });
    await expectTrue(here.thread, there.thread);
  });

  test('its address leads to where it is, and its author is told', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { a } = await branch(here.thread);
    await move(a, there.thread);

    const answer = await world.request('GET', `/p/${a.id}`);
    const told = await world.request('GET', '/notifications', undefined, linus.asPage);

    expect(answer.headers.get('location')).toContain(`/t/${there.thread}`);
    expect(told.text).toContain('Votre message est maintenant dans');
    expect(told.text).toContain('Les crues');
  });

  test('who follows either thread is told to read it again, and is not sent what left', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const before = await read(here.thread);
    const { a } = await branch(here.thread);
    await move(a, there.thread);

    const { body } = await world.request<{ changes: { kind: string; post: PostWire | null }[] }>(
      'GET',
      `/api/v1/threads/${here.thread}/changes?after=${before.thread.seq}`,
    );

    expect(body.changes.at(-1)).toMatchObject({ kind: 'posts.moved', post: null });
    expect(body.changes.some(({ post }) => post?.id === a.id)).toBe(false);
  });

  test('an answer begun before it moved is told where it went, and loses nothing', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { a } = await branch(here.thread);
    await move(a, there.thread);

    const late = await ada.send<ErrorBody>('POST', '/api/v1/posts', {
      thread: here.thread,
      source: 'Trop tard.',
      parent: a.id,
      clientId: uuidv7(),
    });

    expect([late.status, late.body.error.code]).toEqual([409, 'parent_moved']);
  });

  test('an answer written while its parent moves stands with it or is refused: never between two threads', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { a } = await branch(here.thread);

    const answers = await Promise.all([
      move(a, there.thread),
      ...Array.from({ length: 8 }, (_, i) =>
        ada.send<ErrorBody>('POST', '/api/v1/posts', { thread: here.thread, source: `Réponse ${i}.`, parent: a.id, clientId: uuidv7() }),
      ),
    ]);

    expect(answers.map(({ status }) => status).every((status) => [204, 201, 409].includes(status))).toBe(true);
    await expectTrue(here.thread, there.thread);
  });

  test('two moderators move and merge at once: what is left is true', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { a, c, other } = await branch(here.thread);
    const second = await world.person('denis', 'moderator');

    const done = await Promise.all([
      move(a, there.thread),
      move(c, there.thread, second),
      merge(here.thread, there.thread, second),
      move(other, there.thread),
    ]);

    expect(done.every(({ status }) => [204, 404, 409].includes(status))).toBe(true);
    await expectTrue(here.thread, there.thread);
  });

  test('a thread merged into another leaves its address, and nothing is written there any more', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { root } = await branch(here.thread);

    expect((await merge(here.thread, there.thread)).status).toBe(204);

    const old = await world.request('GET', `/t/${here.thread}?around=${root.id}`);
    expect(old.status).toBe(301);
    expect(old.headers.get('location')).toContain(`/t/${there.thread}`);
    expect(old.headers.get('location')).toContain(`around=${root.id}`);
    expect((await read(there.thread)).thread.count).toBe(7);
    expect(
      (await ada.send('POST', '/api/v1/posts', { thread: here.thread, source: 'Encore.', parent: null, clientId: uuidv7() })).status,
    ).toBe(409);
    expect((await camille.desk('DELETE', `/api/v1/threads/${here.thread}/closure`)).status).toBe(409);
    await expectTrue(here.thread, there.thread);
  });

  test('no thread goes into itself, nor into what went into it', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];

    expect((await merge(here.thread, here.thread)).body.error.fields).toHaveProperty('into');
    await merge(here.thread, there.thread);

    expect((await merge(there.thread, here.thread)).body.error.code).toBe('thread_merged');
    expect((await merge(here.thread, there.thread)).body.error.code).toBe('thread_merged');
  });

  test('merged twice on, the first address leads to the last', async () => {
    const [first, second, third] = [await open(ada, 'Un premier'), await open(ada, 'Un deuxième'), await open(ada, 'Un troisième')];
    await merge(first.thread, second.thread);
    await merge(second.thread, third.thread);

    expect((await world.request('GET', `/t/${first.thread}`)).headers.get('location')).toContain(`/t/${third.thread}`);
  });

  test('an article’s thread merged into a topic: its embed leads there, and each post keeps its surface', async () => {
    const there = await open(linus, 'Les crues');
    const post = await ada.post('Sous l’article.');
    const article = (await world.readThread()).thread.id!;

    expect((await merge(article, there.thread)).status).toBe(204);

    const embed = await world.readThread();
    expect(embed.thread).toMatchObject({ count: 0, writing: { state: 'closed' }, movedTo: { title: 'Les crues' } });
    expect(embed.thread.movedTo!.url).toContain(`/t/${there.thread}`);
    const { posts } = world.db.read.t;
    const [row] = await world.db.read.select({ surface: posts.surface }).from(posts).where(eq(posts.uid, post.id));
    expect(row!.surface).toBe('comments');
  });

  test('posts split from a thread open one of their own: the first above, the others as answers', async () => {
    const here = await open(ada, 'Les platanes');
    const { a, d, other } = await branch(here.thread);

    const { status, body } = await camille.desk<{ thread: string }>('POST', `/api/v1/threads/${here.thread}/splits`, {
      posts: [other.id, a.id, d.id],
      title: 'Et les bancs ?',
      space: 'riviere',
    });

    expect(status).toBe(201);
    const page = await read(body.thread);
    expect(page.thread).toMatchObject({ title: 'Et les bancs ?', opening: a.id, count: 4 });
    expect(page.posts.filter(({ parent, id }) => parent === null && id !== a.id)).toHaveLength(3);
    expect(textsOf(await read(here.thread))).toEqual(['La racine.', 'Les platanes, en un mot.']);
    await expectTrue(here.thread, body.thread);
  });

  test('its page does all of it with forms alone, and says beside the field what it cannot do', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { a, other } = await branch(here.thread);
    const form = (to: string, fields: Record<string, string>) =>
      world.request('POST', `/manage/${here.thread}/${to}`, new URLSearchParams(fields).toString(), {
        ...camille.asPage,
        'content-type': 'application/x-www-form-urlencoded',
      });

    const lost = await form('posts', { [`post-${a.id}`]: 'on', to: 'other', target: 'nulle part' });
    const moved = await form('posts', { [`post-${a.id}`]: 'on', to: 'other', target: there.url });
    const split = await form('posts', { [`post-${other.id}`]: 'on', to: 'new', name: 'Et les bancs ?', space: 'riviere' });
    const named = await form('thread', { title: 'Les platanes du mail', space: 'riviere' });
    const planned = await form('timers', { act: 'close', at: '2026-11-23T08:00' });
    const merged = await form('merger', { into: there.url });

    expect([lost.status, lost.text.includes('Aucune conversation de ce site'), lost.text.includes('nulle part')]).toEqual([
      422,
      true,
      true,
    ]);
    expect([moved, split, named, planned, merged].map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect((await world.request('GET', `/manage/${here.thread}`, undefined, camille.asPage)).text).toContain('2026-11-23T07:00:00.000Z');
    const held = await reply(ada, there.thread, 'Guignol !');
    const shown = await world.request('GET', `/manage/${there.thread}?post=${held.id}`, undefined, camille.asPage);
    expect(shown.text).toContain(`name="post-${held.id}" checked`);
    expect((await world.request('GET', `/manage/${here.thread}`, undefined, ada.asPage)).status).toBe(404);
    await expectTrue(here.thread, there.thread);
  });

  test('an article’s thread is carried on in the forum, and stays open when the article closes', async () => {
    await ada.post('Sous l’article.');
    const thread = (await world.readThread()).thread.id!;
    const { articles } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(articles).set({ closesAt: new Date(world.now().getTime() + HOUR) })));
    await world.request(
      'POST',
      `/manage/${thread}/thread`,
      new URLSearchParams({ title: 'Le pont, la suite', space: 'quartier', keptOpen: 'on' }).toString(),
      { ...camille.asPage, 'content-type': 'application/x-www-form-urlencoded' },
    );
    world.pass(2 * HOUR);

    expect((await world.request('GET', '/s/quartier')).text).toContain('Le pont, la suite');
    expect((await world.readThread()).thread.writing.state).toBe('open');
  });

  test('what a thread opens with goes nowhere without it', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];

    expect((await move(here.post, there.thread)).body.error.code).toBe('opening_stays');
  });

  test('what waits moves with its case, which is then found in its new space', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues', 'riviere')];
    await reply(ada, here.thread, 'Guignol !');
    await merge(here.thread, there.thread);

    const { cases, spaces } = world.db.read.t;
    const [row] = await world.db.read.select({ slug: spaces.slug }).from(cases).innerJoin(spaces, eq(spaces.id, cases.spaceId));

    expect(row!.slug).toBe('riviere');
    await expectTrue(here.thread, there.thread);
  });

  test('only who moderates both threads moves between them', async () => {
    const [here, there] = [await open(ada, 'Les platanes'), await open(linus, 'Les crues')];
    const { a } = await branch(here.thread);
    const elsewhere = await world.addSite('autre', 'autre.courrier.test');
    const foreign = await world.person('grace', 'admin', { at: elsewhere });

    expect((await move(a, there.thread, ada)).status).toBe(404);
    expect((await move(a, there.thread, foreign)).status).toBe(404);
    expect((await move(a, uuidv7())).status).toBe(422);
  });

  test('a thread closes and opens at its hour, once, and who asked is reminded', async () => {
    const { thread } = await open(ada, 'Les platanes');
    const at = (hours: number) => new Date(world.now().getTime() + hours * HOUR).toISOString();
    const timer = (act: string, when: string) => camille.desk('POST', `/api/v1/threads/${thread}/timers`, { act, at: when });
    expect((await timer('close', at(-1))).status).toBe(422);
    await timer('close', at(1));
    await timer('open', at(2));
    await timer('remind', at(2));

    world.pass(HOUR);
    await Promise.all([runTimers(world.deps), runTimers(world.deps)]);
    const closed = await read(thread);
    world.pass(HOUR);
    await runTimers(world.deps);

    expect(closed.thread).toMatchObject({ writing: { state: 'closed' }, seq: 2 });
    expect((await read(thread)).thread.writing.state).toBe('open');
    expect((await world.request('GET', '/notifications', undefined, camille.asPage)).text).toContain('Vous vouliez revenir à');
    expect((await camille.desk<unknown[]>('GET', `/api/v1/threads/${thread}/timers`)).body).toEqual([]);
  });
});
