import { expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { DeskThreads } from '#server/desk/wire.ts';
import { surgeOf } from '#server/threads/surge.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';

const quiet = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 2 : 4));

test.each([
  ['as usual', { quarters: [4, ...quiet], authors: 4, held: 0 }, null],
  ['under the floor, whatever is usual', { quarters: [12, 0, 0], authors: 9, held: 0 }, null],
  [
    'a crowd',
    { quarters: [20, ...quiet], authors: 9, held: 0 },
    { why: 'pace', propose: 'slow', now: 20, usual: 3, most: 12, authors: 9, held: 0 },
  ],
  ['two who answer each other', { quarters: [20, ...quiet], authors: 2, held: 0 }, null],
  ['lively by habit', { quarters: [40, 30, 50, 30, 50], authors: 20, held: 0 }, null],
  [
    'more held than shown',
    { quarters: [3, ...quiet], authors: 3, held: 11 },
    { why: 'held', propose: 'before', now: 3, usual: 3, most: 12, authors: 3, held: 11 },
  ],
  ['many held, more shown', { quarters: [12, ...quiet], authors: 3, held: 11 }, null],
])('%s', (_, pace, expected) => {
  expect(surgeOf(pace)).toEqual(expected);
});

onBothDatabases((engine) => {
  test('the desk is told of a crowd with its figures, in the list and in a case of the thread, until what it proposes holds', async () => {
    const world = await createWorld(engine);
    const camille = await world.person('camille', 'moderator');
    const people = await Promise.all(['ada', 'linus', 'grace', 'alan'].map((name) => world.person(name)));
    await people[0]!.post('Premier.');
    world.pass(3_600_000);
    for (let n = 0; n < 16; n++) await people[n % 4]!.post(`Le pont, encore, numéro ${n} ${'abcdefghijklmnop'[n]!.repeat(n + 3)}.`);
    await people[0]!.post('Ce guignol.');
    const listed = async () => (await camille.desk<DeskThreads>('GET', '/api/v1/desk/threads')).body.threads[0]!;

    const inCase = async () => {
      const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
      return (await camille.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`)).body.where;
    };

    const { id, surge } = await listed();

    expect(surge).toMatchObject({ why: 'pace', propose: 'slow', now: 16, authors: 4 });
    expect((await inCase())!.surge).toEqual(surge);
    const until = new Date(world.now().getTime() + 3_600_000).toISOString();
    await camille.desk('PUT', `/api/v1/threads/${id}/measures/slow`, { until, reason: 'Ça va vite.', seconds: 60 });
    expect((await listed()).surge).toBeNull();
    expect(await inCase()).toMatchObject({ surge: null, measures: [{ kind: 'slow', seconds: 60, reason: 'Ça va vite.' }] });
  });
});
