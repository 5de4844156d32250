// Two titles of one publisher in one installation: what is whose.
import { expect, onTestFinished, test } from 'vitest';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { CasesPage } from '#server/cases/wire.ts';
import type { DeskThreads } from '#server/desk/wire.ts';
import { startLive } from '#server/realtime/live.ts';
import { joinSite } from '#server/accounts/queries.ts';
import { uuidv7 } from '#server/ids.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

/** Ada writes on both; Grace moderates the Courrier, Eve the Gazette. */
async function twoTitles(engine: Engine) {
  const world = await createWorld(engine);
  const gazette = await world.addSite('gazette', 'terrasse.gazette.test', { name: 'La Gazette', forumName: 'Le Forum' });
  const [grace, ada] = [await world.person('grace', 'admin'), await world.person('ada')];
  const [eve, adaThere] = [await world.person('eve', 'admin', { at: gazette }), await world.person('ada2', 'member', { at: gazette })];
  return { world, gazette, grace, eve, ada, adaThere };
}

/** On the Gazette's own host. */
const onGazette =
  ({ request }: World, { asPage }: Person) =>
  <T = never>(method: string, path: string, body?: unknown) =>
    request<T>(method, path, body, { ...asPage, host: 'terrasse.gazette.test', origin: 'http://terrasse.gazette.test' });

