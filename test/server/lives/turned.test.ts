// CM-38: the comments under an article, turned into a live night and back (docs/decisions/068).
import { beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { makeToken } from '#server/sites/tokens.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let first: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    const { token } = await makeToken(forum.deps, forum.site.id, { name: 'CMS' });
    const given = { title: 'Le derby', url: 'https://www.courrier.test/derby', section: 'Sports' };
    await forum.request('PUT', '/api/v1/articles/derby', given, { authorization: `Bearer ${token}` });
    ({ id: first } = await forum.ada.post('On y va ?', { article: 'derby' }));
  });

  const read = async (who?: Person) =>
    (await forum.request<ThreadPage>('GET', '/api/v1/thread?site=courrier&article=derby', undefined, who?.asEmbed)).body;
  const turn = async (act: 'live' | 'comments', who = maud) =>
    forum.request('POST', `/manage/${(await read()).thread.id}/live`, `act=${act}`, {
      ...who.asPage,
      'content-type': 'application/x-www-form-urlencoded',
    });
  const say = async (who: Person, source: string, parent?: string) => {
    forum.pass(60_000);
    return who.post(source, { article: 'derby', ...(parent && { parent }) });
  };
  const hold = async (who: Person, method: string, what: string) =>
    (await who.send<ErrorBody>(method, `/api/v1/lives/${(await read()).thread.id}/${what}`)).status;

  test('it is chronological, its host’s posts are marked, in the element and at the same address; what was said stays', async () => {
    const { id: reply } = await say(forum.linus, 'J’y serai.', first);

    expect((await turn('live')).status).toBe(303);
    const { id: kickOff } = await say(maud, 'Coup d’envoi.');
    const { id: shout } = await say(forum.linus, 'Allez !', kickOff);

    const { thread, posts, sort } = await read();
    expect([thread.kind, thread.live!.state, sort]).toEqual(['live', 'on_air', 'flat']);
    expect(posts.map(({ id, host = false, to = null }) => [id, host, to])).toEqual([
      [first, false, null],
      [reply, false, 'ada'],
      [kickOff, true, null],
      [shout, false, 'maud'],
    ]);
    expect(thread.article).toMatchObject({ id: 'derby' });
    expect((await forum.request('GET', '/embed/thread?site=courrier&article=derby')).text).toContain('class="reel"');
  });

  test('its host pins, pauses and goes on; readers write then, not before', async () => {
    await turn('live');
    const { id } = await say(maud, 'Mi-temps.');

    expect((await maud.send('PUT', `/api/v1/live-moments/${id}`, {})).status).toBe(204);
    expect(await hold(maud, 'PUT', 'pause')).toBe(204);

    const { thread } = await read();
    expect([thread.live!.pinned!.id, thread.live!.state]).toEqual([id, 'paused']);
    expect(await hold(forum.linus, 'DELETE', 'pause')).toBe(404);
    expect(await hold(maud, 'DELETE', 'pause')).toBe(204);
    expect((await read()).thread.live!.state).toBe('on_air');
  });

  test('ended, it is an archive with its best moments; turned back, comments again, open, replies in their branches', async () => {
    await turn('live');
    const { id: goal } = await say(maud, 'But !');
    const { id: cheer } = await say(forum.linus, 'Enfin !', goal);
    await maud.send('PUT', `/api/v1/live-moments/${goal}`, { above: false });

    expect(await hold(maud, 'PUT', 'ending')).toBe(204);
    const over = (await read()).thread;
    expect([over.live!.state, over.live!.moments.map(({ post }) => post), over.writing.state]).toEqual(['ended', [goal], 'closed']);
    expect((await turn('comments')).status).toBe(303);

    const { thread, posts, sort } = await read();
    expect([thread.kind, thread.live, thread.writing.state, sort]).toEqual(['article', undefined, 'open', 'newest']);
    expect(posts.map(({ id, parent }) => [id, parent])).toEqual([
      [goal, null],
      [cheer, goal],
      [first, null],
    ]);
  });

  test('a pause ends with the night: readers write in the comments', async () => {
    await turn('live');
    await hold(maud, 'PUT', 'pause');

    await turn('comments');

    await say(forum.linus, 'Et la suite ?');
    expect((await read()).thread.measures).toEqual([]);
  });

  test('two managers at once turn it once; again later, its hosts hold it still', async () => {
    const zoe = await forum.person('zoe', 'manager');

    await Promise.all([turn('live'), turn('live', zoe), turn('live')]);

    const hosts = async () => (await read()).thread.live!.hosts.map(({ name }) => name);
    expect(await hosts()).toHaveLength(1);
    const [host] = await hosts();
    await turn('comments');
    await turn('comments', zoe);
    await turn('live', host === 'zoe' ? zoe : maud);
    expect(await hosts()).toEqual([host]);
  });

  describe('is refused', () => {
    test('to who does not moderate there', async () => {
      const julie = await forum.person('julie', 'journalist');

      expect([(await turn('live', forum.ada)).status, (await turn('live', julie)).status]).toEqual([404, 404]);
      expect((await read()).thread.kind).toBe('article');
    });

    test('where the comments are closed, with a word; and where there is no article', async () => {
      const { thread } = await forum.open('Une discussion');
      const as = { ...maud.asPage, 'content-type': 'application/x-www-form-urlencoded' };
      expect((await forum.request('POST', `/manage/${thread}/live`, 'act=live', as)).status).toBe(422);
      const { threads } = forum.db.read.t;
      const { id } = (await read()).thread;
      await forum.db.write(async (tx) => void (await tx.update(tx.t.threads).set({ closedAt: forum.now() }).where(eq(threads.uid, id!))));

      const refused = await turn('live');

      expect([refused.status, (await read()).thread.kind]).toEqual([422, 'article']);
      expect(refused.text).toMatch(/role="alert"/);
    });
  });

  test('who reads it hears that it is another kind now', async () => {
    const { connect } = await listen(forum);
    const { socket, heard, ask } = await connect();
    await ask('join', { site: 'courrier', article: 'derby' });

    await turn('live');

    await until('the change', () => heard.some(({ name, data }) => name === 'changes' && JSON.stringify(data).includes('"kind":"live"')));
    socket.disconnect();
  });
});
