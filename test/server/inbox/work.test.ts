// N6, N9: what the newsroom does with an item of the inbox, together.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { wakeItems } from '#server/inbox/change-item.ts';
import { leaveInbox } from '#server/inbox/leave-inbox.ts';
import type { InboxChanges, InboxConflict, InboxDetail, InboxEvent, InboxPage } from '#server/inbox/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let jules: Person;
  let id: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    jules = await forum.person('jules', 'journalist');
    await forum.open('Y a-t-il un car scolaire ?', { kind: 'question' });
    id = (await read()).items[0]!.id;
  });

  const read = async (view = 'all', who = maud) => (await who.desk<InboxPage>('GET', `/api/v1/inbox?lane=${view}`)).body;
  const detail = async (who = maud) => (await who.desk<InboxDetail>('GET', `/api/v1/inbox/${id}`)).body;
  const change = (more: object, who = maud) => who.desk<InboxDetail & ErrorBody>('PATCH', `/api/v1/inbox/${id}`, { version: 1, ...more });
  const claim = (who: Person, take = false) => who.desk('PUT', `/api/v1/inbox/${id}/claim`, { take });
  const answer = (more: object = {}, who = maud) =>
    who.desk<InboxDetail & ErrorBody>('POST', `/api/v1/inbox/${id}/answers`, {
      clientId: uuidv7(),
      source: 'Deux cars dès lundi.',
      version: 1,
      ...more,
    });

  test('it is given to somebody, who is told, or to a desk', async () => {
    const voice = await maud.desk<{ voices: { id: string }[] }>('POST', '/api/v1/voices', {
      name: 'Bureau Ville',
      title: '',
      secondEyes: false,
      retired: false,
      hands: [],
    });
    const given = await change({ assignee: jules.member.uid });

    expect(given.body).toMatchObject({ assignee: { name: 'jules', voice: false }, version: 2 });
    expect((await read('mine', jules)).items).toHaveLength(1);
    expect((await read('all', jules)).counts.mine).toBe(1);
    const { text } = await forum.request('GET', '/notifications', undefined, jules.asPage);
    expect(text).toContain('On vous confie quelque chose dans la boîte.');

    const desk = await change({ version: 2, assignee: voice.body.voices[0]!.id });
    expect(desk.body.assignee).toMatchObject({ name: 'Bureau Ville', voice: true });
    expect((await change({ version: 3, assignee: forum.ada.member.uid })).status).toBe(422);
  });

  test('who is second is told what it is by now, and nothing is lost of it', async () => {
    await change({ labels: ['École', 'transport', 'école'] });

    const late = await change({ assignee: jules.member.uid }, jules);

    expect([late.status, late.body.error.code]).toEqual([409, 'item_changed']);
    expect((late.body.error.details as InboxConflict).current).toMatchObject({ labels: ['école', 'transport'], assignee: null });
  });

  test('two at once on one version: one of them has it', async () => {
    const both = await Promise.all([change({ assignee: jules.member.uid }), change({ labels: ['école'] }, jules)]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await detail()).version).toBe(2);
  });

  test('it sleeps until its moment, and is open again by itself', async () => {
    const until = new Date(forum.now().getTime() + 3_600_000).toISOString();
    expect((await change({ state: 'waiting', until })).body).toMatchObject({ state: 'waiting', snoozedUntil: until });
    expect((await read()).items).toEqual([]);
    expect((await read('waiting')).items).toHaveLength(1);

    await wakeItems(forum.deps);
    expect((await detail()).state).toBe('waiting');
    forum.pass(3_600_000);
    await wakeItems(forum.deps);

    expect((await detail()).acts.map(({ act }) => act)).toEqual(['opened', 'snoozed', 'woke']);
    expect((await read()).items).toHaveLength(1);
    expect((await change({ version: 3, state: 'waiting', until })).status).toBe(422);
  });

  test('it is set aside by hand, and taken up again', async () => {
    expect((await change({ state: 'done' })).body.state).toBe('done');
    expect((await change({ version: 2, state: 'open' })).body).toMatchObject({ state: 'open', answeredAt: null });
  });

  test('a note is for the team; colleagues called in it are told, others are not', async () => {
    const noted = await maud.desk<InboxDetail>('POST', `/api/v1/inbox/${id}/notes`, { text: '@jules la région confirme, @ada aussi.' });

    expect(noted.body.acts.at(-1)).toMatchObject({ act: 'noted', text: '@jules la région confirme, @ada aussi.', by: { name: 'maud' } });
    expect(noted.body.version).toBe(1);
    const told = async (who: Person) => (await forum.request('GET', '/notifications', undefined, who.asPage)).text;
    expect(await told(jules)).toContain('Une note de la boîte vous appelle.');
    expect(await told(jules)).not.toContain('la région confirme');
    expect(await told(forum.ada)).not.toContain('boîte');
  });

  test('whoever opens it has it for three minutes: a colleague takes it over on purpose, and answers only then', async () => {
    await claim(maud);
    await claim(jules);
    expect((await detail()).claim!.by.name).toBe('maud');
    const early = await answer({}, jules);
    expect([early.status, early.body.error.code]).toEqual([409, 'item_claimed']);

    await claim(jules, true);

    expect((await detail()).claim!.by.name).toBe('jules');
    expect((await answer({}, jules)).body).toMatchObject({ state: 'done', claim: null });
    expect((await detail()).acts.map(({ act }) => act)).toEqual(['opened', 'taken_over', 'answered']);
  });

  test('its answer stands in the thread, and closes it; sent twice, it is said once', async () => {
    const clientId = uuidv7();
    const first = await answer({ clientId });
    const again = await answer({ clientId });

    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toMatchObject({ state: 'done', posts: [{ by: { name: 'ada' } }, { by: { name: 'maud' }, newsroom: true }] });
  });

  test('whoever answers from an old screen is told what it is by now, and nothing is said twice in the thread', async () => {
    await answer();

    const late = await answer({ source: 'Trois cars, je crois.' }, jules);

    expect([late.status, late.body.error.code]).toEqual([409, 'item_changed']);
    expect((late.body.error.details as InboxConflict).current).toMatchObject({ state: 'done', version: 2 });
    expect((await detail()).posts).toHaveLength(2);
  });

  test('two answers at once: one of them is said', async () => {
    const both = await Promise.all([answer(), answer({ source: 'Trois cars.' }, jules)]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await detail()).posts).toHaveLength(2);
  });

  test('answered in part, it waits on', async () => {
    const said = await answer({ keep: true, source: 'Nous demandons à la région.' });

    expect(said.body).toMatchObject({ state: 'waiting', snoozedUntil: null });
    expect(said.body.acts.map(({ act }) => act)).toEqual(['opened', 'kept']);
    expect((await answer({ source: 'Deux cars de plus.', version: 2 })).body.state).toBe('done');
  });

  test('whoever opens another lets the first go: each of the two has its own number, and no page of changes ends between them', async () => {
    await forum.open('Et le bac ?', { kind: 'question' });
    const { items, seq } = await read();
    for (const item of items) await maud.desk('PUT', `/api/v1/inbox/${item.id}/claim`, {});

    const { body } = await maud.desk<InboxChanges>('GET', `/api/v1/inbox/changes?after=${seq}`);

    expect(body.items).toHaveLength(2);
    expect(new Set(body.items.map((item) => item.seq)).size).toBe(2);
  });

  test('answered again and kept, what was answered waits, and is answered no more', async () => {
    await answer();

    expect((await answer({ version: 2, keep: true })).body).toMatchObject({ state: 'waiting', answeredAt: null });
  });

  test('pages of what waits follow the moment it came, whatever else happened to it', async () => {
    const row = { siteId: forum.site.id, memberId: forum.ada.member.id, lane: 'message' as const, state: 'waiting' as const, seq: 1 };
    const came = (n: number) => new Date(forum.now().getTime() + n * 1000);
    const rows = Array.from({ length: 31 }, (_, n) => ({
      ...row,
      uid: uuidv7(),
      words: `n° ${n}`,
      openedAt: came(n),
      answeredAt: came(100),
    }));
    await forum.db.write(async (tx) => void (await tx.insert(tx.t.inboxItems).values(rows)));

    const first = await read('waiting');
    const second = await read(`waiting&cursor=${first.next}`);

    expect([...first.items, ...second.items].map(({ excerpt }) => excerpt)).toEqual(rows.map(({ words }) => words));
  });

  test('a colleague who leaves has nothing given to them any more; open desks hear of it, and find no name that was', async () => {
    await change({ assignee: jules.member.uid });
    const { seq } = await read();
    const renamed = { name: 'Membre parti' };
    await forum.db.write(async (tx) => void (await tx.update(tx.t.members).set(renamed).where(eq(tx.t.members.id, jules.member.id))));
    expect((await detail()).acts.at(-1)).toMatchObject({ act: 'assigned', to: 'Membre parti' });

    await leaveInbox(forum.deps, [jules.member.id]);

    const { body } = await maud.desk<InboxChanges>('GET', `/api/v1/inbox/changes?after=${seq}`);
    expect(body.items).toMatchObject([{ id, assignee: null }]);
  });

  test('CM-30: a change is told to open desks; who comes back reads what they missed, in its order', async () => {
    const { connect } = await listen(forum);
    const desk = await connect({ ...maud.asPage });
    await desk.ask('desk');
    const { seq } = await read();
    const heard = () => desk.heard.flatMap(({ name, data }) => (name === 'inbox' ? [(data as InboxEvent).seq] : []));

    await forum.open('Et les vélos ?', { kind: 'question' });
    await until('the desk to hear of it', () => heard().some((told) => told > seq));
    desk.socket.disconnect();
    await claim(jules);
    await forum.open('Et le bac ?', { kind: 'question' });

    const { body } = await maud.desk<InboxChanges>('GET', `/api/v1/inbox/changes?after=${seq}`);
    expect(body.items.map(({ title, claim: held }) => [title, held?.by.name ?? null])).toEqual([
      ['Et les vélos ?', null],
      ['Y a-t-il un car scolaire ?', 'jules'],
      ['Et le bac ?', null],
    ]);
    expect(body.items.map((item) => item.seq)).toEqual(body.items.map((item) => item.seq).toSorted((a, b) => a - b));
    expect((await maud.desk<InboxChanges>('GET', `/api/v1/inbox/changes?after=${body.seq}`)).body.items).toEqual([]);
  });
});
