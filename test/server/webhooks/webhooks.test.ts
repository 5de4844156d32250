import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OpenedWire } from '#server/threads/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { runOutbox } from '#server/events/outbox.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { purgeDeliveries, runDeliveries } from '#server/webhooks/deliver.ts';
import { WEBHOOK_EVENTS } from '#server/webhooks/events.ts';
import { webhookOutbox } from '#server/webhooks/mails.ts';
import type { DeliveriesPage, Message, NewSecretWire, WebhooksWire, WebhookEvent } from '#server/webhooks/wire.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { openReceiver, readSigned } from '../../support/receiver.ts';
import { createWorld } from '../../support/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A site whose manager, Grace, has one address told of all that happens. */
async function setUp(engine: Engine, events: readonly WebhookEvent[] = WEBHOOK_EVENTS) {
  const world = await createWorld(engine, { fetch: createGuardedFetch({ allowPrivate: true }) });
  const receiver = await openReceiver();
  onTestFinished(() => receiver.close());
  const grace = await world.person('grace', 'manager');
  const { body: hook } = await grace.desk<NewSecretWire>('POST', '/api/v1/webhooks', { url: receiver.url, events });
  const told = () => receiver.received.map((one) => readSigned<Message>(hook.secret, one));
  const deliveries = async () => (await grace.desk<DeliveriesPage>('GET', `/api/v1/webhooks/${hook.id}/deliveries`)).body.deliveries;
  return { world, receiver, grace, hook, told, deliveries, run: () => runDeliveries(world.deps) };
}

