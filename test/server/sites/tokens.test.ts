import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { NewTokenWire, TokensWire } from '#server/sites/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type World } from '../../support/world.ts';

const DAY = 86_400_000;
const article = { title: 'Le pont', url: 'https://www.courrier.test/pont' };

onBothDatabases((engine) => {
  const asServer = (world: World, token: string) => (method: string, path: string, body?: unknown) =>
    world.request<{ post: unknown; error: { code: string } }>(method, path, body, { authorization: `Bearer ${token}` });

  test('a token does what its scopes say, and nothing else', async () => {
    const world = await createWorld(engine);
    const [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];
    const held = await ada.post('Quel guignol.');
    const make = async (scopes: string[]) => {
      const { body } = await grace.desk<NewTokenWire>('POST', '/api/v1/tokens', { name: scopes.join(), scopes });
      return asServer(world, body.token);
    };
    const [articles, posts, both] = [await make(['articles']), await make(['posts']), await make(['articles', 'posts', 'posts'])];

    expect((await articles('PUT', '/api/v1/articles/pont', article)).status).toBe(204);
    expect(await articles('GET', `/api/v1/posts/${held.id}`)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    expect(await posts('PUT', '/api/v1/articles/pont', article)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    expect(await posts('GET', `/api/v1/posts/${held.id}`)).toMatchObject({
      status: 200,
      body: { post: { id: held.id, state: 'held', source: 'Quel guignol.', author: { name: 'ada' } }, thread: { article: { id: 'pont' } } },
    });
    expect((await both('PUT', '/api/v1/articles/pont', article)).status).toBe(204);
    expect((await both('GET', '/api/v1/settings')).status).not.toBe(200);
  });

  test('a token ends on its day, or when somebody ends it', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const expiresAt = new Date(world.now().getTime() + DAY).toISOString();
    const make = async (input: object) => (await grace.desk<NewTokenWire>('POST', '/api/v1/tokens', { name: 'CMS', ...input })).body;
    const [brief, lasting] = [await make({ expiresAt }), await make({})];
    const put = (token: string) => asServer(world, token)('PUT', '/api/v1/articles/pont', article);
    expect((await put(brief.token)).status).toBe(201);

    world.pass(DAY);
    expect(await put(brief.token)).toMatchObject({ status: 401, body: { error: { code: 'session_ended' } } });
    expect((await put(lasting.token)).status).toBe(204);
    expect((await grace.desk('DELETE', `/api/v1/tokens/${lasting.id}`)).status).toBe(204);

    expect((await put(lasting.token)).status).toBe(401);
    expect((await grace.desk('DELETE', `/api/v1/tokens/${lasting.id}`)).status).toBe(404);
  });

  test('it is shown once, kept as a hash, and the list says whose it is and when it was used', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const { body: made } = await grace.desk<NewTokenWire>('POST', '/api/v1/tokens', { name: 'CMS', scopes: ['articles'] });
    await asServer(world, made.token)('PUT', '/api/v1/articles/pont', article);

    const { body, text } = await grace.desk<TokensWire>('GET', '/api/v1/tokens');

    expect(body.tokens).toEqual([
      {
        id: made.id,
        name: 'CMS',
        scopes: ['articles'],
        by: 'grace',
        createdAt: world.now().toISOString(),
        expiresAt: null,
        lastUsedAt: world.now().toISOString(),
      },
    ]);
    expect(text).not.toContain(made.token);
    expect(JSON.stringify(await world.db.read.select().from(world.db.read.t.siteTokens))).not.toContain(made.token);
  });

  test('making and ending one is in the security log, without the token', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const { body } = await grace.desk<NewTokenWire>('POST', '/api/v1/tokens', { name: 'CMS', scopes: ['posts'] });
    await grace.desk('DELETE', `/api/v1/tokens/${body.id}`);

    const { securityLog, accounts } = world.db.read.t;
    const rows = await world.db.read.select().from(securityLog).where(eq(securityLog.siteId, world.site.id)).orderBy(securityLog.id);

    const [account] = await world.db.read.select().from(accounts).where(eq(accounts.id, grace.accountId));
    expect(rows.map(({ event, actor, facts }) => [event, actor, facts.name])).toEqual([
      ['token.made', account!.uid, 'CMS'],
      ['token.ended', account!.uid, 'CMS'],
    ]);
    expect(JSON.stringify(rows)).not.toContain(body.token);
  });

  test('a scope that does not exist, none at all, and a date that is none are refused', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const make = (input: object) => grace.desk('POST', '/api/v1/tokens', { name: 'CMS', ...input });

    expect((await make({ scopes: ['everything'] })).status).toBe(422);
    expect((await make({ scopes: [] })).status).toBe(422);
    expect((await make({ expiresAt: 'demain' })).status).toBe(422);
  });

  test('another site’s token opens nothing here', async () => {
    const world = await createWorld(engine);
    const other = await world.addSite('gazette', 'terrasse.gazette.test');
    const [eve, ada] = [await world.person('eve', 'manager', { at: other }), await world.person('ada')];
    const post = await ada.post('Ici.');
    const there = { ...eve.asPage, host: other.host, origin: `http://${other.host}` };
    const { body } = await world.request<NewTokenWire>('POST', '/api/v1/tokens', { name: 'CMS', scopes: ['articles', 'posts'] }, there);
    const send = asServer(world, body.token);

    expect((await send('GET', `/api/v1/posts/${post.id}`)).status).toBe(404);
    expect((await send('PUT', '/api/v1/articles/pont', article)).status).toBe(201); // an article of its own, by chance of the same name
    expect((await world.readThread('pont')).thread.article).toMatchObject({ id: 'pont', title: null });
    const { body: ours } = await eve.desk<TokensWire>('GET', '/api/v1/tokens');
    expect(ours).not.toHaveProperty('tokens');
  });
});
