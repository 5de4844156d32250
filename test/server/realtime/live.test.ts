import { beforeEach, expect, test } from 'vitest';
import type { CasesPage } from '#server/cases/wire.ts';
import type { ChangesEvent } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { listen, type Listener } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const place = { site: 'courrier', article: 'pont' };

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let connect: Awaited<ReturnType<typeof listen>>['connect'];
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    ({ connect } = await listen(world));
  });

  const changes = ({ heard }: Listener) => heard.flatMap(({ name, data }) => (name === 'changes' ? (data as ChangesEvent).changes : []));
  const tokenOf = (person: Person) => person.asEmbed.authorization.slice('Bearer '.length);

  test('a reader hears of the first post of a thread that did not exist, with its number', async () => {
    const reader = await connect();
    expect(await reader.ask('join', place)).toEqual({ seq: 0 });

    const post = await ada.post('Bonjour.');

    const [change] = await until('the change', () => changes(reader).length > 0 && changes(reader));
    expect(change).toMatchObject({ seq: 1, kind: 'post.published', post: { id: post.id, own: null }, thread: { count: 1 } });
  });

  test('changes arrive in the thread’s order, none missing', async () => {
    const reader = await connect();
    await reader.ask('join', place);
    const people = await Promise.all(Array.from({ length: 12 }, (_, i) => world.person(`p${i}`)));

    await Promise.all(people.map((person) => person.post('Bonjour.')));

    await until('twelve changes', () => changes(reader).length === 12);
    expect(
      changes(reader)
        .map(({ seq }) => seq)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  test('a held post is told to its author and to the desk, to nobody else', async () => {
    const camille = await world.person('camille', 'moderator');
    const [reader, author, desk] = [await connect(), await connect(undefined, tokenOf(ada)), await connect(camille.asPage)];
    await Promise.all([reader.ask('join', place), author.ask('join', place)]);
    expect(await desk.ask('desk')).toEqual({ seq: 0 });

    await ada.post('Guignol !');

    await until('the desk to hear', () => desk.heard.some(({ name }) => name === 'case'));
    await until('the author to hear', () => author.heard.some(({ name }) => name === 'own'));
    expect(desk.heard[0]).toMatchObject({ name: 'case', data: { kind: 'case.opened', counts: { all: 1 } } });
    expect(author.heard[0]).toMatchObject({ name: 'own', data: { post: { state: 'held', own: { heldFor: ['banned_word'] } } } });
    expect(reader.heard).toEqual([]);
  });

  test('a decision reaches every open page: the post comes, the post goes', async () => {
    const camille = await world.person('camille', 'moderator');
    const reader = await connect();
    await reader.ask('join', place);
    await ada.post('Guignol !');
    const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;

    await camille.desk('POST', `/api/v1/cases/${row!.id}/decisions`, { version: 1, revision: 1, verdict: 'approve' });

    const [change] = await until('the approval', () => changes(reader).length > 0 && changes(reader));
    expect(change).toMatchObject({ kind: 'post.published', post: { state: 'published' } });
  });

  test('no desk without a moderator’s own cookie, no room of a site that has not listed the page', async () => {
    const camille = await world.person('camille', 'moderator');

    expect(await (await connect(undefined, tokenOf(camille))).ask('desk')).toEqual({ error: 'not_found' });
    expect(await (await connect(ada.asPage)).ask('desk')).toEqual({ error: 'not_found' });
    expect(await (await connect({ origin: 'https://copie.example' })).ask('join', place)).toEqual({ error: 'wrong_origin' });
    expect(await (await connect()).ask('join', { thread: 'nonsense' })).toEqual({ error: 'not_found' });
    expect(await (await connect()).ask('join', 12)).toEqual({ error: 'not_found' });
  });

  test('a session that was ended hears nothing more', async () => {
    const author = await connect(undefined, tokenOf(ada));
    await author.ask('join', place);

    await ada.send('DELETE', '/api/v1/session');

    await until('the socket to be closed', () => author.socket.disconnected);
  });

  test('a site that pauses cuts its readers off at once, and lets none but its newsroom in again', async () => {
    const [reader, lists] = [await connect(), await connect(ada.asPage)];
    await reader.ask('join', place);
    await lists.ask('forum');
    const grace = await world.person('grace', 'manager');

    await grace.desk('PUT', '/api/v1/opening', { open: false });

    await until('both to be closed', () => reader.socket.disconnected && lists.socket.disconnected);
    expect(await (await connect()).ask('join', place)).toEqual({ error: 'not_open' });
    expect(await (await connect(ada.asPage)).ask('forum')).toEqual({ error: 'not_open' });
    expect(await (await connect(grace.asPage)).ask('forum')).toEqual({ seq: 0 });
  });
});