onBothDatabases((engine) => {
  test('an address is told of a conversation once readers find it; of an answer in it, not', async () => {
    const { world, told, run } = await setUp(engine, ['thread.opened']);
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'ville', name: 'Ville', position: 0 })),
    );
    const ada = await world.person('ada');
    const given = { site: 'courrier', space: 'ville', kind: 'discussion', title: 'Une piste rue Haute' };
    const open = (source: string) => ada.send<OpenedWire>('POST', '/api/v1/threads', { ...given, source, clientId: uuidv7() });

    await open('Guignol !');
    const { thread, post } = (await open('Qui en voudrait ?')).body;
    await ada.send('POST', '/api/v1/posts', { thread, parent: null, source: 'Moi.', clientId: uuidv7() });
    await run();

    expect(told()).toMatchObject([
      {
        type: 'thread.opened',
        data: { thread: { id: thread, title: given.title, article: null }, post: { id: post.id, html: post.html } },
      },
    ]);
    expect(told()).toHaveLength(1);
  });

  test('an address is told what happened, signed, once', async () => {
    const { world, told, run, receiver } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    const post = await ada.post('Le pont rouvrira *demain*.');

    await run();
    await run();

    expect(told()).toEqual([
      {
        type: 'post.published',
        timestamp: world.now().toISOString(),
        data: {
          site: 'courrier',
          post: expect.objectContaining({ id: post.id, state: 'published', html: post.html, own: null }) as unknown,
          thread: expect.objectContaining({ title: 'pont', article: { id: 'pont', url: null } }) as unknown,
        },
      },
    ]);
    expect(receiver.received[0]!.headers['content-type']).toBe('application/json');
  });

  test('the signature is the one that Standard Webhooks describes', async () => {
    const { world, receiver, hook, run } = await setUp(engine, ['member.joined']);
    await world.person('ada');

    await run();

    const { headers, body } = receiver.received[0]!;
    const key = Buffer.from(hook.secret.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(() => readSigned(hook.secret, { headers, body: body.replace('ada', 'eve') })).toThrow();
  });

  test('each event is told where it happens', async () => {
    const { world, told, run, grace } = await setUp(engine);
    const [ada, linus] = [await world.person('ada'), await world.person('linus')];
    const held = await ada.post('Quel guignol.');
    const post = await ada.post('Le pont rouvrira demain.');
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Le pont rouvrira lundi.', revision: 1 });
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 3, note: 'C’est faux.' });
    const { body: queue } = await grace.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
    for (const { id } of queue.cases) await reject(grace, id);
    await world.tell();
    const gone = await ada.post('Je retire.');
    await ada.send('DELETE', `/api/v1/posts/${gone.id}`);

    await run();

    const byType = Object.groupBy(told(), ({ type }) => type);
    // A conversation of the forum has the test above.
    expect(Object.keys(byType).toSorted()).toEqual(WEBHOOK_EVENTS.filter((event) => event !== 'thread.opened').toSorted());
    expect(byType['post.held']![0]!.data.post).toMatchObject({ id: held.id });
    expect(byType['post.rejected']![0]!.data.post).toMatchObject({ id: held.id, state: 'rejected', source: 'Quel guignol.' });
    expect(byType['post.removed']![0]!.data.post).toMatchObject({ id: post.id, state: 'removed', html: '', author: null });
    expect(byType['report.made']![0]!.data).toMatchObject({ report: { rule: 3 }, case: { kind: 'reported' } });
    expect(JSON.stringify(byType['report.made'])).not.toContain('linus');
    expect(byType['case.decided']!.map(({ data }) => data.case!.decision!.verdict)).toEqual(['reject', 'reject']);
    expect(byType['member.joined']!.map(({ data }) => data.member!.name).toSorted()).toEqual(['ada', 'linus']);
  });

  test('words taken back before the message left are not in it', async () => {
    const { world, told, run } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    const post = await ada.post('Un mot de trop.');
    await ada.send('DELETE', `/api/v1/posts/${post.id}`);

    await run();

    expect(told()[0]!.data.post).toMatchObject({ id: post.id, state: 'deleted', html: '', author: null });
  });

  test('what is rolled back is not told, and what is committed waits through a crash', async () => {
    const { world, run, receiver } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    await ada.post('Première.', { clientId: '0199c0de-0000-7000-8000-000000000001' });
    await ada.post('Première.', { clientId: '0199c0de-0000-7000-8000-000000000001' });
    expect(await world.db.read.$count(world.db.read.t.deliveries)).toBe(1);
    const crash = { ...world.deps, fetch: Object.assign(() => new Promise<never>(() => {}), { check: async () => {} }) };
    void runDeliveries(crash);
    await expect.poll(async () => (await world.db.read.select().from(world.db.read.t.deliveries))[0]!.nextTryAt! > world.now()).toBe(true);

    expect(await run()).toBe(0);
    world.pass(61_000);
    expect(await run()).toBe(1);

    expect(receiver.received).toHaveLength(1);
  });

  test('two workers at once send each message once', async () => {
    const { world, receiver } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada', 'journalist');
    for (let i = 0; i < 12; i++) await ada.post(`Numéro ${i}.`);

    await Promise.all([1, 2, 3, 4].map(() => runDeliveries(world.deps)));

    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toHaveLength(12);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
  });

  test('a failure is tried again, later and later, with the same id; then what waited goes out', async () => {
    const { world, receiver, run, deliveries } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    receiver.answer.status = 500;
    await ada.post('Bonjour.');

    await run();
    expect(await deliveries()).toMatchObject([{ state: 'waiting', tries: 1, status: 500, error: 'status' }]);
    expect(await run()).toBe(0);
    world.pass(30_000);
    expect(await run()).toBe(1);
    world.pass(30_000);
    expect(await run()).toBe(0);
    receiver.answer.status = 200;
    world.pass(270_000);
    expect(await run()).toBe(1);

    expect(await deliveries()).toMatchObject([{ state: 'delivered', tries: 3, status: 200, error: null, nextTryAt: null }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('an address that fails rests: more events cost no more tries', async () => {
    const { world, receiver, run, grace } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    receiver.answer.status = 503;
    await ada.post('Un.');
    await run();
    await ada.post('Deux.');

    expect(await run()).toBe(0);
    const { webhooks } = (await grace.desk<WebhooksWire>('GET', '/api/v1/webhooks')).body;
    expect(webhooks[0]!.failingSince).toBe(world.now().toISOString());
    receiver.answer.status = 204;
    world.pass(31_000);
    expect(await run()).toBe(2);
    expect((await grace.desk<WebhooksWire>('GET', '/api/v1/webhooks')).body.webhooks[0]!.failingSince).toBeNull();
  });

  test('a redirect is a failure, and nobody is followed inside', async () => {
    const { world, receiver, run, deliveries } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    Object.assign(receiver.answer, { status: 307, headers: { location: 'http://169.254.169.254/' } });
    await ada.post('Bonjour.');

    await run();

    expect(await deliveries()).toMatchObject([{ state: 'waiting', status: 307, error: 'status' }]);
  });

  test('after five days of failures it is switched off, and whoever runs the site is told by mail', async () => {
    const { world, receiver, run, grace, hook, deliveries } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    await world.person('max', 'admin', { confirmed: false });
    await receiver.close();
    await ada.post('Bonjour.');
    for (let passed = 0; passed < 5 * DAY; passed += HOUR) {
      await run();
      world.pass(HOUR);
    }
    expect(await deliveries()).toMatchObject([{ state: 'failed', tries: 10, error: 'unreachable' }]);
    await ada.post('Encore.');
    await ada.post('Et encore.');
    await run();

    const { webhooks } = (await grace.desk<WebhooksWire>('GET', '/api/v1/webhooks')).body;
    expect(webhooks[0]).toMatchObject({ enabled: false });
    expect((await deliveries()).map(({ state, error }) => `${state} ${error}`)).toEqual([
      'failed unreachable',
      'failed unreachable',
      'failed unreachable',
    ]);
    await runOutbox(world.db, { ...webhookOutbox(world.deps) }, world.now(), (error) => expect.unreachable(String(error)));
    expect(world.mails.map(({ to }) => to)).toEqual(['grace@example.test']);
    expect(world.mails[0]!.text).toContain(receiver.url);
    expect((await grace.desk('POST', `/api/v1/webhooks/${hook.id}/tests`)).status).toBe(409);
    expect(await logged(world, 'webhook.switched_off')).toHaveLength(1);
  });

  test('410 Gone switches it off at once', async () => {
    const { world, receiver, run, grace } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    receiver.answer.status = 410;
    await ada.post('Bonjour.');

    await run();

    expect((await grace.desk<WebhooksWire>('GET', '/api/v1/webhooks')).body.webhooks[0]!.enabled).toBe(false);
  });

  test('switched on again, what failed can be replayed, one by one, with the same id', async () => {
    const { world, receiver, run, grace, hook, deliveries } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    receiver.answer.status = 410;
    await ada.post('Bonjour.');
    await run();
    const [failed] = await deliveries();
    receiver.answer.status = 200;
    await grace.desk('PUT', `/api/v1/webhooks/${hook.id}`, { url: receiver.url, events: ['post.published'], enabled: true });
    expect(await run()).toBe(0);

    expect((await grace.desk('POST', `/api/v1/webhooks/${hook.id}/deliveries/${failed!.id}/replays`)).status).toBe(202);
    await run();

    expect(await deliveries()).toMatchObject([{ id: failed!.id, state: 'delivered', tries: 1 }]);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([failed!.id, failed!.id]);
  });

  test('a trial is sent as any event', async () => {
    const { grace, hook, told, run } = await setUp(engine, ['post.published']);

    expect((await grace.desk('POST', `/api/v1/webhooks/${hook.id}/tests`)).status).toBe(202);
    await run();

    expect(told()).toMatchObject([{ type: 'test', data: { site: 'courrier' } }]);
  });

  test('a new secret signs beside the former for a day', async () => {
    const { world, grace, hook, receiver, run } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    const renewed = await grace.desk<NewSecretWire>('POST', `/api/v1/webhooks/${hook.id}/secret`);
    await ada.post('Bonjour.');
    await run();
    world.pass(DAY);
    await ada.post('Bonsoir.');
    await run();

    expect(renewed.body.secret).not.toBe(hook.secret);
    const [during, after] = receiver.received;
    readSigned(hook.secret, during!);
    readSigned(renewed.body.secret, during!);
    expect(after!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
    expect(() => readSigned(hook.secret, after!)).toThrow(/No matching signature/);
  });

  test('where its secret can no longer be read, nothing is sent unsigned', async () => {
    const { world, receiver, run, deliveries } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    await ada.post('Bonjour.');
    const { config } = world.deps;
    await runDeliveries({ ...world.deps, config: { ...config, secret: 'another secret of thirty-two characters' } });

    expect(receiver.received).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: 'waiting', error: 'unsigned' }]);
    world.pass(30_000);
    expect(await run()).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  test('what a stop cuts off counts as no try, and goes out after the next start', async () => {
    const { world, receiver, run, deliveries } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    await ada.post('Bonjour.');
    await runDeliveries(world.deps, AbortSignal.abort());

    expect(await deliveries()).toMatchObject([{ state: 'waiting', tries: 0, error: null }]);
    world.pass(60_000);
    expect(await run()).toBe(1);

    expect(receiver.received).toHaveLength(1);
  });

  test('the secret is told once, and the database does not hold it', async () => {
    const { world, grace, hook } = await setUp(engine);

    const { text } = await grace.desk('GET', '/api/v1/webhooks');

    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(text).not.toContain('whsec_');
    const [row] = await world.db.read.select().from(world.db.read.t.webhooks);
    expect(row!.secret.toString('latin1')).not.toContain(hook.secret);
  });

  test('an address inside is refused when it is saved, and when it is sent to', async () => {
    const resolving = { address: '93.184.216.34' };
    const world = await createWorld(engine, {
      fetch: createGuardedFetch({ resolve: async () => [{ address: resolving.address, family: 4 }] }),
    });
    const [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];
    const add = (url: string) => grace.desk<NewSecretWire>('POST', '/api/v1/webhooks', { url, events: ['post.published'] });

    for (const url of [
      'http://127.0.0.1/',
      'http://localhost/',
      'https://10.0.0.1/',
      'https://ada:secret@example.org/',
      'http://example.org:25/',
    ])
      expect(await add(url), url).toMatchObject({
        status: 422,
        body: { error: { fields: { url: expect.stringContaining('réseau privé') as string } } },
      });
    const { status, body: hook } = await add('https://hooks.example.org/');
    expect(status).toBe(201);
    resolving.address = '169.254.169.254';
    await ada.post('Bonjour.');
    await runDeliveries(world.deps);

    const { body } = await grace.desk<DeliveriesPage>('GET', `/api/v1/webhooks/${hook.id}/deliveries`);
    expect(body.deliveries).toMatchObject([{ state: 'waiting', status: null, error: 'private' }]);
    expect(await add('https://hooks.example.org/')).toMatchObject({ status: 422 });
  });

  test('another site’s webhooks are not there, and are told nothing', async () => {
    const { world, receiver, hook, run, grace } = await setUp(engine);
    const other = await world.addSite('gazette', 'terrasse.gazette.test');
    const [eve, ada] = [await world.person('eve', 'admin', { at: other }), await world.person('ada', 'member', { at: other })];
    const asEve = (method: string, path: string, body?: unknown) =>
      world.request<WebhooksWire>(method, path, body, { ...eve.asPage, host: other.host, origin: `http://${other.host}` });
    await run();
    const before = receiver.received.length;
    await ada.post('Ailleurs.');
    await run();

    expect((await asEve('GET', '/api/v1/webhooks')).body.webhooks).toEqual([]);
    const input = { url: receiver.url, events: ['post.published'], enabled: true };
    for (const [method, path, body] of [
      ['PUT', '', input],
      ['DELETE', '', undefined],
      ['POST', '/secret', {}],
      ['POST', '/tests', {}],
      ['GET', '/deliveries', undefined],
    ] as const)
      expect((await asEve(method, `/api/v1/webhooks/${hook.id}${path}`, body)).status, `${method} ${path}`).toBe(404);
    expect(receiver.received.length).toBe(before);
    expect((await grace.desk<WebhooksWire>('GET', '/api/v1/webhooks')).body.webhooks).toHaveLength(1);
  });

  test('only events that exist, twenty addresses, and staff who manage', async () => {
    const { world, grace, receiver } = await setUp(engine);
    const mona = await world.person('mona', 'moderator');
    const add = (events: string[]) => grace.desk('POST', '/api/v1/webhooks', { url: receiver.url, events });

    expect((await add(['post.exploded'])).status).toBe(422);
    expect((await add([])).status).toBe(422);
    const all = await Promise.all(Array.from({ length: 22 }, () => add(['post.held'])));

    expect(all.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 19 }, () => 201), 422, 422, 422]);
    expect((await mona.desk('GET', '/api/v1/webhooks')).status).toBe(404);
    expect(await logged(world, 'webhook.added')).toHaveLength(20);
  });

  test('switched off by hand, it is sent nothing; removed, its log goes with it', async () => {
    const { world, grace, hook, receiver, run } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada');
    await ada.post('Un.');
    await grace.desk('PUT', `/api/v1/webhooks/${hook.id}`, { url: receiver.url, events: ['post.published'], enabled: false });
    await ada.post('Deux.');

    expect(await run()).toBe(0);
    expect((await grace.desk('DELETE', `/api/v1/webhooks/${hook.id}`)).status).toBe(204);

    expect(await world.db.read.$count(world.db.read.t.deliveries)).toBe(0);
    expect(receiver.received).toEqual([]);
  });

  test('the log pages, and is kept for thirty days', async () => {
    const { world, grace, hook, run } = await setUp(engine, ['post.published']);
    const ada = await world.person('ada', 'journalist');
    for (let i = 0; i < 52; i++) await ada.post(`Numéro ${i}.`, { article: `a${i}` });
    await run();
    const path = `/api/v1/webhooks/${hook.id}/deliveries`;

    const first = (await grace.desk<DeliveriesPage>('GET', path)).body;
    const second = (await grace.desk<DeliveriesPage>('GET', `${path}?cursor=${first.next}`)).body;
    expect([first.deliveries.length, second.deliveries.length, second.next]).toEqual([50, 2, null]);
    world.pass(30 * DAY + 1);
    await purgeDeliveries(world.deps);

    expect(await world.db.read.$count(world.db.read.t.deliveries)).toBe(0);
  });
});