onBothDatabases((engine) => {
  test('each queue holds its own cases, and the other’s cannot be opened by its address', async () => {
    const { world, grace, eve, ada, adaThere } = await twoTitles(engine);
    await ada.post('Quel guignol, au Courrier.');
    await adaThere.post('Quel guignol, à la Gazette.');
    const here = (await grace.desk<CasesPage>('GET', '/api/v1/cases')).body;
    const there = (await onGazette(world, eve)<CasesPage>('GET', '/api/v1/cases')).body;

    expect(here.cases.map(({ excerpt, number }) => [excerpt, number])).toEqual([['Quel guignol, au Courrier.', 1]]);
    expect(there.cases.map(({ excerpt, number }) => [excerpt, number])).toEqual([['Quel guignol, à la Gazette.', 1]]);
    expect(there.counts.all).toBe(1);
    expect((await onGazette(world, eve)('GET', `/api/v1/cases/${here.cases[0]!.id}`)).status).toBe(404);
    const decision = { version: 1, revision: 1, verdict: 'approve' };
    expect((await onGazette(world, eve)('POST', `/api/v1/cases/${here.cases[0]!.id}/decisions`, decision)).status).toBe(404);
  });

  test('staff of one title are nobody on the other', async () => {
    const { world, grace, eve } = await twoTitles(engine);

    for (const path of [
      '/api/v1/desk',
      '/api/v1/cases',
      '/api/v1/settings',
      '/api/v1/tokens',
      '/api/v1/webhooks',
      '/api/v1/look',
      '/api/v1/spaces',
    ]) {
      expect((await eve.desk('GET', path)).status, `eve ${path}`).toBe(404);
      expect((await onGazette(world, grace)('GET', path)).status, `grace ${path}`).toBe(404);
    }
  });

  test('threads, counts and forums are each title’s own', async () => {
    const { world, grace, eve, ada, adaThere } = await twoTitles(engine);
    await ada.post('Au Courrier.');
    await ada.post('Encore au Courrier.');
    await adaThere.post('À la Gazette.');
    const counts = async (site: string) =>
      (await world.request<{ counts: object }>('GET', `/api/v1/counts?site=${site}&articles=pont`)).body;
    const thread = (site: string) => world.request<ThreadPage>('GET', `/api/v1/thread?site=${site}&article=pont`);

    expect(JSON.stringify(await counts('courrier'))).toContain('2');
    expect(JSON.stringify(await counts('gazette'))).toContain('1');
    const [here, there] = [(await thread('courrier')).body, (await thread('gazette')).body];
    expect(here.posts.map(({ html }) => html).join()).not.toContain('Gazette');
    expect(there.posts.map(({ html }) => html).join()).not.toContain('Courrier');
    expect((await onGazette(world, eve)<DeskThreads>('GET', '/api/v1/desk/threads')).body.threads.map(({ id }) => id)).toEqual([
      there.thread.id,
    ]);
    expect((await grace.desk<DeskThreads>('GET', '/api/v1/desk/threads')).body.threads.map(({ id }) => id)).toEqual([here.thread.id]);
    const page = (path: string) => world.request('GET', path, undefined, { host: 'terrasse.gazette.test', accept: 'text/html' });
    expect((await page(`/t/${here.thread.id}`)).status).toBe(404);
    expect((await page(`/t/${there.thread.id}`)).status).toBe(200);
  });

  test('one account may belong to both, under a name and a role of its own on each', async () => {
    const { world, gazette, grace } = await twoTitles(engine);
    const asReader = { siteId: gazette.id, accountId: grace.accountId, name: 'Grace H.', role: 'member' as const, charterVersion: 1 };
    await world.db.write((tx) => joinSite(tx, { ...asReader, uid: uuidv7(), createdAt: world.now() }));

    expect((await grace.desk('GET', '/api/v1/cases')).status).toBe(200);
    expect((await onGazette(world, grace)('GET', '/api/v1/cases')).status).toBe(404);
    expect((await onGazette(world, grace)('GET', '/api/v1/settings')).status).toBe(404);
  });

  test('an embed’s token of one title writes nothing on the other, and its session is not refreshed there', async () => {
    const { world, ada } = await twoTitles(engine);
    const post = { site: 'gazette', article: 'pont', source: 'Coucou.', parent: null, clientId: uuidv7() };

    expect((await ada.send('POST', '/api/v1/posts', post)).status).toBe(403);

    expect((await world.request<ThreadPage>('GET', '/api/v1/thread?site=gazette&article=pont')).body.posts).toEqual([]);
  });

  test('a cookie is the host’s own: no Domain that a neighbour’s host would receive it by', async () => {
    const { world } = await twoTitles(engine);
    const { headers } = await world.request(
      'POST',
      '/signout',
      {},
      { origin: 'http://terrasse.gazette.test', host: 'terrasse.gazette.test' },
    );

    for (const cookie of headers.getSetCookie()) expect(cookie).not.toMatch(/domain=/i);
  });

  test('live: no room of the other title, neither a desk nor a member’s own', async () => {
    const { world, grace, eve, ada, adaThere } = await twoTitles(engine);
    const server = createServer(getRequestListener(world.app.fetch));
    const live = startLive(world.deps, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => live.stop());
    const address = server.address() as { port: number };
    const { io } = await import('socket.io-client');
    const connect = async (host: string, person: Person) => {
      const headers = { host, cookie: person.asPage.cookie, origin: `http://${host}` };
      const socket = io(`http://127.0.0.1:${address.port}`, {
        path: '/live/',
        transports: ['websocket'],
        extraHeaders: headers,
        forceNew: true,
      });
      onTestFinished(() => void socket.close());
      const heard: string[] = [];
      socket.onAny((name: string, event: unknown) => heard.push(`${name} ${JSON.stringify(event)}`));
      await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
      return { heard, desk: (await socket.emitWithAck('desk')) as { error?: string }, socket };
    };

    const [graceHere, graceThere, eveThere] = [
      await connect('terrasse.courrier.test', grace),
      await connect('terrasse.gazette.test', grace),
      await connect('terrasse.gazette.test', eve),
    ];
    await ada.post('Quel guignol, au Courrier.');
    await adaThere.post('Quel guignol, à la Gazette.');

    await expect.poll(() => [graceHere.heard.length, eveThere.heard.length]).toEqual([1, 1]);
    expect([graceHere.desk.error, graceThere.desk.error, eveThere.desk.error]).toEqual([undefined, 'not_found', undefined]);
    expect(graceHere.heard.join()).not.toContain('Gazette');
    expect(eveThere.heard.join()).not.toContain('Courrier');
    expect(graceThere.heard).toEqual([]);
  });

  test('the security log and the members of one are not the other’s', async () => {
    const { world, grace, eve } = await twoTitles(engine);
    await grace.desk('POST', '/api/v1/tokens', { name: 'Du Courrier' });
    await onGazette(world, eve)('POST', '/api/v1/tokens', { name: 'De la Gazette' });

    for (const path of ['/api/v1/security-log', '/api/v1/members', '/api/v1/tokens']) {
      const [here, there] = [(await grace.desk('GET', path)).text, (await onGazette(world, eve)('GET', path)).text];
      expect(here, path).not.toMatch(/Gazette|\beve\b|"ada2/); // some id may hold ada2
      expect(there, path).not.toMatch(/Courrier|grace/);
    }
  });
});
