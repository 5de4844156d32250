import { beforeEach, expect, test } from 'vitest';
import { keepHeads } from '#server/cases/keep-heads.ts';
import { alarmOutbox } from '#server/cases/ring-alarm.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { purgeEvidence } from '#server/notices/forget.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { LawWire } from '#server/sites/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const VISITOR = { origin: OWN, 'sec-fetch-site': 'same-origin', accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
const MINUTE = 60_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  let hugo: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    camille = await world.person('camille', 'moderator');
    hugo = await world.person('hugo', 'manager');
  });

  const give = async (source = 'Il a détourné la caisse.') => {
    const post = await ada.post(source);
    const form = {
      post: post.id,
      ground: 'defamation',
      explanation: 'Il n’y a jamais eu de caisse.',
      name: 'Claire',
      email: 'c@example.test',
      goodFaith: 'true',
    };
    await world.request('POST', '/notices', new URLSearchParams(form).toString(), VISITOR);
    return post;
  };
  const law = async () => (await hugo.desk<LawWire>('GET', '/api/v1/law')).body;
  const save = async (change: Partial<LawWire['law']>) => {
    const { version, law: now } = await law();
    const { declaredBy: _, declaredAt: __, ...rest } = now;
    return hugo.desk<LawWire & ErrorBody>('PUT', '/api/v1/law', { version, law: { ...rest, ...change } });
  };
  const run = () => runOutbox(world.db, alarmOutbox(world.deps), world.now(), (error) => world.failures.push(error));
  const rung = async () => {
    const rows = await world.db.read.select().from(world.db.read.t.notifications);
    return rows.filter(({ kind }) => kind === 'alarm').map(({ memberId }) => memberId);
  };
  const overdue = async () => (await camille.desk<DeskWire>('GET', '/api/v1/desk')).body.overdue;
  const decide = async (decision: object) => {
    const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
    const { body } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`);
    return camille.desk('POST', `/api/v1/cases/${row!.id}/decisions`, {
      version: body.version,
      revision: body.post!.revision,
      ...decision,
    });
  };

  test('a notice that nobody decides rings at the managers’ desks, once, and stands on every desk', async () => {
    await save({ alarmMinutes: 60 });
    await give();
    const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
    expect(row!.alarmAt).toBe(new Date(world.now().getTime() + 60 * MINUTE).toISOString());
    world.pass(59 * MINUTE);
    await run();
    expect(await rung()).toEqual([]);
    expect(await overdue()).toBeNull();

    world.pass(MINUTE);
    await run();
    await run();

    expect(await rung()).toEqual([hugo.member.id]);
    expect(await overdue()).toMatchObject({ n: 1, case: { number: 1 } });
  });

  test('decided in time, it rings nowhere', async () => {
    await give();
    await decide({ verdict: 'approve' });

    world.pass(241 * MINUTE);
    await run();

    expect(await rung()).toEqual([]);
    expect(await overdue()).toBeNull();
  });

  test('the certified bodies that the site names stand in each statement; without any, where all are listed', async () => {
    await ada.post('Guignol !');
    await decide({ verdict: 'reject', rule: 1 });
    const [statement] = await world.db.read.select().from(world.db.read.t.statements);
    await world.tell();
    const shown = async () => (await world.request('GET', `/statements/${statement!.uid}`, undefined, { accept: 'text/html' })).text;
    expect(await shown()).toContain('La liste des organes certifiés, tenue par la Commission européenne');

    expect((await save({ disputeBodies: [{ name: 'Médiation', url: 'javascript:alert(1)' }] })).status).toBe(422);
    expect((await save({ disputeBodies: [{ name: 'Chambre de médiation', url: 'https://mediation.example/' }] })).status).toBe(200);

    expect(await shown()).toContain('<a href="https://mediation.example/" rel="noopener">Chambre de médiation</a>');
    expect(await shown()).not.toContain('Commission européenne');
  });

  test('a decision may rest on the law alone, and says so', async () => {
    await give();

    const { body } = await decide({ verdict: 'reject', legalGround: 'defamation', note: 'Des faits précis, sans rien qui les montre.' });

    expect((body as { case: CaseDetail }).case.decision).toMatchObject({ rule: null, legalGround: 'defamation' });
  });

  test('what a surface is, is declared by somebody, on a day', async () => {
    expect((await law()).law).toMatchObject({ comments: 'hosting', forum: 'platform', declaredBy: null });

    await save({ forum: 'platform_small' });

    expect((await law()).law).toMatchObject({ forum: 'platform_small', declaredBy: 'hugo', declaredAt: world.now().toISOString() });
  });

  test('nobody may be given less than six months to contest; whoever was told keeps the period they were told', async () => {
    expect(await save({ contestMonths: 5 })).toMatchObject({
      status: 422,
      body: { error: { fields: { 'law.contestMonths': expect.any(String) } } },
    });
    await save({ contestMonths: 12 });
    await give();
    await decide({ verdict: 'reject', rule: 3 });
    await save({ contestMonths: 6 });

    const { statements, notices } = world.db.read.t;
    const [statement] = await world.db.read.select().from(statements);
    const [notice] = await world.db.read.select().from(notices);
    expect(statement!.contestableUntil!.toISOString().slice(0, 10)).toBe('2027-11-22');
    expect(notice!.contestableUntil).toEqual(statement!.contestableUntil);
  });

  test('saving the site’s other settings leaves what was declared', async () => {
    await save({ forum: 'platform_small' });
    const { body } = await hugo.desk<{ version: number; settings: object }>('GET', '/api/v1/settings');

    await hugo.desk('PUT', '/api/v1/settings', body);

    expect((await law()).law.forum).toBe('platform_small');
  });

  test('the public page tells of decisions by rule, and of nobody; and is not there unless the site wants it', async () => {
    const post = await give();
    await decide({ verdict: 'reject', rule: 3, note: 'Un mot à ada.' });
    expect((await world.request('GET', '/moderation')).status).toBe(404);

    await save({ publicLog: true });
    const { status, text } = await world.request('GET', '/moderation', undefined, { accept: 'text/html' });

    expect(status).toBe(200);
    expect(text).toContain('3. Faits');
    expect(text).toContain('Une notification de contenu illicite, suivie d’un retrait');
    for (const trace of ['ada', 'camille', 'Claire', post.id, 'caisse']) expect(text).not.toContain(trace);
  });

  test('evidence is kept a year, then its print alone; not while a case of its post is open', async () => {
    await give();
    const kept = async () => (await world.db.read.select().from(world.db.read.t.evidence))[0]!;
    const { print } = await kept();
    world.pass(367 * 24 * 60 * MINUTE);
    await purgeEvidence(world.db, world.now());
    expect((await kept()).content).toContain('caisse');

    await decide({ verdict: 'approve' });
    await purgeEvidence(world.db, world.now());

    expect(await kept()).toMatchObject({ content: '', print });
  });

  test('each change of a case leaves the last link of its log in the journal', async () => {
    const lines: object[] = [];
    keepHeads({ ...world.deps, log: { info: (line: object) => lines.push(line) } as never });

    await give();
    await decide({ verdict: 'approve' });

    await expect.poll(() => lines).toMatchObject([{ n: 1 }, { n: 2 }]);
    const { caseLog } = world.db.read.t;
    const links = await world.db.read.select().from(caseLog).orderBy(caseLog.n);
    expect(lines).toMatchObject(links.map(({ n, hash }) => ({ n, head: hash })));
  });
});
