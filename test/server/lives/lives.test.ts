// CM-38: what is followed as it happens: who holds it, what pauses it, how it ends.
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { runTimers } from '#server/threads/timers.ts';
import type { ChangesPage, OpenedWire, PostsPage, ThreadPage } from '#server/threads/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let julie: Person;
  let omar: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    [julie, omar] = [await forum.person('julie', 'journalist'), await forum.person('omar', 'journalist')];
  });

  const begin = (details: object = {}, more: object = {}) =>
    forum.open('Le derby, minute par minute', { kind: 'live', details, ...more }, julie);
  const read = async ({ thread }: Pick<OpenedWire, 'thread'>, who?: Person) =>
    (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`, undefined, who?.asEmbed)).body;
  const write = ({ thread }: OpenedWire, who: Person, source = 'Allez !') =>
    who.send<PostAnswer & ErrorBody>('POST', '/api/v1/posts', {
      thread,
      parent: null,
      source: `${source} ${'o'.repeat((n += 1))}`,
      clientId: uuidv7(),
    });
  let n = 0;
  const say = async (live: OpenedWire, who: Person, source?: string) => (await write(live, who, source)).body.post;
  const hold = (who: Person, method: string, { thread }: OpenedWire, what: string) =>
    who.send<ErrorBody>(method, `/api/v1/lives/${thread}/${what}`);
  const pin = (who: Person, { id }: { id: string }, body: object = {}) => who.send<ErrorBody>('PUT', `/api/v1/live-moments/${id}`, body);
  const unpin = (who: Person, { id }: { id: string }) => who.send('DELETE', `/api/v1/live-moments/${id}`);

  describe('its hosts', () => {
    test('are who opened it and whom it names; their posts are marked, also once they are hosts no more', async () => {
      const live = await begin({ hosts: [omar.member.uid] });
      const by = [await say(live, julie), await say(live, omar), await say(live, forum.linus)];

      expect((await read(live)).thread.live!.hosts.map(({ name }) => name)).toEqual(['julie', 'omar']);
      forum.pass(1000);
      expect((await hold(julie, 'DELETE', live, `hosts/${omar.member.uid}`)).status).toBe(204);
      const late = await say(live, omar);

      const { posts, thread } = await read(live);
      const marked = new Map(posts.map(({ id, host }) => [id, host === true]));
      expect([...by, late].map(({ id }) => marked.get(id))).toEqual([true, true, false, false]);
      expect(thread.live!.hosts.map(({ name }) => name)).toEqual(['julie']);
    });

    test('are of the newsroom; somebody always is', async () => {
      const live = await begin();

      expect((await hold(julie, 'PUT', live, `hosts/${forum.linus.member.uid}`)).status).toBe(422);
      expect((await hold(julie, 'DELETE', live, `hosts/${julie.member.uid}`)).status).toBe(422);
      expect((await hold(omar, 'PUT', live, `hosts/${omar.member.uid}`)).status).toBe(404);
      expect((await hold(forum.paul, 'PUT', live, `hosts/${omar.member.uid}`)).status).toBe(204);
      expect((await read(live, omar)).viewer!.live).toEqual({ hosts: true, runs: true });
    });

    test('no reader opens one', async () => {
      const asked = { site: 'courrier', space: 'velo', kind: 'live', title: 'Mon match à moi', source: 'Allez.', clientId: uuidv7() };

      expect((await forum.ada.send<ErrorBody>('POST', '/api/v1/threads', asked)).body.error.code).toBe('forbidden');
    });
  });

  describe('a pause', () => {
    test('lets the hosts alone write, and ends by hand', async () => {
      const live = await begin();

      expect((await hold(julie, 'PUT', live, 'pause')).status).toBe(204);
      expect((await read(live)).thread.live!.state).toBe('paused');
      expect((await write(live, forum.linus)).body.error.code).toBe('live_paused');
      expect((await write(live, forum.paul)).body.error.code).toBe('live_paused');
      expect((await write(live, julie)).status).toBe(201);
      expect((await hold(forum.linus, 'DELETE', live, 'pause')).status).toBe(404);

      await hold(julie, 'DELETE', live, 'pause');
      expect((await write(live, forum.linus)).status).toBe(201);
      expect((await read(live)).thread.live!.state).toBe('on_air');
    });

    test('twice is once; forgotten, it ends after two hours', async () => {
      const live = await begin({ hosts: [omar.member.uid] });
      await Promise.all([hold(julie, 'PUT', live, 'pause'), hold(omar, 'PUT', live, 'pause')]);

      expect((await read(live)).thread.measures).toHaveLength(1);
      forum.pass(2 * HOUR);
      expect((await write(live, forum.linus)).status).toBe(201);
    });

    test('one that is announced begins at its hour, or when a host says so', async () => {
      const startsAt = new Date(forum.now().getTime() + 3 * HOUR).toISOString();
      const [first, second] = [await begin({ startsAt }), await begin({ startsAt })];

      expect((await read(first)).thread).toMatchObject({ live: { state: 'announced', startsAt }, turnsAt: startsAt });
      expect((await write(first, forum.linus)).body.error.code).toBe('live_paused');
      await hold(julie, 'DELETE', second, 'pause');
      expect((await write(second, forum.linus)).status).toBe(201);

      forum.pass(3 * HOUR);
      expect((await write(first, forum.linus)).status).toBe(201);
      expect((await read(first)).thread.live!.state).toBe('on_air');
    });
  });

  describe('its pace', () => {
    /** Said by one reader within ten minutes. */
    const goals = async (live: OpenedWire, count: number) => {
      const states: string[] = [];
      for (let i = 0; i < count; i++) {
        const body = { thread: live.thread, parent: null, source: `Minute ${i}.`, clientId: uuidv7() };
        states.push((await forum.linus.send<PostAnswer>('POST', '/api/v1/posts', body)).body.post.state);
        forum.pass(10_000);
      }
      return states;
    };
    const choose = (who: Person, { thread }: OpenedWire, pace: string) =>
      forum.request('POST', `/lives/${thread}`, `pace=${pace}`, { ...who.asPage, 'content-type': 'application/x-www-form-urlencoded' });

    test('is that of a match: what one writes beyond twenty in ten minutes is read first', async () => {
      expect(await goals(await begin(), 21)).toEqual([...Array<string>(20).fill('published'), 'held']);
    });

    test('is for its hosts to choose, among those there are', async () => {
      const live = await begin();

      expect((await choose(julie, live, '8')).status).toBe(303);
      expect((await choose(julie, live, '999')).status).toBe(422);
      expect((await choose(forum.linus, live, '40')).status).toBe(404);

      expect(await goals(live, 9)).toEqual([...Array<string>(8).fill('published'), 'held']);
    });
  });

  describe('what its hosts pin', () => {
    test('stands above and is a moment; another takes its place, and both are moments', async () => {
      const live = await begin();
      const [goal, save] = [await say(live, forum.linus, 'But'), await say(live, julie, 'Arrêt')];
      await pin(julie, goal);
      await pin(julie, save);
      await pin(julie, save);

      const { pinned, moments } = (await read(live)).thread.live!;
      expect(pinned!.id).toBe(save.id);
      expect(moments.map(({ post, why }) => [post, why])).toEqual([
        [goal.id, 'pinned'],
        [save.id, 'pinned'],
      ]);
      await pin(julie, save, { above: false });
      expect((await read(live)).thread.live).toMatchObject({ pinned: null, moments: [{}, {}] });
      await unpin(julie, goal);
      expect((await read(live)).thread.live!.moments).toHaveLength(1);
      expect((await pin(forum.linus, goal)).status).toBe(404);
    });

    test('goes with the post that is taken down', async () => {
      const live = await begin();
      const post = await say(live, forum.linus, 'But');
      await pin(julie, post);

      await forum.take(post.id);

      expect((await read(live)).thread.live).toMatchObject({ pinned: null, moments: [] });
    });
  });

  describe('read from its end', () => {
    test('the last page comes first, in the order of writing, and what came before by its first post', async () => {
      const live = await begin();
      const written: string[] = [];
      for (let i = 0; i < 45; i++) {
        forum.pass(1000);
        written.push((await say(live, julie, `Minute ${i}.`)).id);
      }
      const more = async (cursor: string | null) =>
        (await forum.request<PostsPage>('GET', `/api/v1/threads/${live.thread}/posts?sort=newest&cursor=${cursor}`)).body;

      const page = await read(live);
      expect(page.sort).toBe('flat');
      const last = page.posts.filter(({ id }) => id !== page.thread.opening).map(({ id }) => id);
      expect(last).toEqual(written.slice(25));
      expect(page.next).toBe(written[25]);
      const before = await more(page.next);
      expect(before.posts.map(({ id }) => id)).toEqual(written.slice(5, 25));
      expect((await more(before.next)).posts.map(({ id }) => id)).toEqual(written.slice(0, 5));
      expect((await more(before.next)).next).toBeNull();
      expect((await forum.request('GET', `/api/v1/threads/${live.thread}/posts?cursor=${uuidv7()}`)).status).toBe(422);

      await hold(julie, 'PUT', live, 'ending');
      const archive = await read(live);
      expect(archive.posts.filter(({ id }) => id !== archive.thread.opening).map(({ id }) => id)).toEqual(written.slice(0, 20));
    });

    test('posts that come say nothing of the night as a whole; what changes it does', async () => {
      const live = await begin();
      const { seq } = (await read(live)).thread;
      await say(live, forum.linus);
      await say(live, forum.ada);
      const after = async (n: number) =>
        (await forum.request<ChangesPage>('GET', `/api/v1/threads/${live.thread}/changes?after=${n}`)).body.changes;

      const changes = await after(seq);
      expect(changes.map(({ thread }) => 'live' in thread)).toEqual([false, false]);

      await hold(julie, 'PUT', live, 'pause');
      expect((await after(changes[1]!.seq))[0]!.thread).toMatchObject({ live: { state: 'paused' } });
    });
  });

  describe('its end', () => {
    test('a late post is refused in its own words, and an archive has its moments: pinned, featured, reacted to', async () => {
      const live = await begin();
      const [goal, fine, loved, plain] = [
        await say(live, forum.linus, 'But'),
        await say(live, forum.ada, 'Beau geste'),
        await say(live, forum.linus, 'Quelle soirée'),
        await say(live, forum.ada, 'Bof'),
      ];
      await pin(julie, goal);
      await forum.paul.desk('PUT', `/api/v1/posts/${fine.id}/feature`);
      for (const who of [forum.ada, julie, omar]) await who.send('PUT', `/api/v1/posts/${loved.id}/reactions/merci`);
      await julie.send('PUT', `/api/v1/posts/${plain.id}/reactions/merci`);

      expect((await hold(julie, 'PUT', live, 'ending')).status).toBe(204);
      expect((await hold(julie, 'PUT', live, 'ending')).status).toBe(204);

      const { thread } = await read(live);
      expect(thread.live).toMatchObject({ state: 'ended', pinned: null });
      expect(thread.live!.moments.map(({ post, why }) => [post, why])).toEqual([
        [goal.id, 'pinned'],
        [fine.id, 'featured'],
        [loved.id, 'reacted'],
      ]);
      expect((await write(live, forum.linus)).body.error.code).toBe('live_over');
      expect((await write(live, julie)).body.error.code).toBe('live_over');
      await hold(julie, 'DELETE', live, 'ending');
      expect((await write(live, forum.linus)).status).toBe(201);
    });

    test('comes by its date too', async () => {
      const closesAt = new Date(forum.now().getTime() + 2 * HOUR).toISOString();
      const live = await begin({}, { closesAt });
      await pin(julie, await say(live, forum.linus, 'But'));

      forum.pass(2 * HOUR);
      await runTimers(forum.deps);

      expect((await read(live)).thread.live).toMatchObject({ state: 'ended', moments: [{ why: 'pinned' }] });
    });

    test('a post of the last second is in or out, and no third way', async () => {
      const live = await begin();
      const before = (await read(live)).thread.count;

      const [sent] = await Promise.all([write(live, forum.linus), hold(julie, 'PUT', live, 'ending')]);

      const { thread } = await read(live);
      expect(thread.live!.state).toBe('ended');
      expect(sent.status === 201 ? thread.count - before : [sent.body.error.code, thread.count - before]).toEqual(
        sent.status === 201 ? 1 : ['live_over', 0],
      );
    });
  });

  test('its page shows the end of it, and tells machines what its hosts said', async () => {
    const live = await begin();
    await say(live, julie, 'Coup d’envoi');
    await say(live, forum.linus, 'Allez');

    const { status, text } = await forum.request('GET', `/t/${live.thread}/le-derby-minute-par-minute`);

    expect(status).toBe(200);
    expect(text).toContain('class="reel"');
    expect(text).toContain('Animation');
    const data = /<script type="application\/ld\+json">(\{[^<]*LiveBlogPosting[^<]*)<\/script>/.exec(text)![1]!;
    expect(JSON.parse(data)).toMatchObject({ '@type': 'LiveBlogPosting', liveBlogUpdate: [{ author: { name: 'julie' } }] });
  });

  test('leads to the event that it follows', async () => {
    const hours = (h: number) => new Date(forum.now().getTime() + h * HOUR).toISOString();
    const event = await forum.open(
      'Le derby au stade',
      { kind: 'event', details: { startsAt: hours(24), endsAt: hours(26), timeZone: 'Europe/Paris', place: 'Stade' } },
      julie,
    );

    const live = await begin({ event: event.thread });

    expect((await read(live)).thread.live!.event).toMatchObject({ title: 'Le derby au stade' });
    expect((await forum.request('GET', `/t/${event.thread}/le-derby-au-stade`)).text).toContain(`/t/${live.thread}`);
  });
});
