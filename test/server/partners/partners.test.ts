// CM-06: a partner's embed on its own origins, with its colours and its rule; what is held with a partner always says so (docs/decisions/061).
import { beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { signToken } from '#server/accounts/token.ts';
import { keepAudience } from '#server/audience/keep-audience.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { PartnerInput, PartnerLinkWire, PartnersWire } from '#server/partners/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { listen } from '../../support/sockets.ts';
import { ORIGIN, type Person } from '../../support/world.ts';

const LUMEN = 'https://www.lumen.test';
const LABEL = 'Sponsorisé par Lumen';
const NOTHING = { accent: null, accentDark: null, ink: null, inkDark: null, paper: null, paperDark: null };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const given = (more: Partial<PartnerInput> = {}): PartnerInput => ({
    key: 'lumen',
    name: 'Lumen',
    label: 'sponsored',
    url: LUMEN,
    origins: [LUMEN],
    moderation: null,
    look: NOTHING,
    ...more,
  });
  const make = (more: Partial<PartnerInput> = {}) => maud.desk<PartnersWire & ErrorBody>('POST', '/api/v1/partners', given(more));
  const lumen = async (more: Partial<PartnerInput> = {}) =>
    (await make(more)).body.partners.find(({ key }) => key === (more.key ?? 'lumen'))!;
  const change = (id: string, more: Partial<PartnerInput> & { version?: number }) =>
    maud.desk<PartnersWire & ErrorBody>('PUT', `/api/v1/partners/${id}`, { version: 1, ...given(), ...more });
  const end = (id: string) => maud.desk<PartnersWire>('PUT', `/api/v1/partners/${id}/end`);
  /** Signed in on a page of that origin. */
  const at = async (origin: string, who: Person) => {
    const { id } = await forum.deps.sessions.start(who.accountId, { siteId: forum.site.id, origin });
    return { authorization: `Bearer ${signToken(forum.deps.config.secret!, id, forum.now()).token}`, origin };
  };
  const read = (origin: string, article = '@lumen:budget') =>
    forum.request<ThreadPage & ErrorBody>('GET', `/api/v1/thread?site=courrier&article=${encodeURIComponent(article)}`, undefined, {
      origin,
    });
  const write = async (origin = LUMEN, { article = '@lumen:budget', who = forum.ada } = {}) =>
    forum.request<PostAnswer & ErrorBody>(
      'POST',
      '/api/v1/posts',
      { site: 'courrier', article, parent: null, source: 'Et le tram ?', clientId: uuidv7() },
      await at(origin, who),
    );

  describe('its embed', () => {
    test('CM-06: loads and is written in on the partner’s origins, and is refused on every other, the site’s own too', async () => {
      await lumen();

      expect((await read(LUMEN)).status).toBe(200);
      expect((await write(LUMEN)).status).toBe(201);

      for (const origin of [ORIGIN, 'https://elsewhere.test', `${LUMEN}.elsewhere.test`]) {
        expect((await read(origin)).body.error.code).toBe('wrong_origin');
        expect((await write(origin)).body.error.code).toBe('wrong_origin');
      }
      const { connect } = await listen(forum);
      const place = { site: 'courrier', article: '@lumen:budget' };
      expect(await (await connect({ origin: LUMEN })).ask('join', place)).toEqual({ seq: 1 });
      expect(await (await connect({ origin: ORIGIN })).ask('join', place)).toEqual({ error: 'wrong_origin' });
    });

    test('CM-06: on a partner’s page nothing else of the site is shown, or done', async () => {
      await lumen();
      const other = await forum.open('Les platanes du quai');
      const theirs = await at(LUMEN, forum.linus);

      expect((await read(LUMEN, 'pont')).body.error.code).toBe('wrong_origin');
      const shown = await forum.request<ErrorBody>('GET', `/api/v1/thread?thread=${other.thread}`, undefined, theirs);
      const said = { thread: other.thread, parent: null, source: 'Ici aussi.', clientId: uuidv7() };
      const written = await forum.request<ErrorBody>('POST', '/api/v1/posts', said, theirs);

      expect([shown.body.error.code, written.body.error.code]).toEqual(['wrong_origin', 'wrong_origin']);
    });

    test('CM-06: a partner that is not there has no pages', async () => {
      expect((await read(LUMEN, '@nobody:1')).body.error.code).toBe('not_found');
      expect((await forum.request('GET', `/embed/thread?site=courrier&article=${encodeURIComponent('@nobody:1')}`)).status).toBe(404);
    });

    test('CM-06: its rule holds in its conversations: all is read first, while the site publishes at once', async () => {
      await lumen({ moderation: 'before' });

      const held = await write();
      const elsewhere = await forum.ada.post('Sur le site même.');

      expect(held.body.post.state).toBe('held');
      expect(elsewhere.state).toBe('published');
      expect((await read(LUMEN)).body.thread.moderation).toBe('before');
    });

    test('CM-06: its colours are a sheet for its own element, and those that cannot be read are refused', async () => {
      await lumen({ look: { ...NOTHING, accent: '#0b5d8f' } });

      const sheet = await forum.request('GET', '/embed/look?site=courrier&partner=lumen', undefined, { origin: LUMEN });
      const pale = await make({ key: 'pale', look: { ...NOTHING, accent: '#ffee88' } });

      expect(sheet.headers.get('content-type')).toBe('text/css; charset=utf-8');
      expect(sheet.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(sheet.text).toMatch(/^terrasse-thread\[article\^='@lumen:'\]\{--terrasse-accent:light-dark\(#0b5d8f,#[0-9a-f]{6}\);/);
      expect(pale.body.error.fields).toHaveProperty(['look.accent']);
    });

    test('CM-06: an origin that is taken away is refused from the next request on', async () => {
      const { id } = await lumen({ origins: [LUMEN, 'https://m.lumen.test'] });
      const theirs = await at('https://m.lumen.test', forum.ada);
      await change(id, { origins: [LUMEN] });

      expect((await read('https://m.lumen.test')).body.error.code).toBe('wrong_origin');
      const drafts = await forum.request<ErrorBody>('GET', '/api/v1/drafts?site=courrier&article=%40lumen%3Abudget', undefined, theirs);
      expect(drafts.body.error.code).toBe('wrong_origin');
    });
  });

  describe('its end', () => {
    test('CM-06: when the partnership ends its pages show nothing any more; what was said is read on ours, labelled, and written in no more', async () => {
      const { id } = await lumen();
      const { body } = await write();
      await end(id);

      expect((await read(LUMEN)).body.error.code).toBe('wrong_origin');
      expect((await forum.request('GET', `/embed/thread?site=courrier&article=${encodeURIComponent('@lumen:budget')}`)).status).toBe(404);
      expect((await forum.request('GET', '/embed/look?site=courrier&partner=lumen')).status).toBe(404);
      const page = await forum.request('GET', `/a/${encodeURIComponent('@lumen:budget')}`, undefined, forum.linus.asPage);
      expect(page.text).toContain(LABEL);
      expect(page.text).toContain('Et le tram ?');
      const late = { thread: body.thread, parent: null, source: 'Trop tard ?', clientId: uuidv7() };
      expect((await forum.linus.desk<ErrorBody>('POST', '/api/v1/posts', late)).body.error.code).toBe('thread_closed');
    });

    test('CM-06: ended twice is ended once, and its key is nobody else’s', async () => {
      const { id } = await lumen();
      await end(id);
      const first = (await maud.desk<PartnersWire>('GET', '/api/v1/partners')).body.partners[0]!;
      forum.pass(60_000);
      const again = (await end(id)).body.partners[0]!;

      expect(again).toEqual(first);
      expect((await make()).body.error.fields).toHaveProperty('key');
    });

    test('CM-06: a post on its way while it ends either was first and stands, or is refused: never one without the other', async () => {
      const { id } = await lumen();
      await write(); // the conversation is there
      const bearers = await Promise.all(Array.from({ length: 6 }, () => at(LUMEN, forum.linus)));

      const sent = bearers.map((bearer, i) =>
        forum.request<PostAnswer & ErrorBody>(
          'POST',
          '/api/v1/posts',
          { site: 'courrier', article: '@lumen:budget', parent: null, source: `En route, ${i}.`, clientId: uuidv7() },
          bearer,
        ),
      );
      const [, ...answers] = await Promise.all([end(id), ...sent]);

      const { partners, posts, threads } = forum.db.read.t;
      const [ended] = await forum.db.read.select({ at: partners.endedAt }).from(partners);
      const stand = await forum.db.read.$count(posts);
      const [{ count }] = (await forum.db.read.select({ count: threads.count }).from(threads)) as [{ count: number }];
      const done = answers.filter(({ status }) => status === 201).length;
      expect(ended!.at).not.toBeNull();
      expect([stand, count]).toEqual([1 + done, 1 + done]);
      for (const { status, body } of answers) if (status !== 201) expect(['thread_closed', 'wrong_origin']).toContain(body.error.code);
    });
  });

  describe('its label', () => {
    test('CM-06: a conversation is held with a partner by its title, from the row on; none is opened with one that ended', async () => {
      const { id } = await lumen();
      const jules = await forum.person('jules', 'journalist');
      const opened = await forum.open('Quel éclairage pour le quai ?', { partner: id }, jules);

      const { threads } = forum.db.read.t;
      const [row] = await forum.db.read.select({ title: threads.title }).from(threads);
      expect(row!.title).toBe(`${LABEL} · Quel éclairage pour le quai ?`);
      expect(opened.url).toContain('sponsorise-par-lumen');

      await end(id);
      const late = {
        site: 'courrier',
        space: 'velo',
        kind: 'discussion',
        title: 'Encore de la lumière',
        source: 'Trop tard.',
        clientId: uuidv7(),
        partner: id,
      };
      const refused = await jules.desk<ErrorBody>('POST', '/api/v1/threads', late);
      expect(refused.body.error.fields).toHaveProperty('partner');
      expect((await forum.ada.desk<ErrorBody>('POST', '/api/v1/threads', late)).body.error.code).toBe('forbidden');
    });

    test('CM-06: under its pages too, before and after the publisher’s server says what they are called', async () => {
      await lumen({ label: 'partner' });
      await write();
      const title = async () => (await read(LUMEN)).body.thread;
      expect(await title()).toMatchObject({ label: 'En partenariat avec Lumen', title: 'En partenariat avec Lumen · budget' });

      const { token } = await makeToken(forum.deps, forum.site.id, { name: 'CMS' });
      const say = (url: string) =>
        forum.request<ErrorBody>(
          'PUT',
          `/api/v1/articles/${encodeURIComponent('@lumen:budget')}`,
          { title: 'Le budget de la lumière', url },
          { authorization: `Bearer ${token}` },
        );
      expect((await say('https://www.courrier.test/budget')).body.error.fields).toHaveProperty('url');
      expect((await say(`${LUMEN}/budget`)).status).toBe(204);

      expect(await title()).toMatchObject({ title: 'En partenariat avec Lumen · Le budget de la lumière' });
    });

    test('CM-06: name and label stay once a conversation bears them; before, and all else, they may change', async () => {
      const { id } = await lumen();
      expect((await change(id, { name: 'Lumière' })).status).toBe(200);
      await write();

      const { body: named } = await change(id, { version: 2, name: 'Lumen' });
      const { body: called } = await change(id, { version: 2, name: 'Lumière', label: 'partner' });
      expect([named.error.fields, called.error.fields]).toEqual([
        { name: expect.anything() as unknown },
        { label: expect.anything() as unknown },
      ]);
      expect((await change(id, { version: 2, name: 'Lumière', moderation: 'before' })).status).toBe(200);
      expect((await change(id, { version: 2, name: 'Lumière' })).body.error.code).toBe('taken');
    });

    test('CM-06: what is held with a partner is neither merged, emptied, nor split: it would lose its label, or lend it', async () => {
      const { id } = await lumen();
      const jules = await forum.person('jules', 'journalist');
      const sponsored = await forum.open('Quel éclairage ?', { partner: id }, jules);
      const other = await forum.open('Les platanes');
      const { id: post } = await forum.reply(sponsored, 'Des lampes basses.');
      const { id: strange } = await forum.reply(other, 'Et le quai ?');

      const refused = [
        await maud.desk<ErrorBody>('PUT', `/api/v1/threads/${sponsored.thread}/merger`, { into: other.thread }),
        await maud.desk<ErrorBody>('PUT', `/api/v1/threads/${other.thread}/merger`, { into: sponsored.thread }),
        await maud.desk<ErrorBody>('PUT', `/api/v1/posts/${post}/place`, { thread: other.thread }),
        await maud.desk<ErrorBody>('PUT', `/api/v1/posts/${strange}/place`, { thread: sponsored.thread }),
      ];

      expect(refused.map(({ body }) => body.error.code)).toEqual(Array.from({ length: 4 }, () => 'partner_stays'));
    });
  });

  describe('its figures', () => {
    const link = async (id: string) => (await maud.desk<PartnerLinkWire>('PUT', `/api/v1/partners/${id}/link`)).body.url;
    const look = (url: string) => forum.request('GET', new URL(url).pathname, undefined, { accept: 'text/html' });
    /** What waits, by the second rule. */
    const refuse = async () => {
      const { body } = await forum.paul.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
      const { id, version, post } = (await forum.paul.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`)).body;
      const { status, text } = await forum.paul.desk('POST', `/api/v1/cases/${id}/decisions`, {
        version,
        revision: post!.revision,
        verdict: 'reject',
        rule: 2,
      });
      expect(status, text).toBe(200);
      await forum.tell();
    };
    /** Each line of a table, by its first cell. */
    const numbersIn = (html: string) =>
      new Map(
        [...html.matchAll(/<th scope="row">([^<]*)<\/th>((?:<td>[^<]*<\/td>)+)/g)].map(([, head, cells]) => [
          head!,
          [...cells!.matchAll(/<td>([^<]*)<\/td>/g)].map(([, value]) => value!),
        ]),
      );

    test('CM-06: by a private link a partner reads sums of its conversations, each equal to a query, and no name', async () => {
      const { id } = await lumen();
      const bearers = await Promise.all([forum.ada, forum.linus].map((who) => at(LUMEN, who)));
      const say = (bearer: Record<string, string>, source: string) =>
        forum.request<PostAnswer>(
          'POST',
          '/api/v1/posts',
          { site: 'courrier', article: '@lumen:budget', parent: null, source, clientId: uuidv7() },
          bearer,
        );
      await say(bearers[0]!, 'Une première.');
      await say(bearers[1]!, 'Une deuxième.');
      forum.pass(60_000);
      await say(bearers[1]!, 'Guignol !');
      await forum.ada.post('Ailleurs, sur le site même.');
      await refuse();
      for (const reader of ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (Windows NT 10.0)', 'Mozilla/5.0 (X11; Linux x86_64)'])
        await forum.request('GET', '/api/v1/thread?site=courrier&article=%40lumen%3Abudget', undefined, {
          origin: LUMEN,
          'user-agent': reader,
        });
      await keepAudience(forum.deps);

      const page = await look(await link(id));

      const { posts, threads, members, audienceDays } = forum.db.read.t;
      const theirs = eq(threads.partnerId, 1);
      const written = await forum.db.read
        .select({ author: posts.authorId, state: posts.state })
        .from(posts)
        .innerJoin(threads, eq(threads.id, posts.threadId))
        .where(theirs)
        .orderBy(posts.id);
      const read = await forum.db.read
        .select({ n: audienceDays.visitors })
        .from(audienceDays)
        .innerJoin(threads, eq(threads.articleId, audienceDays.articleId))
        .where(theirs);
      const numbers = numbersIn(page.text);
      expect(numbers.get('novembre 2026')).toEqual([String(read[0]!.n), String(written.length), '2', '1', '0 sur 0']);
      expect(numbers.get('Contributions de lecteurs')).toEqual([String(written.length)]);
      expect(numbers.get('Retirées, règle 2\u{a0}: Haine')).toEqual(['1']);
      expect([read[0]!.n, written.map(({ state }) => state)]).toEqual([2, ['published', 'published', 'rejected']]);
      for (const { name } of await forum.db.read.select({ name: members.name }).from(members))
        expect(page.text).not.toMatch(new RegExp(`\\b${name}\\b`));
      expect(page.text).not.toContain('Une première');
      expect(page.headers.get('x-robots-tag')).toBe('noindex');
      expect(page.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(page.headers.get('cache-control')).toBe('private, no-store');
    });

    test('CM-06: the link is made anew or revoked, the former dead at once; the database has no more than its hash', async () => {
      const { id } = await lumen();
      const first = await link(id);
      const second = await link(id);
      const { partners } = forum.db.read.t;
      const rows = JSON.stringify(await forum.db.read.select().from(partners));

      expect([(await look(first)).status, (await look(second)).status]).toEqual([404, 200]);
      expect(rows).not.toContain(second.split('/').at(-1));
      expect(second.split('/').at(-1)!.length).toBeGreaterThanOrEqual(32);
      await end(id);
      expect((await look(second)).text).toContain('Le partenariat a pris fin');
      await maud.desk('DELETE', `/api/v1/partners/${id}/link`);
      expect((await look(second)).status).toBe(404);
    });
  });
});
