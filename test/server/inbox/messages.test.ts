// N6: errors told about an article and messages to the team: private on both sides, answered by the desk, thanked in public by agreement.
import { beforeEach, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { inboxOutbox } from '#server/inbox/mails.ts';
import type { InboxChanges, InboxConflict, InboxDetail, InboxPage } from '#server/inbox/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import { leaveInbox } from '#server/inbox/leave-inbox.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { VoicesWire } from '#server/voices/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    await forum.db.write(async (tx) => {
      const row = {
        siteId: forum.site.id,
        key: 'pont',
        title: 'Le pont fermera',
        url: 'https://www.courrier.test/pont',
        bylines: [],
        tags: [],
      };
      await tx.insert(tx.t.articles).values({ ...row, confirmedAt: forum.now(), createdAt: forum.now() });
    });
  });

  const form = (who: Person, path: string, fields: Record<string, string>) =>
    forum.request('POST', path, String(new URLSearchParams(fields)), {
      ...who.asPage,
      'content-type': 'application/x-www-form-urlencoded',
    });
  const page = async (who: Person, path: string) => (await forum.request('GET', path, undefined, who.asPage)).text;
  const tell = async (more: Record<string, string> = {}, who = forum.ada) => {
    const said = { article: 'pont', text: 'La délibération dit 870 000 €.\nPas 1,2 million.', clientId: uuidv7(), ...more };
    const { status, headers, text } = await form(who, '/messages', said);
    expect([status, text.slice(0, 300)]).toEqual([303, expect.anything()]);
    return headers.get('location')!.split('?')[0]!;
  };
  const read = async (view = 'all', who = maud) => (await who.desk<InboxPage>('GET', `/api/v1/inbox?lane=${view}`)).body;
  const first = async (view = 'all') => (await read(view)).items[0]!;
  const answer = (id: string, more: object = {}, who = maud) =>
    who.desk<InboxDetail & ErrorBody>('POST', `/api/v1/inbox/${id}/answers`, {
      clientId: uuidv7(),
      source: 'Merci, corrigé.',
      version: 1,
      ...more,
    });
  const sendMails = () => runOutbox(forum.db, inboxOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));

  test('an error told of an article comes into its lane; nobody else finds a word of it', async () => {
    expect(await page(forum.ada, '/a/pont')).toContain('/messages/new?article=pont');
    const mine = await tell();

    expect(await first('correction')).toMatchObject({
      lane: 'correction',
      title: 'Le pont fermera',
      excerpt: 'La délibération dit 870 000 €. Pas 1,2 million.',
      by: { name: 'ada' },
      replies: 0,
    });
    expect(await page(forum.ada, mine)).toContain('870 000');
    expect((await forum.request('GET', mine, undefined, forum.linus.asPage)).status).toBe(404);
    expect((await forum.paul.desk('GET', '/api/v1/inbox?lane=correction')).status).toBe(200);
    await forum.index();
    for (const path of [
      '/a/pont',
      '/',
      '/search?q=d%C3%A9lib%C3%A9ration',
      '/api/v1/search?site=courrier&q=870',
      '/feed.atom',
      '/sitemap.xml',
    ])
      expect([path, (await forum.request('GET', path)).text.includes('870 000')]).toEqual([path, false]);
  });

  test('the desk answers: its reader is told by the bell and by mail, once; their reply waits again', async () => {
    const mine = await tell();
    const { id } = await first();
    const clientId = uuidv7();

    const said = await answer(id, { clientId });
    await answer(id, { clientId });
    await sendMails();

    expect(said.body).toMatchObject({ state: 'done', secret: true, posts: [{ newsroom: false }, { newsroom: true, url: null }] });
    expect(forum.mails).toMatchObject([{ to: 'ada@example.test', subject: 'La rédaction vous répond\u00a0: Le pont fermera' }]);
    expect(forum.mails[0]!.text).toContain('Merci, corrigé.');
    expect(await page(forum.ada, '/notifications')).toContain('La rédaction vous a écrit.');
    expect(await page(forum.ada, mine)).toContain('Merci, corrigé.');
    expect(await page(forum.ada, '/notifications')).not.toContain('La rédaction vous a écrit.');

    const again = { text: 'Et le titre ?', clientId: uuidv7() };
    for (const _ of [1, 2]) expect((await form(forum.ada, mine, again)).status).toBe(303);
    const open = (await maud.desk<InboxDetail>('GET', `/api/v1/inbox/${id}`)).body;
    expect([open.state, open.excerpt, open.posts.length]).toEqual(['open', 'Et le titre ?', 3]);
    expect(open.acts.map(({ act }) => act)).toEqual(['opened', 'answered', 'wrote']);
  });

  test('its reader is thanked by name on the article’s page, as long as they agree', async () => {
    const mine = await tell({ mayThank: '1' });
    const { id } = await first();
    const thank = () => maud.desk<InboxDetail>('PUT', `/api/v1/inbox/${id}/thanks`);
    const thanked = async () => (await forum.request('GET', '/a/pont')).text.includes('corrigée grâce à');
    expect(await thanked()).toBe(false);

    expect((await thank()).body.thanks).toMatchObject({ allowed: true, at: expect.any(String) });
    expect(await thanked()).toBe(true);

    await form(forum.ada, `${mine}/thanks`, {});
    expect(await thanked()).toBe(false);
    expect((await thank()).status).toBe(409);
  });

  test('a message to the team needs a subject, keeps what was typed, and is written once', async () => {
    const bad = await form(forum.ada, '/messages', { text: 'Bonjour à vous', clientId: uuidv7(), subject: '' });
    expect([bad.status, bad.text.includes('Bonjour à vous')]).toEqual([422, true]);
    const given = { article: '', subject: 'Le bac', text: 'Où est-il ?', clientId: uuidv7() };

    const both = [await tell(given), await tell(given)];

    expect(both[0]).toBe(both[1]);
    expect((await read('message')).items).toMatchObject([{ title: 'Le bac', lane: 'message', excerpt: 'Où est-il ?' }]);
  });

  test('two answers at once: both colleagues are told, one conversation', async () => {
    await tell();
    const { id } = await first();
    const jules = await forum.person('jules', 'journalist');
    await maud.desk('PUT', `/api/v1/inbox/${id}/claim`, {});

    const late = await answer(id, {}, jules);

    expect([late.status, late.body.error.code]).toEqual([409, 'item_claimed']);
    expect((await answer(id, { keep: true })).body).toMatchObject({ state: 'waiting' });
  });

  test('a colleague who answers from an old screen is told so: one answer, one mail', async () => {
    await tell();
    const { id } = await first();
    const jules = await forum.person('jules', 'journalist');
    const clientId = uuidv7();
    expect((await answer(id, { clientId })).status).toBe(201);

    const late = await answer(id, {}, jules);
    const repeated = await answer(id, { clientId });
    await sendMails();

    expect([late.status, late.body.error.code]).toEqual([409, 'item_changed']);
    expect((late.body.error.details as InboxConflict).current).toMatchObject({ state: 'done', version: 2 });
    expect([repeated.status, repeated.body.posts.length, forum.mails.length]).toEqual([201, 2, 1]);
    expect((await answer(id, { version: 2 }, jules)).status).toBe(201);
  });

  test('a voice that somebody else reads before says nothing here, where nothing is held', async () => {
    await tell();
    const { id } = await first();
    const named = (name: string, secondEyes: boolean) =>
      maud.desk<VoicesWire>('POST', '/api/v1/voices', { name, title: '', secondEyes, retired: false, hands: [] });
    const [free] = (await named('Bureau Ville', false)).body.voices;
    const read = (await named('La rédaction', true)).body.voices.find(({ secondEyes }) => secondEyes)!;

    const refused = await answer(id, { voice: read.id });

    expect([refused.status, refused.body.error.code]).toEqual([409, 'second_eyes']);
    const { voices, posts, state } = (await maud.desk<InboxDetail>('GET', `/api/v1/inbox/${id}`)).body;
    expect([voices, posts.length, state]).toEqual([[{ id: free!.id, name: 'Bureau Ville' }], 1, 'open']);
    expect((await answer(id, { voice: free!.id })).status).toBe(201);
  });

  test('markup is words; an article that is not confirmed is not there; a banned member writes nothing', async () => {
    await tell({ text: '<script>alert(1)</script>' });
    const { id } = await first();
    const { posts } = (await maud.desk<InboxDetail>('GET', `/api/v1/inbox/${id}`)).body;
    expect(posts[0]!.html).toBe('<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>');

    expect((await form(forum.ada, '/messages', { article: 'inconnu', text: 'x', clientId: uuidv7() })).status).toBe(404);
    await maud.desk('POST', `/api/v1/members/${forum.linus.member.uid}/measures`, {
      rule: 1,
      note: 'Des attaques répétées.',
      measures: [{ kind: 'ban', until: null }],
    });
    await forum.tell();
    expect((await form(forum.linus, '/messages', { article: 'pont', text: 'Encore moi', clientId: uuidv7() })).status).toBe(403);
  });

  test('both sides of it are in what they take along; who leaves takes it from the newsroom', async () => {
    await tell();
    await answer((await first()).id);
    const take = async (who: Person) =>
      (await gatherTakeout(forum.db.read, { accountId: who.accountId, at: forum.now() }, () => {})).messagesWithNewsroom;
    expect((await take(forum.ada)).map(({ newsroom }) => newsroom)).toEqual([false, true]);
    expect(await take(forum.linus)).toEqual([]);

    await leaveInbox(forum.deps, [forum.ada.member.id]);

    expect((await read('done')).items).toEqual([]);
    expect(await take(forum.ada)).toEqual([]);
  });

  test('who leaves takes it from desks that are open, and from who was away', async () => {
    await tell();
    const { id } = await first();
    const { seq } = await read();
    const { connect } = await listen(forum);
    const desk = await connect({ ...maud.asPage });
    await desk.ask('desk');

    for (const _ of [1, 2]) await leaveInbox(forum.deps, [forum.ada.member.id]);

    await until('the desk to hear of it', () => desk.heard.some(({ name }) => name === 'inbox'));
    const { body } = await maud.desk<InboxChanges>('GET', `/api/v1/inbox/changes?after=${seq}`);
    expect([body.gone, body.items, body.seq]).toEqual([[id], [], seq + 1]);
    expect(body.counts.lanes.correction.n).toBe(0);
    expect((await maud.desk('GET', `/api/v1/inbox/${id}`)).status).toBe(404);
  });
});
