import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { runPushes } from '#server/push/deliver.ts';
import { pushKeys } from '#server/push/keys.ts';
import { GATHER_MS, queuePushes } from '#server/push/queue.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openPushService, type PushService } from '../../support/push-service.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;
const FIREFOX = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';

onBothDatabases((engine) => {
  let world: World;
  let service: PushService;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { fetch: createGuardedFetch({ allowPrivate: true }) });
    service = await openPushService();
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });
  afterEach(() => service.close());

  const submit = (who: Person, path: string, fields: Record<string, string> = {}) =>
    world.app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: {
        host: HOST,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': FIREFOX,
        ...who.asPage,
      },
      body: new URLSearchParams(fields).toString(),
    });
  const subscribe = async (who: Person, browser = service.browser()) => {
    const { status } = await submit(who, '/notifications/devices', { subscription: JSON.stringify(browser.subscription) });
    expect(status).toBe(303);
    return browser;
  };
  /** What the clock does each second. */
  const run = async () => {
    await queuePushes(world.deps);
    while ((await runPushes(world.deps)) > 0);
  };
  const later = async (ms = GATHER_MS) => {
    world.pass(ms);
    await run();
  };
  const page = async (who: Person) =>
    (await world.request('GET', '/notifications/devices', undefined, { ...who.asPage, accept: 'text/html' })).text;
  const readAll = (who: Person) => submit(who, '/notifications/read', { upTo: '999999' });

  describe('what a device receives', () => {
    test('who said what, and where it leads: nothing before ten seconds, and once', async () => {
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      await linus.post('Ils **restent**.', { parent: root.id });
      await run();
      expect(browser.received()).toEqual([]);

      await later();
      await later();

      expect(browser.received()).toEqual([
        {
          title: 'linus vous a répondu',
          body: 'Ils restent.',
          tag: expect.stringMatching(/^[\w-]{32}$/) as string,
          lang: 'fr',
          icon: expect.stringMatching(/^\/icon-192-/) as string,
          url: expect.stringMatching(/^\/notifications\/[\da-f-]{36}$/) as string,
        },
      ]);
    });

    test('by the rules of push services: signed by our key, for a day, replaced by what is newer of its thread', async () => {
      const root = await ada.post('Les platanes ?');
      await subscribe(ada);
      await linus.post('Ils restent.', { parent: root.id });
      await later();

      const { headers, body } = service.pushed[0]!;
      const { publicKey } = await pushKeys(world.deps);

      expect(headers).toMatchObject({ ttl: '86400', urgency: 'normal', 'content-encoding': 'aes128gcm' });
      expect(headers.topic).toMatch(/^[\w-]{1,32}$/);
      expect(headers.authorization).toMatch(new RegExp(`^vapid t=ey[\\w.-]+, k=${publicKey}$`));
      const claims = JSON.parse(Buffer.from(headers.authorization!.split('.')[1]!, 'base64url').toString()) as { aud: string; sub: string };
      expect(claims).toMatchObject({ aud: service.origin, sub: `mailto:terrasse@terrasse.courrier.test` });
      expect(body.length).toBeLessThan(4096);
      expect(body.toString()).not.toContain('restent');
    });

    test('several of a thread are one, in its place; another thread stands beside', async () => {
      const root = await ada.post('Les platanes ?');
      const other = await ada.post('Le pont ?', { article: 'autre' });
      const browser = await subscribe(ada);
      await linus.post('Ils restent.', { parent: root.id });
      await later();
      await linus.post('Et les bancs.', { parent: root.id });
      await linus.post('Fermé.', { article: 'autre', parent: other.id });
      await later();

      const [first, ...then] = browser.received();
      const again = then.find(({ tag }) => tag === first!.tag)!;
      expect(again).toMatchObject({ title: '2 nouvelles pour vous', body: 'linus vous a répondu' });
      expect(then).toHaveLength(2);
      expect(new Set(then.map(({ tag }) => tag)).size).toBe(2);
    });

    test('not what was read in the page meanwhile, nor what was taken away', async () => {
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      await linus.post('Ils restent.', { parent: root.id });
      await readAll(ada);
      await later();

      const reply = await linus.post('Les bancs aussi.', { parent: root.id });
      world.pass(GATHER_MS);
      await queuePushes(world.deps);
      await linus.send('DELETE', `/api/v1/posts/${reply.id}`);
      await run();

      expect(browser.received()).toEqual([]);
    });

    test('never a word that waits for a moderator: the refusal tells that there is one, not what was said', async () => {
      const camille = await world.person('camille', 'moderator');
      const browser = await subscribe(ada);
      await ada.post('Quel guignol.');
      const { body: found } = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=held');
      const { body: detail } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${found.cases[0]!.id}`);
      const decision = { version: detail.version, revision: detail.revision, verdict: 'reject', rule: 1 };
      await camille.desk('POST', `/api/v1/cases/${found.cases[0]!.id}/decisions`, decision);
      await world.tell();
      await later();

      expect(browser.received()).toHaveLength(1);
      expect(JSON.stringify(browser.received())).not.toContain('guignol');
    });

    test('nothing to whoever is banned', async () => {
      const grace = await world.person('grace', 'manager');
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      const { status } = await grace.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, {
        rule: 1,
        note: 'Restons courtois entre nous.',
        measures: [{ kind: 'ban', until: null }],
      });
      expect(status).toBeLessThan(300);
      await linus.post('Ils restent.', { parent: root.id });
      await world.tell();
      await later();

      expect(browser.received()).toEqual([]);
    });

    test('in quiet hours nothing, and all of it when they are over', async () => {
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      const quiet = { from: '13:00', until: '16:00' };
      await world.db.write(
        async (tx) =>
          void (await tx
            .insert(tx.t.noticeSettings)
            .values({ memberId: ada.member.id, siteId: world.site.id, timeZone: 'Europe/Paris', quiet })),
      );
      await linus.post('Ils restent.', { parent: root.id }); // 14:00 in Paris
      await later();
      expect(browser.received()).toEqual([]);

      await later(2 * 3_600_000);

      expect(browser.received()).toHaveLength(1);
    });
  });

  describe('a device', () => {
    test('is listed by what it is, with what it last received, and taken off by its owner alone', async () => {
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      await linus.post('Ils restent.', { parent: root.id });
      await later();

      const text = await page(ada);
      expect(text).toContain('Firefox, Android');
      expect(text).toContain('Dernière notification');
      expect(text).not.toContain(browser.subscription.endpoint);
      const removal = /\/notifications\/devices\/[\da-f-]{36}\/removal/.exec(text)![0];
      expect((await submit(linus, removal)).status).toBe(404);
      expect((await submit(ada, removal)).headers.get('location')).toBe('/notifications/devices?done=removed');

      await linus.post('Et les bancs.', { parent: root.id });
      await later();
      expect(browser.received()).toHaveLength(1);
    });

    test('asked twice is one; whoever used the browser before is told nothing there any more', async () => {
      const root = await ada.post('Les platanes ?');
      const shared = await subscribe(ada);
      await subscribe(ada, shared);
      expect((await page(ada)).match(/data-device=/g)).toHaveLength(1);

      await subscribe(linus, shared);
      await linus.post('Ils restent.', { parent: root.id });
      await later();

      expect(shared.received()).toEqual([]);
      expect(await page(ada)).not.toContain('data-device=');
    });

    test('ends with the session that asked for it', async () => {
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      await linus.post('Ils restent.', { parent: root.id });
      await submit(ada, '/signout');
      await later();

      expect(browser.received()).toEqual([]);
    });

    test('at an address inside, in clear where we are not, or without its keys is refused', async () => {
      const { subscription } = service.browser();
      const inside = await createWorld(engine);
      const her = await inside.person('ada');
      const send = (typed: unknown) =>
        inside.app.request(`${OWN}/notifications/devices`, {
          method: 'POST',
          headers: { host: HOST, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...her.asPage },
          body: new URLSearchParams({ subscription: JSON.stringify(typed) }).toString(),
        });

      expect((await send(subscription)).status).toBe(422);
      expect((await send({ ...subscription, endpoint: 'https://192.168.1.4/send' })).status).toBe(422);
      expect((await send({ endpoint: 'https://push.example.test/1', keys: { p256dh: 'AAAA', auth: 'AAAA' } })).status).toBe(422);
      expect((await send('…')).status).toBe(422);
      const { pushEndpoints } = inside.db.read.t;
      expect(await inside.db.read.$count(pushEndpoints)).toBe(0);
    });

    test('goes with its member’s account and with nobody else’s', async () => {
      await subscribe(ada);
      await subscribe(linus);
      await world.db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.accountId, ada.accountId))));

      const { pushEndpoints } = world.db.read.t;
      const left = await world.db.read.select({ memberId: pushEndpoints.memberId }).from(pushEndpoints);
      expect(left).toEqual([{ memberId: linus.member.id }]);
    });
  });

  describe('a push service', () => {
    const statusNow = async (status: number, headers: Record<string, string> = {}) => {
      Object.assign(service.answer, { status, headers });
      const root = await ada.post('Les platanes ?');
      const browser = await subscribe(ada);
      await linus.post('Ils restent.', { parent: root.id });
      await later();
      return browser;
    };

    test.each([404, 410])('that answers %i has nobody there any more: the device goes', async (status) => {
      await statusNow(status);

      expect(await page(ada)).not.toContain('data-device=');
    });

    test.each([429, 500])('that answers %i is asked again, later each time, and no longer than it is worth', async (status) => {
      const browser = await statusNow(status);
      await later(20_000);
      expect(browser.received()).toHaveLength(1);
      await later(10_000);
      expect(browser.received()).toHaveLength(2);
      for (let hours = 0; hours < 30; hours++) await later(3_600_000);
      expect(browser.received()).toHaveLength(6);

      service.answer.status = 201;
      await later(3_600_000);
      expect(browser.received()).toHaveLength(6);
      expect(await page(ada)).toContain('data-device=');
    });

    test('that says when it wants to be asked again is asked then', async () => {
      const browser = await statusNow(429, { 'retry-after': '900' });
      await later(800_000);
      expect(browser.received()).toHaveLength(1);
      service.answer.status = 201;
      await later(100_000);

      expect(browser.received()).toHaveLength(2);
    });

    test('that refuses for good is not asked again', async () => {
      const browser = await statusNow(400);
      await later(86_400_000);

      expect(browser.received()).toHaveLength(1);
    });
  });

  test('two processes at once push once', async () => {
    const root = await ada.post('Les platanes ?');
    const browser = await subscribe(ada);
    await linus.post('Ils restent.', { parent: root.id });
    world.pass(GATHER_MS);

    await Promise.all([run(), run(), run()]);

    expect(browser.received()).toHaveLength(1);
  });

  test('the keys are made once, whoever is first, and are nobody’s to read', async () => {
    const [one, other] = await Promise.all([pushKeys(world.deps), pushKeys(world.deps)]);

    expect(one).toEqual(other);
    expect(Buffer.from(one.publicKey, 'base64url')).toHaveLength(65);
    const [row] = await world.db.read.select().from(world.db.read.t.pushKeys);
    expect(row!.privateKey.toString('latin1')).not.toContain(one.privateKey);
  });
});
