// CM-28: what readers answer to a call is read by its newsroom alone, kept as long as was promised, and theirs to take back.
import { beforeEach, describe, expect, test } from 'vitest';
import { purgeTestimonies } from '#server/testimonies/purge.ts';
import { onBothDatabases } from '../../support/database.ts';
import { DAY, openNewsroom, SEEN, type Newsroom } from '../../support/testimonies.ts';

onBothDatabases((engine) => {
  let town: Newsroom;
  let call: string;
  beforeEach(async () => {
    town = await openNewsroom(engine);
    call = await town.call();
  });

  test('a call says what it asks, until when, and when what is sent now is erased', async () => {
    const { fields, closed, closesAt, keptUntil, own } = await town.seen(call);

    expect(fields.map(({ id, type }) => [id, type])).toEqual([
      ['f1', 'long'],
      ['f2', 'choice'],
      ['f3', 'phone'],
    ]);
    expect([closed, own]).toEqual([false, null]);
    expect(Date.parse(keptUntil) - Date.parse(closesAt)).toBe(90 * DAY);
  });

  test('a reader answers once, a telephone number and all, and changes it until the end', async () => {
    expect((await town.answer(town.ada, call)).body.own?.answers).toEqual(SEEN);

    const { status, body } = await town.answer(town.ada, call, { ...SEEN, f1: 'Non : à une heure.' });

    expect([status, body.own?.answers.f1]).toEqual([200, 'Non : à une heure.']);
    expect((await town.list(call)).body.testimonies).toMatchObject([{ author: { name: 'ada' }, version: 2, answers: { f2: 'Centre' } }]);
  });

  test('two at once, of one reader, are one answer', async () => {
    const both = await Promise.all([town.answer(town.ada, call), town.answer(town.ada, call, { f1: 'Encore.' })]);

    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await town.list(call)).body.testimonies).toHaveLength(1);
  });

  test.each([
    ['nothing where something is needed', { f2: 'Centre' }, 'f1'],
    ['a choice that it does not offer', { ...SEEN, f2: 'Ailleurs' }, 'f2'],
    ['words for a telephone number', { ...SEEN, f3: 'appelez-moi' }, 'f3'],
    ['more than a text holds', { ...SEEN, f1: 'a'.repeat(5001) }, 'f1'],
  ])('refuses %s, beside its field', async (_, answers, field) => {
    const { status, body } = await town.answer(town.ada, call, answers);

    expect([status, Object.keys(body.error.fields!)]).toEqual([422, [field]]);
  });

  test('refuses an answer without consent, one after the end, and one to a form that asks something else by now', async () => {
    expect((await town.answer(town.ada, call, SEEN, { consent: false })).status).toBe(422);
    const fields = (await town.seen(call)).fields.slice(0, 2);
    const mended = await town.julie.desk('PUT', `/api/v1/testimonies/${call}`, town.about({ fields }));
    expect(mended.status).toBe(200);
    expect((await town.answer(town.ada, call)).body.error.code).toBe('testimony_mended');
    expect((await town.answer(town.ada, call, { f1: 'Oui.' }, { form: 2 })).status).toBe(200);
    town.pass(11 * DAY);
    expect((await town.answer(town.ada, call, { f1: 'Non.' }, { form: 2 })).body.error).toMatchObject({ code: 'testimony_closed' });
  });

  test('refuses whoever may not write, and who has no account with a proved address', async () => {
    await town.ban(town.linus);
    const unproved = await town.person('edgar', 'member', { confirmed: false });

    expect((await town.answer(town.linus, call)).body.error.code).toBe('banned');
    expect((await town.answer(unproved, call)).body.error.code).toBe('vote_unproved');
    expect((await town.answer(await town.person('guest', 'guest'), call)).body.error.code).toBe('vote_unproved');
  });

  test('its questions stay once somebody has answered; its end and its readers do not', async () => {
    await town.answer(town.ada, call);
    const change = (more: object) => town.julie.desk<{ error: { code: string } }>('PUT', `/api/v1/testimonies/${call}`, more);
    const fields = (await town.seen(call)).fields;

    expect((await change(town.about({ fields: [{ label: 'Autre chose' }] }))).body.error.code).toBe('testimony_begun');
    expect((await change(town.about({ fields, closesAt: town.inDays(30) }))).status).toBe(200);
  });

  test('goes into no other thread: what was promised of its answers would lead nowhere', async () => {
    const { thread } = await town.open('Une discussion');

    const merged = await town.paul.desk<{ error: { code: string } }>('PUT', `/api/v1/threads/${call}/merger`, { into: thread });

    expect(merged.body.error.code).toBe('event_stays');
  });

  describe('nobody else reads it', () => {
    beforeEach(() => town.answer(town.ada, call).then(() => undefined));

    test('not by the API, the search, the page, a feed, the socket or the log', async () => {
      await town.index();
      const pages = [
        `/api/v1/testimonies/${call}`,
        `/api/v1/thread?thread=${call}`,
        `/api/v1/threads/${call}/posts`,
        '/api/v1/search?site=courrier&q=minuit',
        `/t/${call}`,
        `/t/${call}/feed.atom`,
      ];
      for (const path of pages) expect((await town.request('GET', path, undefined, town.linus.asPage)).text).not.toContain('minuit');
      expect(JSON.stringify(town.events)).not.toContain('minuit');
      const { outbox, securityLog } = town.db.read.t;
      for (const table of [outbox, securityLog]) expect(JSON.stringify(await town.db.read.select().from(table))).not.toContain('minuit');
    });

    test('not members, not the newsroom of another site', async () => {
      const elsewhere = await town.addSite('gazette', 'terrasse.gazette.test');
      const admin = await town.person('eve', 'admin', { at: elsewhere });

      expect((await town.list(call, town.linus)).status).toBe(404);
      expect((await town.list(call, admin)).status).toBe(404);
    });

    test('where readers are named, nobody of the newsroom beside them; an admin may name others, and the log says so', async () => {
      const named = await town.call({ readers: 'named' }, 'On recrute');
      const admin = await town.person('rosa', 'admin');
      await town.answer(town.ada, named);
      expect([(await town.list(named)).status, (await town.list(named, town.marc)).status]).toEqual([200, 404]);
      expect((await town.list(named, admin)).status).toBe(404);

      const fields = (await town.seen(named)).fields;
      const to = town.about({ fields, readers: 'named', named: [town.marc.member.uid] });
      expect((await town.marc.desk('PUT', `/api/v1/testimonies/${named}`, to)).status).toBe(404);
      expect((await admin.desk('PUT', `/api/v1/testimonies/${named}`, to)).status).toBe(200);

      expect([(await town.list(named)).status, (await town.list(named, town.marc)).status]).toEqual([404, 200]);
      const { securityLog } = town.db.read.t;
      expect((await town.db.read.select().from(securityLog)).map(({ event }) => event)).toContain('testimony.readers_changed');
    });
  });

  describe('the newsroom', () => {
    test('says where it is with one, who is on it, and notes to itself', async () => {
      const uid = await town.sent(town.ada, call);
      const to = { version: 1, state: 'contacted', assignee: town.marc.member.uid };

      expect((await town.handle(town.julie, call, uid, to)).body).toMatchObject({
        state: 'contacted',
        assignee: { name: 'marc' },
        changedBy: 'julie',
      });
      await town.marc.desk('POST', `/api/v1/testimonies/${call}/answers/${uid}/notes`, { text: 'Rappeler jeudi.' });

      expect((await town.one(call, uid)).notes).toMatchObject([{ by: 'marc', text: 'Rappeler jeudi.' }]);
      expect((await town.list(call)).body.counts).toMatchObject({ new: 0, contacted: 1 });
      expect((await town.seen(call, town.ada)).own).not.toHaveProperty('notes');
    });

    test('is told what changed where a colleague was sooner, and changes nothing', async () => {
      const uid = await town.sent(town.ada, call);
      const both = await Promise.all([
        town.handle(town.julie, call, uid, { version: 1, state: 'kept' }),
        town.handle(town.marc, call, uid, { version: 1, state: 'set_aside' }),
      ]);
      const [first, second] = both.toSorted((a, b) => a.status - b.status);

      expect([first!.status, second!.status]).toEqual([200, 409]);
      expect(second!.body.error).toMatchObject({ code: 'testimony_changed', details: { version: 2, state: first!.body.state } });
    });
  });

  test('is erased with its notes when its time has come, however late the call closes by then', async () => {
    const uid = await town.sent(town.ada, call);
    await town.julie.desk('POST', `/api/v1/testimonies/${call}/answers/${uid}/notes`, { text: 'Rappeler jeudi.' });
    const fields = (await town.seen(call)).fields;
    await town.julie.desk('PUT', `/api/v1/testimonies/${call}`, town.about({ fields, closesAt: town.inDays(200) }));
    town.pass(99 * DAY);
    await purgeTestimonies(town.db, town.now());
    expect((await town.list(call)).body.testimonies).toHaveLength(1);

    town.pass(1.5 * DAY);
    await purgeTestimonies(town.db, town.now());

    expect((await town.list(call)).body.testimonies).toEqual([]);
    expect(await town.db.read.select().from(town.db.read.t.testimonyNotes)).toEqual([]);
  });

  test('is taken back at any time, after the end and by somebody banned too, and nothing is left', async () => {
    await town.answer(town.ada, call);
    await town.ban(town.ada);
    town.pass(20 * DAY);

    expect((await town.ada.send('DELETE', `/api/v1/testimonies/${call}/own`)).status).toBe(204);
    expect((await town.ada.send('DELETE', `/api/v1/testimonies/${call}/own`)).status).toBe(204);

    expect((await town.list(call)).body.testimonies).toEqual([]);
  });
});
