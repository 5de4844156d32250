// Opening a conversation of the forum: what it takes, who may, and what others see of it and when.
import { describe, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { limits } from '#server/http/rate-limit.ts';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const given = { site: 'courrier', space: 'velo', kind: 'discussion', title: 'Une piste rue Haute ?', source: 'Qui en voudrait ?' };

async function createForum(engine: Engine, options: Parameters<typeof createWorld>[1] = {}) {
  const world = await createWorld(engine, options);
  await world.db.write(
    async (tx) =>
      void (await tx.insert(tx.t.spaces).values([
        { siteId: world.site.id, slug: 'velo', name: 'Vélo', position: 1 },
        { siteId: world.site.id, slug: 'coulisses', name: 'Coulisses', position: 2, opens: 'staff' },
        { siteId: world.site.id, slug: 'abonnes', name: 'Abonnés', position: 3, opens: 'subscribers' },
      ])),
  );
  return world;
}

const open = (who: Person, more: object = {}) => who.send<OpenedWire>('POST', '/api/v1/threads', { ...given, clientId: uuidv7(), ...more });
const readBy = (world: World, thread: string, headers = {}) =>
  world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}&sort=oldest`, undefined, headers);
const reply = (who: Person, thread: string, parent: string | null, source = 'Moi.') =>
  who.send<PostAnswer>('POST', '/api/v1/posts', { thread, parent, source, clientId: uuidv7() });

onBothDatabases((engine) => {
  describe('opening a conversation', () => {
    test('it stands above its answers, which are roots, and counts as none', async () => {
      const world = await createForum(engine);
      const [ada, linus] = [await world.person('ada'), await world.person('linus')];

      const opened = await open(ada, { tags: ['commune:Lyon', 'travaux'] });
      const answered = await reply(linus, opened.body.thread, opened.body.post.id);

      expect(opened.status).toBe(201);
      expect(opened.body.url).toBe(`http://terrasse.courrier.test/t/${opened.body.thread}/une-piste-rue-haute`);
      const page = (await readBy(world, opened.body.thread)).body;
      expect(page.thread).toMatchObject({ kind: 'discussion', title: given.title, opening: opened.body.post.id, count: 1 });
      expect(page.posts.map(({ id, parent }) => [id, parent])).toEqual([
        [opened.body.post.id, null],
        [answered.body.post.id, null],
      ]);
      const more = await world.request<ThreadPage>('GET', `/api/v1/threads/${opened.body.thread}/posts`);
      expect(more.body.posts.map(({ id }) => id)).toEqual([answered.body.post.id]);
      await expectThreadTrue(world.db, opened.body.thread);
    });

    test('whoever opened it is told of its answers', async () => {
      const world = await createForum(engine);
      const [ada, linus] = [await world.person('ada'), await world.person('linus')];
      const { body } = await open(ada);

      await reply(linus, body.thread, null);

      expect((await world.request('GET', '/notifications', undefined, ada.asPage)).text).toContain('linus');
    });

    test('the same client id gives the first one, also twice at once', async () => {
      const world = await createForum(engine);
      const ada = await world.person('ada');
      const clientId = uuidv7();

      const both = await Promise.all([open(ada, { clientId }), open(ada, { clientId })]);
      const again = await open(ada, { clientId });

      expect(new Set([...both, again].map(({ body }) => body.thread)).size).toBe(1);
      expect([...both, again].map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
      expect(await world.db.read.$count(world.db.read.t.threads)).toBe(1);
    });

    test('held, only its author and the newsroom find it, and nothing can be written in it', async () => {
      const world = await createForum(engine);
      const [ada, linus, grace] = [await world.person('ada'), await world.person('linus'), await world.person('grace', 'moderator')];

      const { body } = await open(ada, { source: 'Guignol !' });

      expect(body.post.state).toBe('held');
      expect((await readBy(world, body.thread)).status).toBe(404);
      expect((await readBy(world, body.thread, linus.asEmbed)).status).toBe(404);
      expect((await readBy(world, body.thread, grace.asPage)).status).toBe(200);
      const own = (await readBy(world, body.thread, ada.asEmbed)).body;
      expect(own.viewer!.posts.map(({ state }) => state)).toEqual(['held']);
      expect(own.thread.writing.state).toBe('closed');
      expect((await reply(ada, body.thread, null)).body).toMatchObject({ error: { code: 'thread_closed' } });
      expect((await reply(linus, body.thread, null)).status).toBe(409);
      expect((await world.request('GET', '/')).text).not.toContain('Une piste');
      expect((await world.request('GET', new URL(body.url).pathname)).status).toBe(404);
    });

    test('a word of the title is looked at like those of the text', async () => {
      const world = await createForum(engine);

      const { body } = await open(await world.person('ada'), { title: 'Ce guignol de maire' });

      expect(body.post.state).toBe('held');
    });

    test('released by a moderator, it is there for all; taken down, it is gone, with what was said under it', async () => {
      const world = await createForum(engine);
      const [ada, linus, grace] = [await world.person('ada'), await world.person('linus'), await world.person('grace', 'moderator')];
      const { body } = await open(ada, { source: 'Guignol !' });
      const decide = async (verdict: string, more = {}) => {
        const [row] = (await grace.desk<CasesPage>('GET', '/api/v1/cases?lane=all')).body.cases;
        const { version, revision } = (await grace.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`)).body;
        return grace.desk('POST', `/api/v1/cases/${row!.id}/decisions`, { version, revision, verdict, ...more });
      };

      expect((await decide('approve')).status).toBe(200);
      const answer = await reply(linus, body.thread, null, 'Moi aussi.');

      expect((await readBy(world, body.thread)).body.thread.count).toBe(1);
      expect((await world.request('GET', '/')).text).toContain('Une piste');

      await world.tell();
      const reported = await linus.send('POST', `/api/v1/posts/${body.post.id}/reports`, { rule: 1 });
      expect(reported.status).toBe(204);
      expect((await decide('reject', { rule: 1, note: '' })).status).toBe(200);

      expect((await readBy(world, body.thread)).status).toBe(404);
      expect((await world.request('GET', '/')).text).not.toContain('Une piste');
      expect((await ada.send('PUT', `/api/v1/posts/${answer.body.post.id}/reactions/merci`)).status).toBe(404);
      await expectThreadTrue(world.db, body.thread);
    });

    test('an answer approved in a conversation that was taken down meanwhile leaves it hidden', async () => {
      const world = await createForum(engine);
      const [ada, linus, grace] = [await world.person('ada'), await world.person('linus'), await world.person('grace', 'moderator')];
      const { thread, post } = (await open(ada)).body;
      const answer = (await reply(linus, thread, null, 'Quel guignol !')).body.post;
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
      const decide = async (id: string, verdict: string, more = {}) => {
        const { cases } = (await grace.desk<CasesPage>('GET', '/api/v1/cases?lane=all')).body;
        const { version, revision } = (await grace.desk<CaseDetail>('GET', `/api/v1/cases/${id}`)).body;
        expect(cases.some((row) => row.id === id)).toBe(true);
        return grace.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision, verdict, ...more });
      };
      const { cases } = (await grace.desk<CasesPage>('GET', '/api/v1/cases?lane=all')).body;
      const of = (kind: string) => cases.find((row) => row.kind === kind)!.id;

      expect((await decide(of('reported'), 'reject', { rule: 1, note: '' })).status).toBe(200);
      expect((await decide(of('held'), 'approve')).status).toBe(200);

      expect(answer.state).toBe('held');
      expect((await readBy(world, thread)).status).toBe(404);
      expect((await world.request('GET', `/p/${answer.id}`)).status).toBe(404);
      expect((await world.request('GET', '/')).text).not.toContain('Une piste');
      await expectThreadTrue(world.db, thread);
    });

    test('where the invited answer, everybody asks, and nobody else answers but the newsroom', async () => {
      const world = await createForum(engine);
      const [ada, grace] = [await world.person('ada'), await world.person('grace', 'journalist')];
      const { thread } = (await open(grace, { kind: 'expert' })).body;
      const asked = await reply(ada, thread, null, 'Et la nuit ?');

      const answers = [await reply(ada, thread, asked.body.post.id), await reply(grace, thread, asked.body.post.id)];

      expect(asked.status).toBe(201);
      expect(answers.map(({ status }) => status)).toEqual([403, 201]);
    });

    test('its author takes it back: with answers its place stays, without any it is gone', async () => {
      const world = await createForum(engine);
      const [ada, linus] = [await world.person('ada'), await world.person('linus')];
      const [one, other] = [(await open(ada)).body, (await open(ada, { title: 'Une autre idée' })).body];
      await reply(linus, one.thread, null);

      for (const { post } of [one, other]) await ada.send('DELETE', `/api/v1/posts/${post.id}`);

      const page = (await readBy(world, one.thread)).body;
      expect(page.posts[0]).toMatchObject({ state: 'deleted', html: '', author: null });
      expect(page.thread.count).toBe(1);
      expect((await readBy(world, other.thread)).status).toBe(404);
      expect((await world.request('GET', '/')).text).not.toContain('Une autre idée');
      await expectThreadTrue(world.db, one.thread);
    });

    test('a space says who opens there, a kind too', async () => {
      const world = await createForum(engine);
      const people = {
        ada: await world.person('ada'),
        sub: await world.person('sub', 'subscriber'),
        paul: await world.person('paul', 'journalist'),
      };
      const codes = async (more: object) =>
        Object.fromEntries(
          await Promise.all(
            Object.entries(people).map(async ([name, who]) => {
              const { status, body } = await open(who, more);
              return [name, status === 201 ? 201 : (body as unknown as { error: { code: string } }).error.code];
            }),
          ),
        );

      expect(await codes({})).toEqual({ ada: 201, sub: 201, paul: 201 });
      expect(await codes({ space: 'coulisses' })).toEqual({ ada: 'forbidden', sub: 'forbidden', paul: 201 });
      expect(await codes({ space: 'abonnes' })).toEqual({ ada: 'subscribers_only', sub: 201, paul: 201 });
      expect(await codes({ kind: 'expert' })).toEqual({ ada: 'forbidden', sub: 'forbidden', paul: 201 });
      expect(await codes({ kind: 'article' })).toEqual({ ada: 'invalid', sub: 'invalid', paul: 'invalid' });
    });

    test.each([
      ['spaces', '  \u00A0 '],
      ['nothing one sees', '\u200B\u2060\u200D'],
      ['one emoji', '🎉'],
      ['signs', '??? !!! ---'],
      ['two letters', 'ok'],
      ['far too much', 'mot '.repeat(60)],
    ])('a title of %s is sent back with a word about it', async (_, title) => {
      const world = await createForum(engine);

      const { status, body } = await open(await world.person('ada'), { title });

      expect(status).toBe(422);
      expect((body as unknown as { error: { fields: Record<string, string> } }).error.fields.title).toBeTruthy();
    });

    test('a reader opens five in an hour; the newsroom as many as it needs', async () => {
      const world = await createForum(engine, { limits: true });
      const [ada, paul] = [await world.person('ada'), await world.person('paul', 'journalist')];
      const openMany = async (who: Person) => {
        const statuses: number[] = [];
        for (let n = 0; n <= limits.openThread.count; n++) {
          world.pass(180_000);
          statuses.push((await open(who, { title: `Une question, la ${n}e`, source: `Au sujet du quartier numéro ${n}.` })).status);
        }
        return statuses;
      };

      expect(await openMany(ada)).toEqual([201, 201, 201, 201, 201, 429]);
      expect(await openMany(paul)).toEqual([201, 201, 201, 201, 201, 201]);
    });
  });
});

onBothDatabases((engine) => {
  describe('its form', () => {
    const form = (fields: Record<string, string>) => new URLSearchParams({ ...given, clientId: uuidv7(), ...fields }).toString();
    const send = (world: World, headers: Record<string, string>, fields: Record<string, string>) =>
      world.request('POST', '/new', form(fields), { 'content-type': 'application/x-www-form-urlencoded', ...headers });

    test('opens it without JavaScript, at the address its title makes', async () => {
      const world = await createForum(engine);
      const ada = await world.person('ada');

      const { status, headers } = await send(world, ada.asPage, { publish: '1', tags: 'travaux, commune:Lyon' });

      expect(status).toBe(303);
      expect(headers.get('location')).toMatch(/^\/t\/[\da-f-]{36}\/une-piste-rue-haute$/);
      expect((await world.request('GET', headers.get('location')!)).text).toContain('Qui en voudrait');
    });

    test('gives back all that was typed with what is wrong', async () => {
      const world = await createForum(engine);
      const ada = await world.person('ada');

      const { status, text } = await send(world, ada.asPage, { publish: '1', title: '🎉' });

      expect(status).toBe(422);
      expect(text).toContain('Donnez un titre');
      expect(text).toContain('Qui en voudrait');
      expect(text).toContain('🎉');
    });

    test('keeps it while one signs in', async () => {
      const world = await createForum(engine);
      const page = await send(world, { origin: 'http://terrasse.courrier.test', 'sec-fetch-site': 'same-origin' }, {});
      const [, next] = /href="\/signin\?next=(%2Fnew%3Fdraft[^"]+)"/.exec(page.text)!;

      const back = await world.request('GET', decodeURIComponent(next!), undefined, (await world.person('ada')).asPage);

      expect(back.text).toContain('Une piste rue Haute');
      expect(back.text).toContain('Qui en voudrait');
      expect(await world.db.read.$count(world.db.read.t.threads)).toBe(0);
    });

    test('what another site’s page sends is shown, not published', async () => {
      const world = await createForum(engine);
      const ada = await world.person('ada');

      const { status, headers } = await send(
        world,
        { ...ada.asPage, origin: 'https://mechant.test', 'sec-fetch-site': 'cross-site' },
        { publish: '1' },
      );

      expect(status).toBe(303);
      expect(headers.get('location')).toMatch(/^\/new\?draft=/);
      expect(await world.db.read.$count(world.db.read.t.threads)).toBe(0);
    });

    test('another slug leads to the thread’s own address', async () => {
      const world = await createForum(engine);
      const { body } = await open(await world.person('ada'));

      const { status, headers } = await world.request('GET', `/t/${body.thread}/autrefois?sort=newest`);

      expect(status).toBe(301);
      expect(headers.get('location')).toBe(`${new URL(body.url).pathname}?sort=newest`);
    });
  });
});
