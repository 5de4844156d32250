import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { AgreementWire, SecondReadings } from '#server/second-readings/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let camille: Person;
  let theo: Person;
  let caseId: string;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { secondReadings: 100, moderation: 'before' } });
    camille = await world.person('camille', 'moderator');
    theo = await world.person('theo', 'moderator');
    await (await world.person('ada')).post('Toi, tais-toi donc.');
    const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
    caseId = row!.id;
    await camille.desk('POST', `/api/v1/cases/${caseId}/decisions`, {
      version: row!.version,
      revision: 1,
      verdict: 'reject',
      rule: 1,
      note: 'Verdict.',
    });
  });
  const waiting = (by: Person) => by.desk<SecondReadings>('GET', '/api/v1/second-readings');
  const read = (by: Person, id: string, body: object) => by.desk<SecondReadings>('POST', `/api/v1/second-readings/${id}`, body);

  test('somebody else reads it again, once it stands, without what was decided, by whom, or who wrote it', async () => {
    expect((await waiting(theo)).body.waiting).toBe(0);
    await world.tell();

    const { body, text } = await waiting(theo);

    expect(body).toMatchObject({ waiting: 1, next: { html: expect.stringContaining('tais-toi') } });
    for (const known of ['reject', 'Verdict.', 'camille', 'ada']) expect(text).not.toContain(known);
    expect((await waiting(camille)).body).toEqual({ waiting: 0, next: null });
    expect((await read(camille, body.next!.id, { verdict: 'approve' })).status).toBe(404);
  });

  test('two who read at once are one reading; another word than the first is noted with the case, and rings for managers', async () => {
    await world.tell();
    const { id } = (await waiting(theo)).body.next!;
    const grace = await world.person('grace', 'manager');

    const answers = await Promise.all([theo, grace].map((by) => read(by, id, { verdict: 'approve' })));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { notes } = (await camille.desk<CaseDetail>('GET', `/api/v1/cases/${caseId}`)).body;
    expect(notes.map(({ text }) => text)).toEqual(['Seconde lecture\u00a0: ce message pouvait rester.']);
    const told = await world.request('GET', '/notifications', undefined, { ...grace.asPage, accept: 'text/html' });
    expect(told.text).toContain('Deux relectures d’un même message');
    const agreement = (await grace.desk<AgreementWire>('GET', '/api/v1/agreement')).body;
    expect(agreement).toMatchObject({
      differing: [{ case: caseId, first: 'reject', second: 'approve' }],
      n: 1,
      least: 30,
      kappa: null,
      both: [
        [0, 0],
        [1, 0],
      ],
    });
  });

  test('to refuse one names a rule; the same word leaves no note', async () => {
    await world.tell();
    const { id } = (await waiting(theo)).body.next!;

    expect((await read(theo, id, { verdict: 'reject' })).status).toBe(422);
    expect((await read(theo, id, { verdict: 'reject', rule: 1 })).body).toEqual({ waiting: 0, next: null });

    expect((await camille.desk<CaseDetail>('GET', `/api/v1/cases/${caseId}`)).body.notes).toEqual([]);
  });

  test('what was undone is not read again', async () => {
    const { decisions } = (await camille.desk<CaseDetail>('GET', `/api/v1/cases/${caseId}`)).body;
    await camille.desk('POST', `/api/v1/decisions/${decisions[0]!.id}/undo`);
    await world.tell();

    expect((await waiting(theo)).body.waiting).toBe(0);
  });
});
