// CM-13: two people and a mediator, in a room that nobody else reads, with an outcome that decides nothing by itself.
import { beforeEach, expect, test } from 'vitest';
import { UNDO_MS } from '#server/cases/decide.ts';
import type { CasesPage } from '#server/cases/wire.ts';
import { verifyLog } from '#server/cases/verify-log.ts';
import { runDepartures } from '#server/members/erase-account.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { purgeMediations, tendMediations } from '#server/mediations/tend-mediations.ts';
import type { MediationWire, MediationsWire } from '#server/mediations/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { leaksIn, readingPaths, tablesWith } from '../../support/leaks.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import type { Person } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

/** Which stands nowhere else in the world. */
const WORD = 'zibelinette';
const DAY = 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let thread: string;
  let post: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    const opened = await forum.open('Y a-t-il un car scolaire ?', { kind: 'question' });
    thread = opened.thread;
    post = (await forum.reply(opened, 'Demandez donc à votre mairie.')).id;
  });

  const propose = async (more: object = {}, who = forum.paul) =>
    who.desk<MediationWire>('POST', '/api/v1/mediations', {
      clientId: uuidv7(),
      subject: `Une ${WORD} de trop`,
      first: forum.ada.member.uid,
      second: forum.linus.member.uid,
      post,
      days: 7,
      ...more,
    });
  const act = (who: Person, id: string, fields: Record<string, string>) =>
    forum.request('POST', `/mediations/${id}`, new URLSearchParams({ clientId: uuidv7(), ...fields }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...who.asPage,
    });
  const page = async (who: Person, id: string) =>
    forum.request('GET', `/mediations/${id}`, undefined, { accept: 'text/html', ...who.asPage });
  const read = async (id: string, who = forum.paul) => (await who.desk<MediationWire>('GET', `/api/v1/mediations/${id}`)).body;
  /** Proposed by paul, about linus's post, and accepted by both. */
  const open = async (more: object = {}) => {
    const { body } = await propose(more);
    await act(forum.ada, body.id, { act: 'accept' });
    await act(forum.linus, body.id, { act: 'accept' });
    return body.id;
  };
  const standing = async (id: string) => (await read(id)).words.findLast(({ proposal }) => proposal?.state === 'open')!.id;

  test('CM-13: each is asked by the bell and by mail, which quote nothing; once both have accepted, it is open', async () => {
    await mailsOf(forum);
    const { body } = await propose();
    const letters = await mailsOf(forum);
    const bell = await forum.request('GET', '/notifications', undefined, { accept: 'text/html', ...forum.linus.asPage });

    await act(forum.ada, body.id, { act: 'accept' });
    await act(forum.ada, body.id, { act: 'accept' });
    expect((await read(body.id)).state).toBe('proposed');
    await act(forum.linus, body.id, { act: 'accept' });

    expect((await read(body.id)).state).toBe('open');
    expect(letters.map(({ to }) => to).toSorted()).toEqual(['ada@example.test', 'linus@example.test']);
    expect(JSON.stringify(letters)).not.toContain(WORD);
    expect(letters[0]!.text).toContain(`/mediations/${body.id}`);
    expect(bell.text).toContain('du nouveau dans une médiation');
  });

  test('CM-13: what is agreed to by both is kept with who and when, and ends it; nobody agrees to what stands no more', async () => {
    const id = await open();
    await forum.paul.desk('POST', `/api/v1/mediations/${id}/proposals`, { clientId: uuidv7(), text: 'Chacun son fil.' });
    const before = await standing(id);
    forum.pass(60_000);
    await act(forum.linus, id, { act: 'propose', text: 'Je retire mon mot.' });

    forum.pass(60_000);
    expect((await act(forum.ada, id, { act: 'agree', proposal: before })).status).toBe(409);
    expect((await act(forum.ada, id, { act: 'agree', proposal: await standing(id) })).status).toBe(303);

    const room = await read(id);
    expect(room).toMatchObject({ state: 'agreed', endedAt: forum.now().toISOString() });
    expect(room.words.map(({ proposal }) => proposal!.state)).toEqual(['replaced', 'agreed']);
    expect(room.words[1]!.proposal!.answers.map(({ by, agreed }) => [by, agreed])).toEqual([
      ['linus', true],
      ['ada', true],
    ]);
    expect((await act(forum.ada, id, { act: 'say', text: 'Encore un mot.' })).status).toBe(409);
  });

  test('CM-13: of two who answer at once both are heard, and it ends once', async () => {
    const id = await open();
    await forum.paul.desk('POST', `/api/v1/mediations/${id}/proposals`, { clientId: uuidv7(), text: 'Chacun son fil.' });
    const proposal = await standing(id);

    const answers = await Promise.all([forum.ada, forum.linus].map((who) => act(who, id, { act: 'agree', proposal })));

    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await read(id)).state).toBe('agreed');
  });

  test('CM-13: an apology is published by its author alone, in the very words agreed to, once, as any post of theirs', async () => {
    const id = await open();
    await act(forum.linus, id, { act: 'propose', text: 'Je m’excuse en public.', publishes: 'Pardon, Ada. C’était sec.' });
    const proposal = await standing(id);
    expect((await act(forum.linus, id, { act: 'publish' })).status).toBe(404);
    await act(forum.ada, id, { act: 'agree', proposal });

    expect((await act(forum.ada, id, { act: 'publish' })).status).toBe(404);
    const [first, again] = [await act(forum.linus, id, { act: 'publish' }), await act(forum.linus, id, { act: 'publish' })];

    expect(first.headers.get('location')).toMatch(/^\/p\//);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    const shown = await forum.request('GET', `/api/v1/thread?site=courrier&thread=${thread}`);
    expect(shown.text.split('Pardon, Ada').length - 1).toBe(1);
    expect((await read(id)).words[0]!.proposal!.publishes).toMatchObject({ by: 'linus', url: expect.stringContaining('/p/') });
  });

  test('CM-13: its outcome stands in the case it was opened from, without a word of it; the case is decided as before', async () => {
    await forum.ada.send('POST', `/api/v1/posts/${post}/reports`, { rule: 1 });
    const [found] = (await forum.paul.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
    const id = await open({ case: found!.id, post: '' });
    await act(forum.linus, id, { act: 'propose', text: `Une ${WORD}.` });
    await act(forum.ada, id, { act: 'agree', proposal: await standing(id) });

    const detail = await maud.desk<{ mediations: unknown[] }>('GET', `/api/v1/cases/${found!.id}`);

    expect(detail.body.mediations).toEqual([{ id, state: 'agreed', at: expect.any(String), endedAt: expect.any(String), mine: false }]);
    expect(detail.text).not.toContain(WORD);
    const { caseLogPayloads } = forum.db.read.t;
    const logged = JSON.stringify(await forum.db.read.select().from(caseLogPayloads).orderBy(caseLogPayloads.n));
    expect(logged).toContain('mediated');
    expect(logged).not.toContain(WORD);
    expect((await verifyLog(forum.db.read, new Map())).faults).toEqual([]);
    const decided = await maud.desk('POST', `/api/v1/cases/${found!.id}/decisions`, {
      version: found!.version,
      revision: 1,
      verdict: 'approve',
    });
    expect(decided.status).toBe(200);
  });

  test('CM-13: no route that reads answers anybody else with a word of it, staff and admins no more than readers', async () => {
    const id = await open();
    await act(forum.ada, id, { act: 'say', text: `Une ${WORD}, selon moi.` });
    await act(forum.linus, id, { act: 'propose', text: `Une ${WORD}.`, publishes: `Une ${WORD}.` });
    await forum.index();
    const [grace, root] = [await forum.person('grace'), await forum.person('root', 'admin')];

    const paths = readingPaths(WORD, { thread, post, member: forum.linus.member.uid, ids: [id] });
    const leaks = await leaksIn(forum, WORD, { paths, as: [{}, grace.asPage, grace.asEmbed, maud.asPage, root.asPage, forum.ada.asEmbed] });

    expect(leaks).toEqual([]);
    expect((await page(forum.ada, id)).text).toContain(`Une ${WORD}, selon moi.`);
    expect((await page(root, id)).status).toBe(404);
  }, 180_000);

  test('CM-13: two tables hold it: nothing that a mail, a webhook, an index, a socket or a number of the thread is made of', async () => {
    const id = await open();
    const { connect } = await listen(forum);
    const grace = await forum.person('grace');
    const [reader, nobody] = [await connect({ ...grace.asPage }), await connect()];
    for (const { ask } of [reader, nobody]) await ask('join', { thread });
    const before = await forum.request('GET', `/api/v1/thread?site=courrier&thread=${thread}`);

    await act(forum.ada, id, { act: 'say', text: `Une ${WORD}, selon moi.` });
    await act(forum.linus, id, { act: 'propose', text: `Une ${WORD}.` });
    await forum.index();

    expect(await tablesWith(forum, WORD)).toEqual(['mediations', 'mediationWords']);
    expect(JSON.stringify(await mailsOf(forum))).not.toContain(WORD);
    expect(JSON.stringify(forum.events)).not.toContain(WORD);
    const after = await forum.request('GET', `/api/v1/thread?site=courrier&thread=${thread}`);
    expect(after.text).toBe(before.text);
    await forum.reply({ thread }, 'Et le bac ?');
    await until('the reader to hear of what is said aloud', () => JSON.stringify(reader.heard).includes('Et le bac'));
    expect(JSON.stringify([reader.heard, nobody.heard])).not.toContain(WORD);
  });

  test('CM-13: both parties take the whole room along in their archive, nobody else any of it', async () => {
    const id = await open();
    await act(forum.ada, id, { act: 'say', text: `Une ${WORD}, selon moi.` });
    await act(forum.linus, id, { act: 'propose', text: 'Chacun son fil.' });
    const take = async ({ accountId }: Person) => gatherTakeout(forum.db.read, { accountId, at: forum.now() }, () => {});

    for (const party of [forum.ada, forum.linus])
      expect((await take(party)).mediations).toMatchObject([
        { by: 'ada', text: `Une ${WORD}, selon moi.` },
        { by: 'linus', text: 'Chacun son fil.', proposal: 'open' },
      ]);
    for (const other of [forum.paul, maud]) expect(JSON.stringify(await take(other))).not.toContain(WORD);
  });

  test('CM-13: a manager sees that it is there and whose, and reads it once they have taken over: logged, and said in the room', async () => {
    const id = await open();
    const list = async (who: Person) => (await who.desk<MediationsWire>('GET', '/api/v1/mediations')).body;
    const [seen] = (await list(maud)).mediations;
    expect(seen).toMatchObject({ id, mine: false, mediator: { name: 'paul' }, subject: null, parties: null });
    expect((await maud.desk('GET', `/api/v1/mediations/${id}`)).status).toBe(404);
    const other = await forum.person('olga', 'moderator');
    expect((await list(other)).mediations).toEqual([]);
    expect((await other.desk('PUT', `/api/v1/mediations/${id}/mediator`, { version: seen!.version, reason: 'Curieuse.' })).status).toBe(
      404,
    );

    const taken = await maud.desk<MediationWire>('PUT', `/api/v1/mediations/${id}/mediator`, {
      version: seen!.version,
      reason: 'Paul est en congé.',
    });

    expect(taken.body.words).toMatchObject([{ kind: 'taken_over', by: { name: 'maud' }, text: 'Paul est en congé.' }]);
    expect((await forum.paul.desk('GET', `/api/v1/mediations/${id}`)).status).toBe(404);
    expect((await page(forum.ada, id)).text).toContain('conduit désormais la médiation');
    const { securityLog } = forum.db.read.t;
    const log = await forum.db.read.select().from(securityLog).orderBy(securityLog.id);
    expect(log.at(-1)).toMatchObject({ event: 'mediation.taken_over', facts: { mediation: id, reason: 'Paul est en congé.' } });
  });

  test('CM-13: who says no ends it, who leaves ends it, each told without being named', async () => {
    const refused = (await propose()).body.id;
    await act(forum.linus, refused, { act: 'leave' });
    const left = await open();
    await act(forum.ada, left, { act: 'leave' });

    expect(await read(refused)).toMatchObject({ state: 'closed', why: 'declined' });
    expect(await read(left)).toMatchObject({ state: 'closed', why: 'left' });
    expect((await page(forum.linus, left)).text).toContain('Une des deux personnes l’a quittée.');
  });

  test('CM-13: past its date it is over, unless the mediator put it off; two processes end it once', async () => {
    const { body } = await propose();
    await forum.paul.desk('PUT', `/api/v1/mediations/${body.id}/date`, { version: body.version, days: 20 });
    forum.pass(10 * DAY);
    await tendMediations(forum.deps);
    expect((await read(body.id)).state).toBe('proposed');

    forum.pass(11 * DAY);
    expect((await act(forum.ada, body.id, { act: 'accept' })).status).toBe(409);
    await Promise.all([tendMediations(forum.deps), tendMediations(forum.deps)]);

    expect(await read(body.id)).toMatchObject({ state: 'closed', why: 'silent' });
  });

  test('CM-13: who is suspended speaks on there; who is banned ends it', async () => {
    const id = await open();
    const pose = (kind: string) =>
      maud.desk('POST', `/api/v1/members/${forum.linus.member.uid}/measures`, {
        rule: 1,
        note: 'Des attaques répétées.',
        measures: [{ kind, until: kind === 'ban' ? null : new Date(forum.now().getTime() + DAY).toISOString() }],
      });

    expect((await pose('suspension')).status).toBeLessThan(300);
    forum.pass(UNDO_MS);
    expect((await act(forum.linus, id, { act: 'say', text: 'Je l’entends.' })).status).toBe(303);
    expect((await pose('ban')).status).toBeLessThan(300);
    forum.pass(UNDO_MS);
    expect((await act(forum.linus, id, { act: 'say', text: 'Encore.' })).status).toBe(403);
    await tendMediations(forum.deps);

    expect(await read(id)).toMatchObject({ state: 'closed', why: 'banned', seats: [{ silenced: null }, { silenced: 'banned' }] });
    expect((await propose({ post: '' })).body).toMatchObject({ error: { fields: { second: expect.any(String) } } });
  });

  test('CM-13: who deletes their account takes their words and their seat along; the others’ stay theirs', async () => {
    const id = await open();
    await act(forum.ada, id, { act: 'say', text: `Une ${WORD}, selon moi.` });
    await act(forum.linus, id, { act: 'propose', text: 'Je retire mon mot.', publishes: 'Pardon.' });

    const asked = { accountId: forum.linus.accountId, texts: 'erase' as const, askedAt: forum.now(), dueAt: forum.now() };
    await forum.db.write(async (tx) => void (await tx.insert(tx.t.departures).values(asked)));
    await runDepartures(forum.deps);

    const room = await read(id);
    expect(room).toMatchObject({ state: 'closed', why: 'left', parties: [{ name: 'ada' }] });
    expect(room.words.map(({ text }) => text)).toEqual([`Une ${WORD}, selon moi.`]);
    expect((await page(forum.ada, id)).status).toBe(200);
  });

  test('CM-13: once the mediator’s role is taken the parties know that nobody leads it, and a manager takes over', async () => {
    const id = await open();
    const role = { from: 'moderator', role: 'member' };
    expect((await maud.desk('PUT', `/api/v1/members/${forum.paul.member.uid}/role`, role)).status).toBe(200);

    expect((await forum.paul.desk('GET', `/api/v1/mediations/${id}`)).status).toBe(401);
    expect((await page(forum.ada, id)).text).toContain('Plus personne ne conduit cette médiation');
    const [seen] = (await maud.desk<MediationsWire>('GET', '/api/v1/mediations')).body.mediations;
    expect(seen!.mediator).toBeNull();
  });

  test('CM-13: six months after its end all of it is gone', async () => {
    const id = await open();
    await act(forum.ada, id, { act: 'say', text: `Une ${WORD}.` });
    await act(forum.ada, id, { act: 'leave' });
    forum.pass(180 * DAY);
    await purgeMediations(forum.db, forum.now());
    expect(await tablesWith(forum, WORD)).toEqual(['mediations', 'mediationWords']);

    forum.pass(4 * DAY);
    await purgeMediations(forum.db, forum.now());

    expect(await tablesWith(forum, WORD)).toEqual([]);
  });

  test('CM-13: nobody mediates between themselves and another, with a guest, or where they do not moderate; sent twice it is one', async () => {
    const fault = async (more: object, who?: Person) => {
      const { status, body } = await propose(more, who);
      return [status, Object.keys((body as unknown as ErrorBody).error?.fields ?? {})];
    };
    const guest = await forum.person('gus', 'guest');
    const clientId = uuidv7();

    expect(await fault({ first: forum.paul.member.uid })).toEqual([422, ['first']]);
    expect(await fault({ second: forum.ada.member.uid })).toEqual([422, ['second']]);
    expect(await fault({ second: guest.member.uid })).toEqual([422, ['second']]);
    expect((await propose({}, await forum.person('jules', 'journalist'))).status).toBe(404);
    const [one, again] = [await propose({ clientId }), await propose({ clientId })];
    expect(again.body.id).toBe(one.body.id);
    expect((await mailsOf(forum)).filter(({ subject }) => subject.includes('médiation')).length).toBe(2);
  });
});
