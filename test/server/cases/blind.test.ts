import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    camille = await world.person('camille', 'moderator');
    const [zelda, yasmine, xavier] = [
      await world.person('zelda'),
      await world.person('yasmine', 'journalist'),
      await world.person('xavier'),
    ];
    const parent = await yasmine.post('Le pont ?');
    const post = await zelda.post('Toi, tais-toi donc.', { parent: parent.id });
    await xavier.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: 'Il l’insulte.' });
    await camille.desk('PUT', '/api/v1/desk/preferences', { blind: true });
  });
  const queue = () => camille.desk<CasesPage>('GET', '/api/v1/cases');
  const read = async () => camille.desk<CaseDetail>('GET', `/api/v1/cases/${(await queue()).body.cases[0]!.id}`);

  test('no name, picture or badge leaves the server before the decision; who answers whom stays clear', async () => {
    const [list, { text, body }] = [await queue(), await read()];

    for (const name of ['zelda', 'yasmine', 'xavier']) {
      expect(list.text).not.toContain(name);
      expect(text).not.toContain(name);
    }
    for (const { member } of [await found('zelda'), await found('yasmine'), await found('xavier')]) expect(text).not.toContain(member);
    expect([body.author.name, body.parent!.author!.name, body.reported[0]!.reporter.name]).toEqual(['A', 'B', 'C']);
    expect(body.parent!.author!.badge).toBeNull();
    expect(body.can).toContain('reject');
    expect(body.can).not.toContain('ban');
  });

  test('a colleague sees them, and so does whoever has decided', async () => {
    const theo = await world.person('theo', 'moderator');
    const { id, version } = (await read()).body;

    expect((await theo.desk('GET', `/api/v1/cases/${id}`)).text).toContain('zelda');
    const { body } = await camille.desk<{ case: CaseDetail }>('POST', `/api/v1/cases/${id}/decisions`, {
      version,
      revision: 1,
      verdict: 'approve',
    });

    expect(body.case.author.name).toBe('zelda');
  });

  async function found(name: string) {
    const { members } = world.db.read.t;
    const rows = await world.db.read.select({ name: members.name, member: members.uid }).from(members);
    return rows.find((row) => row.name === name)!;
  }
});