describe('where we are on https', () => {
  test('so must they be', async () => {
    const world = await createWorld('sqlite', {
      fetch: createGuardedFetch({ resolve: async () => [{ address: '93.184.216.34', family: 4 }] }),
    });
    world.deps.config.publicUrl = new URL('https://terrasse.courrier.test');
    const grace = await world.person('grace', 'manager');
    const asPage = { ...grace.asPage, cookie: `__Host-${grace.asPage.cookie}`, origin: 'https://terrasse.courrier.test' };
    const add = (url: string) => world.request('POST', '/api/v1/webhooks', { url, events: ['post.held'] }, asPage);

    expect((await add('http://hooks.example.org/')).status).toBe(422);
    expect((await add('https://hooks.example.org/')).status).toBe(201);
  });
});

async function reject(grace: Awaited<ReturnType<typeof setUp>>['grace'], id: string) {
  const { body } = await grace.desk<CaseDetail>('GET', `/api/v1/cases/${id}`);
  const input = { version: body.version, revision: body.revision, verdict: 'reject', rule: 1 };
  const { status, text } = await grace.desk('POST', `/api/v1/cases/${id}/decisions`, input);
  if (status !== 200) throw new Error(text);
}

async function logged({ db }: Awaited<ReturnType<typeof createWorld>>, event: string) {
  const { securityLog } = db.read.t;
  return db.read.select().from(securityLog).where(eq(securityLog.event, event));
}
