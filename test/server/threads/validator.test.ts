import { expect, test } from 'vitest';
import { publishCharter } from '#server/charter/publish-charter.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  test('a page’s validator holds while nothing changes', async () => {
    const world = await createWorld(engine);
    const etag = await validatorOf(world);

    const again = await world.request('GET', PATH, undefined, { 'if-none-match': etag });

    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  test('it changes with the charter, which the page shows', async () => {
    const world = await createWorld(engine);
    const etag = await validatorOf(world);
    await publishCharter(world.deps, world.site, { version: 1, rules: [{ title: 'Silence', body: '' }] });

    const again = await world.request<{ site: { charter: unknown } }>('GET', PATH, undefined, { 'if-none-match': etag });

    expect(again.body.site.charter).toMatchObject({ version: 2, rules: [{ number: 1, title: 'Silence' }] });
  });

  test('it changes when the closing date has come, without anybody’s doing', async () => {
    const world = await createWorld(engine);
    const closesAt = new Date(world.now().getTime() + 60_000);
    const article = { siteId: world.site.id, key: 'pont', bylines: [], confirmedAt: world.now(), closesAt, createdAt: world.now() };
    await world.db.write(async (tx) => void (await tx.insert(tx.t.articles).values(article)));
    const etag = await validatorOf(world);
    world.pass(60_000);

    const again = await world.request<{ thread: { writing: { state: string } } }>('GET', PATH, undefined, { 'if-none-match': etag });

    expect(again.body.thread.writing.state).toBe('closed');
  });
});

const PATH = '/api/v1/thread?site=courrier&article=pont';
const validatorOf = async (world: World) => (await world.request('GET', PATH)).headers.get('etag')!;
