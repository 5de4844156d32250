// The queue as a team has it: lanes, filters, whose a case is, what the team says of it.
import { beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { CaseDetail, CaseRow, CasesPage, ChoicesWire, ClaimWire, DifferencesWire, ManyOutcome } from '#server/cases/wire.ts';
import { createApp } from '#server/app.ts';
import { createBus } from '#server/events/bus.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const MINUTE = 60_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let camille: Person;
  let theo: Person;
  beforeEach(async () => {
    world = await createWorld(engine, {
      settings: { sections: [{ name: 'Ville', moderation: null, audience: null, closeAfterDays: null }] },
    });
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
    [camille, theo] = [await world.person('camille', 'moderator'), await world.person('theo', 'moderator')];
  });

  const page = async (query = '', by = camille) => (await by.desk<CasesPage>('GET', `/api/v1/cases?${query}`)).body;
  const excerpts = async (query = '', by = camille) => (await page(query, by)).cases.map(({ excerpt }) => excerpt);
  const first = async () => (await page()).cases[0]!;
  const detail = async (id: string, by = camille) => (await by.desk<CaseDetail>('GET', `/api/v1/cases/${id}`)).body;
  const decide = (row: CaseRow, by = camille, verdict = 'approve') =>
    by.desk<{ case: CaseDetail } & ErrorBody>('POST', `/api/v1/cases/${row.id}/decisions`, { version: row.version, revision: 1, verdict });
  const claim = (row: CaseRow, by = camille, take = false) =>
    by.desk<{ claim: ClaimWire }>('PUT', `/api/v1/cases/${row.id}/claim`, { take });
  const set = (row: CaseRow, values: object) => {
    const { cases } = world.db.read.t;
    return world.db.write(async (tx) => void (await tx.update(cases).set(values).where(eq(cases.uid, row.id))));
  };

  describe('the order', () => {
    test('is by weight and age: what is light is read too, in the end', async () => {
      await ada.post('Guignol léger.');
      world.pass(MINUTE);
      await linus.post('Guignol, guignol : http://a.test http://b.test http://c.test http://d.test');

      expect((await excerpts())[0]).toContain('a.test');

      await set(await first(), { urgency: new Date(world.now().getTime() + 100 * 60 * MINUTE) });
      expect((await excerpts())[0]).toBe('Guignol léger.');
    });

    test('has the law before all else', async () => {
      await ada.post('Guignol un.');
      world.pass(MINUTE);
      await linus.post('Guignol deux.');
      const [, second] = (await page()).cases;

      await set(second!, { legal: true });

      expect(await page()).toMatchObject({ cases: [{ id: second!.id, legal: true }, { legal: false }] });
    });

    test('goes on from page to page, through the law’s and the others, each case once', async () => {
      const people = await Promise.all(Array.from({ length: 35 }, (_, i) => world.person(`p${i}`)));
      for (const person of people) await person.post(`Guignol, dit ${person.name}.`);
      for (const row of (await page()).cases.slice(10, 13)) await set(row, { legal: true });

      const one = await page();
      const two = await page(`cursor=${one.next}`);
      const all = [...one.cases, ...two.cases];

      expect(one.cases).toHaveLength(30);
      expect(two).toMatchObject({ next: null, cases: { length: 5 } });
      expect(new Set(all.map(({ id }) => id)).size).toBe(35);
      expect(all.slice(0, 3).every(({ legal }) => legal)).toBe(true);
      const times = all.slice(3).map(({ urgency }) => urgency);
      expect(times).toEqual(times.toSorted());
    });
  });

  test('each lane has its cases, and counts them', async () => {
    const grace = await world.person('grace');
    await ada.post('Guignol retenu.');
    const reported = await linus.post('Un avis.');
    await grace.send('POST', `/api/v1/posts/${reported.id}/reports`, { rule: 1, note: '' });
    const held = (await page('lane=held')).cases[0]!;
    await camille.desk('PUT', `/api/v1/cases/${held.id}/assignee`, { member: theo.member.uid });
    await camille.desk('PUT', `/api/v1/cases/${held.id}/escalation`, { text: 'Il faut voir.' });

    expect(await excerpts('lane=held')).toEqual(['Guignol retenu.']);
    expect(await excerpts('lane=reported')).toEqual(['Un avis.']);
    expect(await excerpts('lane=escalated')).toEqual(['Guignol retenu.']);
    expect(await excerpts('lane=mine')).toEqual([]);
    expect(await excerpts('lane=mine', theo)).toEqual(['Guignol retenu.']);
    expect(await excerpts('lane=appeals')).toEqual([]);
    expect((await page('', theo)).counts).toEqual({ all: 2, held: 1, reported: 1, appeals: 0, escalated: 1, mine: 1 });

    await decide(await detail(held.id), camille);
    expect(await excerpts('lane=done')).toEqual(['Guignol retenu.']);
    expect((await page('', theo)).counts).toMatchObject({ held: 0, escalated: 0, mine: 0 });
  });

  test('filters narrow a lane, one by one and together; what nothing is in is empty', async () => {
    await ada.post('Guignol sous le pont.');
    await linus.post('Guignol sous la gare.', { article: 'gare' });
    const [bridge, station] = (await page()).cases;
    await set(bridge!, { section: 'Ville', language: 'fr' });
    await set(station!, { language: 'en' });
    world.pass(2 * 60 * MINUTE);
    await linus.post('Guignol encore.', { article: 'gare' });

    expect(await excerpts('section=Ville')).toEqual(['Guignol sous le pont.']);
    expect(await excerpts('language=en')).toEqual(['Guignol sous la gare.']);
    expect(await excerpts(`thread=${station!.thread!.id}`)).toEqual(['Guignol sous la gare.', 'Guignol encore.']);
    expect(await excerpts(`thread=${station!.thread!.id}&age=1`)).toEqual(['Guignol sous la gare.']);
    expect(await excerpts('reason=banned_word')).toHaveLength(3);
    expect(await excerpts('reason=notice')).toEqual([]);
    expect(await excerpts('score=900')).toEqual([]);
    expect(await excerpts('space=nowhere')).toEqual([]);
    expect((await camille.desk('GET', '/api/v1/cases?reason=nonsense')).status).toBe(422);
    expect((await camille.desk<ChoicesWire>('GET', '/api/v1/desk/choices')).body).toEqual({
      sections: ['Ville'],
      spaces: [],
      languages: ['en', 'fr'],
      colleagues: [
        { id: camille.member.uid, name: 'camille' },
        { id: theo.member.uid, name: 'theo' },
      ],
    });
  });

  test('a case follows the language of a text that is written anew', async () => {
    const post = await ada.post('Le guignol du conseil a parlé de son pont pendant des heures, et personne ne l’a écouté jusqu’au bout.');
    const source = 'The guignol of the council has been talking about his bridge for hours, and nobody listened to him to the end.';

    expect((await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source, revision: 1 })).status).toBe(200);

    expect((await page()).cases).toMatchObject([{ language: 'en' }]);
  });

  describe('a claim', () => {
    beforeEach(async () => void (await ada.post('Guignol !')));

    test('is one’s for three minutes, renewed by a sign, and shown to all', async () => {
      const row = await first();
      const until = (await claim(row)).body.claim.until;
      world.pass(MINUTE);
      const renewed = (await claim(row)).body.claim.until;

      expect(Date.parse(renewed) - Date.parse(until)).toBe(MINUTE);
      expect(Date.parse(renewed) - world.now().getTime()).toBe(3 * MINUTE);
      expect((await page('', theo)).cases[0]!.claim).toEqual({ by: { id: camille.member.uid, name: 'camille' }, until: renewed });
      expect((await detail(row.id, theo)).claim?.by.name).toBe('camille');
    });

    test('keeps others from deciding while it runs, not from reading; then they may', async () => {
      const row = await first();
      await claim(row);

      expect((await claim(row, theo)).body.claim.by.name).toBe('camille');
      const refused = await decide(row, theo);
      expect(refused).toMatchObject({
        status: 409,
        body: { error: { code: 'case_claimed', details: { claim: { by: { name: 'camille' } } } } },
      });
      expect((await first()).state).toBe('open');

      world.pass(3 * MINUTE);
      expect((await decide(row, theo)).status).toBe(200);
    });

    test('may be taken over on purpose: it is in the log, and who had it hears', async () => {
      const row = await first();
      await claim(row);

      expect((await claim(row, theo, true)).body.claim.by.name).toBe('theo');

      expect((await decide(row, camille)).body.error.code).toBe('case_claimed');
      expect(world.events.filter(({ name }) => name === 'case.claimed')).toHaveLength(2);
      const { caseLogPayloads } = world.db.read.t;
      const log = await world.db.read.select({ payload: caseLogPayloads.payload }).from(caseLogPayloads);
      expect(log.map(({ payload }) => JSON.parse(payload).act)).toContain('taken_over');
    });

    test('ends with the decision, when it is given back, or with the next one', async () => {
      await linus.post('Guignol aussi !');
      const [one, two] = (await page()).cases;
      await claim(one!);
      await claim(two!);
      expect((await page()).cases.map((row) => row.claim?.by.name ?? null).toSorted()).toEqual(['camille', null].toSorted());

      await theo.desk('DELETE', `/api/v1/cases/${two!.id}/claim`);
      expect((await detail(two!.id)).claim?.by.name).toBe('camille');
      await camille.desk('DELETE', `/api/v1/cases/${two!.id}/claim`);
      expect((await detail(two!.id)).claim).toBe(null);

      await claim(one!);
      await decide(one!);
      expect((await detail(one!.id)).claim).toBe(null);
    });

    test('holds in another process of the service, and after a restart', async () => {
      const row = await first();
      await claim(row);
      const another = createApp({ ...world.deps, bus: createBus((error) => world.failures.push(error)) });

      const seen = await another.request(`${OWN}/api/v1/cases/${row.id}`, { headers: { host: new URL(OWN).host, ...theo.asPage } });

      expect(await seen.json()).toMatchObject({ claim: { by: { name: 'camille' } } });
    });

    test('of two at once, one has it', async () => {
      const row = await first();

      const answers = await Promise.all([claim(row), claim(row, theo)]);

      expect(new Set(answers.map(({ body }) => body.claim.by.id)).size).toBe(1);
    });

    test('changes nothing of what there is to decide', async () => {
      const row = await first();
      await claim(row);
      await camille.desk('PUT', `/api/v1/cases/${row.id}/assignee`, { member: camille.member.uid });
      await camille.desk('POST', `/api/v1/cases/${row.id}/notes`, { text: 'À relire.' });
      await camille.desk('PUT', `/api/v1/cases/${row.id}/escalation`, { text: 'Délicat.' });

      expect((await first()).version).toBe(row.version);
      expect((await decide(row)).status).toBe(200);
    });
  });

  test('a case is given to whoever moderates there, and to nobody else', async () => {
    await ada.post('Guignol !');
    const row = await first();
    const assign = (member: string | null) => camille.desk<{ case: CaseDetail }>('PUT', `/api/v1/cases/${row.id}/assignee`, { member });

    expect((await assign(theo.member.uid)).body.case.assignee).toEqual({ id: theo.member.uid, name: 'theo' });
    expect((await assign(ada.member.uid)).status).toBe(422);
    expect((await assign(null)).body.case.assignee).toBe(null);
  });

  test('escalated, a case comes before the managers, who are told why; and goes back', async () => {
    const hedy = await world.person('hedy', 'manager');
    await ada.post('Guignol !');
    const row = await first();

    const answer = await camille.desk<{ case: CaseDetail }>('PUT', `/api/v1/cases/${row.id}/escalation`, { text: 'Un élu est nommé.' });

    expect(answer.body.case).toMatchObject({
      escalatedAt: expect.any(String),
      notes: [{ by: { name: 'camille' }, text: 'Un élu est nommé.' }],
    });
    const bell = await world.request('GET', '/notifications', undefined, hedy.asPage);
    expect(bell.text).toContain('La modération vous demande de décider');
    expect((await world.request('GET', '/notifications', undefined, theo.asPage)).text).not.toContain('vous demande de décider');

    const back = await hedy.desk<{ case: CaseDetail }>('DELETE', `/api/v1/cases/${row.id}/escalation`);
    expect(back.body.case.escalatedAt).toBe(null);
  });

  test('a filter kept under a name is one’s own; saved again, it changes', async () => {
    const save = (query: string) => camille.desk<{ filters: object[] }>('POST', '/api/v1/saved-filters', { name: 'Liens', query });
    await save('#/all?reason=links');
    const { body } = await save('#/held?reason=links');
    const [kept] = body.filters as { id: string }[];

    expect(body.filters).toMatchObject([{ name: 'Liens', query: '#/held?reason=links' }]);
    expect((await theo.desk<{ filters: object[] }>('GET', '/api/v1/saved-filters')).body.filters).toEqual([]);
    expect((await theo.desk('DELETE', `/api/v1/saved-filters/${kept!.id}`)).status).toBe(404);
    expect((await camille.desk('DELETE', `/api/v1/saved-filters/${kept!.id}`)).status).toBe(204);
  });

  describe('several together', () => {
    const many = (rows: CaseRow[], choice: object, by = camille) =>
      by.desk<{ outcomes: ManyOutcome[] } & ErrorBody>('POST', '/api/v1/decisions', {
        cases: rows.map(({ id, version }) => ({ id, version, revision: 1 })),
        ...choice,
      });

    test('are told in what they differ before', async () => {
      await ada.post('Guignol, venez voir ma boutique de bonnets sur https://bonnets.test/a');
      await linus.post('Guignol, venez voir ma boutique de bonnets sur https://bonnets.test/b');
      const rows = (await page()).cases;

      const { body } = await camille.desk<DifferencesWire>('GET', `/api/v1/differences?cases=${rows.map(({ id }) => id).join()}`);

      expect(body).toMatchObject({ authors: 2, link: 'bonnets.test', cases: [{ author: { name: expect.any(String) } }, {}] });
      expect(body.same).toBeGreaterThan(60);
      expect(body.same).toBeLessThan(100);
    });

    test('are decided each on its own: what changed, or is another’s, stays and is said', async () => {
      const grace = await world.person('grace');
      await ada.post('Guignol un.');
      const edited = await linus.post('Guignol deux.');
      await grace.post('Guignol trois.');
      const rows = (await page()).cases;
      await linus.send('PATCH', `/api/v1/posts/${edited.id}`, { source: 'Guignol, autrement.', revision: 1 });
      await claim(
        rows.find(({ author }) => author.name === 'grace')!,
        theo,
      );

      const { status, body } = await many(rows, { verdict: 'reject', rule: 1 });

      expect(status).toBe(200);
      const outcomeOf = (name: string) => body.outcomes.find((one) => one.case?.author.name === name)!.outcome;
      expect([outcomeOf('ada'), outcomeOf('linus'), outcomeOf('grace')]).toEqual(['done', 'changed', 'claimed']);
      expect(await world.db.read.$count(world.db.read.t.statements)).toBe(1);
      expect((await page()).counts.all).toBe(2);
    });

    test('a choice that is none decides nothing at all', async () => {
      await ada.post('Guignol un.');
      await linus.post('Guignol deux.');

      expect((await many((await page()).cases, { verdict: 'reject', rule: 99 })).status).toBe(422);
      expect((await page()).counts.all).toBe(2);
    });
  });

  test('a case shows what was decided where the same reason came first', async () => {
    await ada.post('Guignol, ce maire est un guignol de foire.');
    const before = await first();
    await decide(before);
    await linus.post('Guignol, ce maire est un guignol de foire !');

    const { like } = await detail((await first()).id);

    expect(like).toMatchObject([{ case: before.id, same: 100, decision: { verdict: 'approve', by: { name: 'camille' } } }]);
  });
});
