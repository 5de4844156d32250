import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, gte } from 'drizzle-orm';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { chained, commitmentOf } from '#server/cases/log.ts';
import { readHeads } from '#server/cases/read-heads.ts';
import { verifyLog, type Heads } from '#server/cases/verify-log.ts';
import type { Writer } from '#server/db/database.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let heads: Heads;
  let cases: { id: number; uid: string }[];
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    const readers = [await world.person('linus'), await world.person('grace')];
    for (const source of ['Un premier avis.', 'Un second avis.']) {
      const post = await ada.post(source);
      for (const reader of readers) await reader.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    }
    const { t } = world.db.read;
    cases = await world.db.read.select({ id: t.cases.id, uid: t.cases.uid }).from(t.cases).orderBy(t.cases.id);
    const links = await world.db.read.select().from(t.caseLog).where(eq(t.caseLog.n, 2));
    heads = new Map(links.map(({ caseId, n, hash }) => [cases.find(({ id }) => id === caseId)!.uid, [{ n, hash }]]));
  });
  const verify = (known: Heads = new Map()) => verifyLog(world.db.read, known);
  const tamper = (work: (tx: Writer) => Promise<unknown>) => world.db.write(async (tx) => void (await work(tx)));

  test('a log that nobody touched is whole', async () => {
    expect(await verify(heads)).toEqual({ cases: 2, entries: 4, erased: 0, faults: [] });
  });

  test('a payload that was changed is found', async () => {
    const [one] = cases;
    await tamper((tx) => tx.update(tx.t.caseLogPayloads).set({ payload: '{}' }).where(eq(tx.t.caseLogPayloads.caseId, one!.id)));

    expect((await verify()).faults).toEqual([{ case: one!.uid, n: 1, kind: 'changed' }]);
  });

  test('a payload that was changed with its commitment is found', async () => {
    const [, two] = cases;
    const forged = { salt: 'salt', payload: '{}' };
    await tamper(async (tx) => {
      const { caseLog, caseLogPayloads } = tx.t;
      await tx
        .update(caseLogPayloads)
        .set(forged)
        .where(and(eq(caseLogPayloads.caseId, two!.id), eq(caseLogPayloads.n, 2)));
      await tx
        .update(caseLog)
        .set({ commitment: commitmentOf(forged) })
        .where(and(eq(caseLog.caseId, two!.id), eq(caseLog.n, 2)));
    });

    expect((await verify()).faults).toEqual([{ case: two!.uid, n: 2, kind: 'changed' }]);
  });

  test('an entry that was taken out is found', async () => {
    const [one] = cases;
    await tamper((tx) => tx.delete(tx.t.caseLog).where(and(eq(tx.t.caseLog.caseId, one!.id), eq(tx.t.caseLog.n, 1))));

    expect((await verify()).faults).toEqual([{ case: one!.uid, n: 1, kind: 'missing' }]);
  });

  test('a log that was taken away whole is found', async () => {
    const [one] = cases;
    await tamper((tx) => tx.delete(tx.t.caseLog).where(eq(tx.t.caseLog.caseId, one!.id)));

    expect((await verify()).faults).toEqual([{ case: one!.uid, n: 1, kind: 'missing' }]);
  });

  test('an end that was cut off is found by what the journal has kept', async () => {
    const [one] = cases;
    await tamper(async (tx) => {
      for (const table of [tx.t.caseLogPayloads, tx.t.caseLog])
        await tx.delete(table).where(and(eq(table.caseId, one!.id), gte(table.n, 2)));
    });

    expect((await verify()).faults).toEqual([]);
    expect((await verify(heads)).faults).toEqual([{ case: one!.uid, n: 2, kind: 'truncated' }]);
  });

  test('a chain that was built anew is found by what the journal has kept', async () => {
    const [one] = cases;
    const forged = { salt: 'salt', payload: '{"act":"opened"}' };
    const first = chained('', commitmentOf(forged));
    await tamper(async (tx) => {
      const { caseLog, caseLogPayloads } = tx.t;
      const at = (n: number) => and(eq(caseLog.caseId, one!.id), eq(caseLog.n, n));
      await tx
        .update(caseLogPayloads)
        .set(forged)
        .where(and(eq(caseLogPayloads.caseId, one!.id), eq(caseLogPayloads.n, 1)));
      await tx
        .update(caseLog)
        .set({ commitment: commitmentOf(forged), hash: first })
        .where(at(1));
      const [second] = await tx.select().from(caseLog).where(at(2));
      await tx
        .update(caseLog)
        .set({ hash: chained(first, second!.commitment) })
        .where(at(2));
    });

    expect((await verify()).faults).toEqual([]);
    expect((await verify(heads)).faults).toEqual([{ case: one!.uid, n: 2, kind: 'changed' }]);
  });

  test('a payload that was erased, as it must be, breaks nothing', async () => {
    await tamper((tx) => tx.delete(tx.t.caseLogPayloads).where(eq(tx.t.caseLogPayloads.n, 1)));

    expect(await verify(heads)).toEqual({ cases: 2, entries: 4, erased: 2, faults: [] });
  });
});

test('the journal’s lines are read among others, whatever the journal puts before them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-heads-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'journal');
  const lines = ['{"msg":"listening"}', 'Nov 22 13:00 terrasse[1]: {"case":"c","n":2,"head":"h"}', 'not JSON { "head"', ''];
  writeFileSync(file, lines.join('\n'));

  expect(await readHeads(file)).toEqual(new Map([['c', [{ n: 2, hash: 'h' }]]]));
});
