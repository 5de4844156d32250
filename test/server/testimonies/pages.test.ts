// CM-28: calls for testimony on our own pages, with forms alone.
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskWire } from '#server/desk/wire.ts';
import { runExports } from '#server/exports/run-exports.ts';
import { runDepartures } from '#server/members/erase-account.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { purgeTestimonies } from '#server/testimonies/purge.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { forWorkers, onBothDatabases } from '../../support/database.ts';
import { DAY, openNewsroom, type Newsroom } from '../../support/testimonies.ts';
import { OWN, type Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let town: Newsroom;
  let call: string;
  beforeEach(async () => {
    town = await openNewsroom(engine);
    forWorkers(town, engine);
    call = await town.call();
  });

  const page = async (path: string, who: Person | null = null) => {
    const answer = await town.request('GET', path, undefined, who?.asPage);
    const to = answer.headers.get('location');
    return to ? town.request('GET', to.replace(OWN, ''), undefined, who?.asPage) : answer;
  };
  const send = (who: Person, path: string, fields: Record<string, string> | [string, string][]) =>
    town.request('POST', path, new URLSearchParams(fields).toString(), {
      ...who.asPage,
      'content-type': 'application/x-www-form-urlencoded',
    });
  const typed = { form: '1', consent: '1', f1: 'Le fleuve a passé le quai.', f2: 'Centre', f3: '06 12 34 56 78' };

  test('the thread’s page says who reads it and until when; who is signed out is led to sign in', async () => {
    const { text } = await page(`/t/${call}`);

    expect(text).toContain('seule la rédaction (Le Courrier) la lit');
    expect(text).toContain('effacée le 2 mars 2027');
    expect((await town.request('GET', `/testimonies/${call}/answer`)).headers.get('location')).toContain('/signin?next=');
  });

  test('a reader answers, reads it again, and takes it back', async () => {
    const sent = await send(town.ada, `/testimonies/${call}/answer`, typed);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/testimonies/${call}/answer?done=sent`]);
    expect((await page(`/testimonies/${call}/answer`, town.ada)).text).toContain('06 12 34 56 78');
    expect((await page(`/t/${call}`, town.ada)).text).toContain('Vous avez répondu');
    expect((await page('/testimonies/mine', town.ada)).text).toContain('La crue de mars');

    await send(town.ada, `/testimonies/${call}/withdrawal`, { sure: '1' });

    expect((await page('/testimonies/mine', town.ada)).text).not.toContain('La crue de mars');
  });

  test('what is wrong is said beside its field, and nothing that was typed is lost', async () => {
    const { status, text } = await send(town.ada, `/testimonies/${call}/answer`, { form: '1', f1: '', f3: '06 12 34 56 78' });

    expect(status).toBe(422);
    expect(text).toContain('id="consent-err"');
    expect(text).toContain('06 12 34 56 78');
    const again = await send(town.ada, `/testimonies/${call}/answer`, { ...typed, form: '7' });
    expect([again.status, again.text.includes('Le fleuve a passé le quai.')]).toEqual([409, true]);
  });

  describe('the form that opens one', () => {
    const opened = (more: object = {}) => ({
      space: 'velo',
      kind: 'testimony',
      title: 'Vos trajets',
      source: 'Racontez.',
      clientId: town.deps.newId(),
      publish: '1',
      callClosesAt: '2026-12-20T18:00',
      callKeepDays: '30',
      callReaders: 'named',
      callTalks: 'no',
      q1Label: 'D’où partez-vous ?',
      q1Type: 'choice',
      q1Options: 'Centre\nCôte',
      q1Required: '1',
      q3Label: 'Autre chose ?',
      q3Type: 'long',
      ...more,
    });

    test('takes the questions that are there, in their order', async () => {
      const { headers } = await send(town.julie, '/new', opened());
      const id = headers.get('location')!.split('/')[2]!;

      const { fields, closesAt, readers } = await town.seen(id);

      expect(fields).toEqual([
        { id: 'f1', type: 'choice', label: 'D’où partez-vous ?', help: '', required: true, options: ['Centre', 'Côte'] },
        { id: 'f2', type: 'long', label: 'Autre chose ?', help: '', required: false, options: [] },
      ]);
      expect([closesAt, readers]).toEqual(['2026-12-20T17:00:00.000Z', 'named']);
      expect((await town.request<ThreadPage>('GET', `/api/v1/thread?thread=${id}`)).body.thread.writing.state).toBe('closed');
    });

    test('offers more of them, refuses none, and keeps what was typed', async () => {
      const more = await send(town.julie, '/new', { ...opened(), publish: '' });
      expect(more.text).toContain('q5Label');

      const none = await send(town.julie, '/new', opened({ q1Label: '', q3Label: '' }));

      expect([none.status, none.text.includes('Posez au moins une question'), none.text.includes('Vos trajets')]).toEqual([
        422,
        true,
        true,
      ]);
    });

    test('is the newsroom’s alone', async () => {
      expect((await send(town.ada, '/new', opened())).status).not.toBe(303);
    });
  });

  describe('the newsroom', () => {
    let uid: string;
    beforeEach(async () => {
      uid = await town.sent(town.ada, call, { f1: '=SOMME(A1:A9)', f3: '+33 6 12 34 56 78' });
    });
    const here = () => `/testimonies/${call}/answers/${uid}`;

    test('reads how many there are, each of them, and has read it then', async () => {
      expect((await page(`/t/${call}`, town.julie)).text).toContain('1 réponse, dont 1 nouvelle');
      expect((await page('/testimonies', town.julie)).text).toContain('dont 1 nouvelle');

      expect((await page(here(), town.julie)).text).toContain('+33 6 12 34 56 78');

      expect((await page(`/testimonies/${call}/answers?state=read`, town.julie)).text).toContain('ada');
      expect((await page(`/testimonies/${call}/answers?state=new`, town.julie)).text).toContain('Aucune réponse ici.');
    });

    test('is led there from the desk, where there are answers for them to read', async () => {
      const offered = async () => (await town.paul.desk<DeskWire>('GET', '/api/v1/desk')).body.testimonies;
      const all = await offered();
      const { fields } = await town.seen(call);

      await town.julie.desk('PUT', `/api/v1/testimonies/${call}`, town.about({ fields, readers: 'named', named: [town.julie.member.uid] }));

      expect([all, await offered()]).toEqual([true, false]);
    });

    test('says what a colleague did meanwhile, and keeps what one was about to do', async () => {
      await town.handle(town.marc, call, uid, { version: 1, state: 'kept' });

      const { status, text } = await send(town.julie, here(), { section: 'handling', version: '1', state: 'set_aside', assignee: '' });

      expect(status).toBe(409);
      expect(text).toContain('Gardée, par marc');
      expect(text).toMatch(/<option value="set_aside" selected/);
      expect((await send(town.julie, here(), { section: 'handling', version: '2', state: 'set_aside', assignee: '' })).status).toBe(303);
    });

    const answers = () => `/testimonies/${call}/answers`;
    /** Asked for, made, and where it is fetched: the latest first. */
    const takeAlong = async (as: 'csv' | 'json', fields = {}, who = town.julie) => {
      const { status, headers } = await send(who, `${answers()}/answers.${as}`, fields);
      expect([status, headers.get('location')]).toEqual([303, `${answers()}#export`]);
      expect((await page(answers(), who)).text).toContain('En préparation… 0\u00a0%');
      expect(await runExports(town.deps)).toBe(true);
      return exported(who);
    };
    const exported = async (who = town.julie) =>
      (/href="(\/testimonies\/[^/]+\/exports\/[^"]+)"/.exec((await page(answers(), who)).text) ?? [])[1] ?? '';

    test('CM-16: takes the answers along by a job: a table in which nothing is a formula, or JSON; the log says who did', async () => {
      await town.sent(town.linus, call);
      const csv = await page(await takeAlong('csv', { state: 'new' }), town.julie);
      const json = await page(await takeAlong('json'), town.julie);
      const none = await page(await takeAlong('json', { mine: '1' }), town.julie);

      expect(csv.headers.get('content-disposition')).toBe('attachment; filename="testimonies.csv"');
      const [head, first, second, ...more]: string[][] = parse(csv.text, { bom: true });
      expect(head).toEqual(['Auteur·e', 'État', 'Suivie par', 'Envoyée', 'Ce que vous avez vu', 'Votre quartier', 'Votre téléphone']);
      expect([first![0], first![4], first![6]]).toEqual(['ada', `'=SOMME(A1:A9)`, `'+33 6 12 34 56 78`]);
      expect([second![0], more]).toEqual(['linus', []]);
      expect(JSON.parse(json.text)).toMatchObject({
        fields: [{}, {}, {}],
        testimonies: [{ author: { name: 'ada' } }, { author: { name: 'linus' } }],
      });
      expect(JSON.parse(none.text)).toMatchObject({ fields: [{}, {}, {}], testimonies: [] });
      const { securityLog } = town.db.read.t;
      const log = await town.db.read.select().from(securityLog).orderBy(securityLog.id);
      const fetched = log.filter(({ event }) => event === 'list.fetched').map(({ facts }) => facts);
      expect(fetched).toEqual([2, 2, 0].map((rows) => ({ list: 'testimonies', name: 'La crue de mars', rows })));
    });

    test('CM-16: what was taken along is whoever asked’s, as long as they read the call', async () => {
      const mine = await takeAlong('csv');
      const { fields } = await town.seen(call);

      expect((await page(mine, town.marc)).status).toBe(404);
      expect(await exported(town.marc)).toBe('');
      await town.julie.desk('PUT', `/api/v1/testimonies/${call}`, town.about({ fields, readers: 'named', named: [town.marc.member.uid] }));

      expect((await page(mine, town.julie)).status).toBe(404);
      expect((await send(town.julie, `${answers()}/answers.csv`, {})).status).toBe(404);
    });

    test('CM-16: an answer taken back, or at the end of its time, is in no file that can still be fetched', async () => {
      const mine = await takeAlong('csv');
      await send(town.ada, `/testimonies/${call}/withdrawal`, { sure: '1' });
      expect([(await page(mine, town.julie)).status, await exported()]).toEqual([404, '']);

      await town.sent(town.linus, call);
      const next = await takeAlong('csv');
      await purgeTestimonies(town.db, new Date(town.now().getTime() + 200 * DAY));

      expect((await page(next, town.julie)).status).toBe(404);
    });

    test('CM-16: one that is under way is cancelled, one that is made is forgotten, from the page', async () => {
      await send(town.julie, `${answers()}/answers.csv`, {});
      const [, cancel = ''] = /action="(\/testimonies\/[^/]+\/exports\/[^"]+)"/.exec((await page(answers(), town.julie)).text)!;

      expect((await send(town.julie, cancel, {})).status).toBe(303);

      expect([await runExports(town.deps), await exported()]).toEqual([false, '']);
      const made = await takeAlong('json');
      expect((await send(town.julie, made, {})).status).toBe(303);
      expect((await page(made, town.julie)).status).toBe(404);
    });

    test('asks, its author agrees on a page of the exact words, and it is published', async () => {
      const version = String((await town.one(call, uid)).version);
      await send(town.julie, here(), { section: 'ask', version, text: 'Le fleuve a passé le quai.', namedAs: 'anonymous', name: '' });
      const { id } = (await town.one(call, uid)).agreements[0]!;
      const { text } = await page(`/agreements/${id}`, town.ada);
      expect(text).toContain('Le fleuve a passé le quai.');
      expect(text).toContain('Vous pouvez retirer votre accord à tout moment');
      const [, hash] = /name="hash" value="(\w+)"/.exec(text)!;

      expect((await send(town.ada, `/agreements/${id}`, { hash: hash!, says: 'change', word: '' })).status).toBe(422);
      expect((await send(town.ada, `/agreements/${id}`, { hash: hash!, says: 'agreed', word: '' })).status).toBe(303);
      expect((await page(`/agreements/${id}`, town.julie)).text).toContain('Publier ces mots');
      await send(town.julie, here(), { section: 'publish', agreement: id });

      expect((await page(`/t/${call}`)).text).toContain('Une personne qui a répondu à notre appel');
      await send(town.ada, `/agreements/${id}/withdrawal`, {});
      expect((await page(`/t/${call}`)).text).not.toContain('Le fleuve a passé');
    });
  });

  describe('its author', () => {
    test('takes it along, with what was asked and what they agreed to, without what the newsroom notes', async () => {
      const uid = await town.sent(town.ada, call);
      await town.julie.desk('POST', `/api/v1/testimonies/${call}/answers/${uid}/notes`, { text: 'Rappeler jeudi.' });
      await town.decide(town.ada, await town.ask(call, uid), 'agreed');

      const taken = await gatherTakeout(town.db.read, { accountId: town.ada.accountId, at: town.now() }, () => {});

      expect(taken.testimonies).toMatchObject([
        { title: 'La crue de mars', answers: [{ asked: 'Ce que vous avez vu', answer: expect.stringContaining('minuit') }, {}, {}] },
      ]);
      expect(taken.agreements).toMatchObject([{ text: 'Le fleuve a passé le quai.', state: 'agreed' }]);
      expect(JSON.stringify(taken)).not.toContain('jeudi');
    });

    const leave = async (who: Person) => {
      await send(who, '/account/leave', { texts: 'keep' });
      town.pass(7 * DAY);
      await runDepartures(town.deps);
      town.pass(61_000);
      await runDepartures(town.deps);
    };

    test.each([
      [false, 'goes with the account'],
      [true, 'stays, if they agreed to that'],
    ])('(%s) what is published of it %s; the answer goes', async (stays) => {
      const uid = await town.sent(town.ada, call);
      const asked = await town.ask(call, uid);
      await town.decide(town.ada, asked, 'agreed', { stays });
      await town.publish(asked);

      await leave(town.ada);

      expect((await town.list(call)).body.testimonies).toEqual([]);
      expect((await page(`/t/${call}`)).text.includes('Le fleuve a passé le quai.')).toBe(stays);
      expect(/\bada\b/.test(JSON.stringify(await town.db.read.select().from(town.db.read.t.agreements)))).toBe(stays);
      expect(town.failures).toEqual([]);
    });
  });
});
