import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Config } from '#server/config.ts';
import { tables } from '#server/db/tables.ts';
import { postgres } from '#server/db/columns.ts';
import { uuidv7 } from '#server/ids.ts';
import { openEnd } from '#server/move/ends.ts';
import { copy, finish } from '#server/move/move.ts';
import { planMove } from '#server/db/plan.ts';
import { freshDatabase, onBothDatabases, type Engine } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { databaseOf } from '../../support/processes.ts';
import { rowsOf } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

test('every table is moved, each after those that it refers to, by a key of its own', () => {
  const plan = planMove();

  expect(plan.map(({ name }) => name).toSorted()).toEqual(Object.keys(tables(postgres)).toSorted());
  expect(plan.filter(({ key }) => key.length === 0)).toEqual([]);
  const placeOf = (name: string) => plan.findIndex((table) => table.name === name);
  expect(placeOf('sites')).toBeLessThan(placeOf('threads'));
  expect(placeOf('threads')).toBeLessThan(placeOf('posts'));
});

onBothDatabases((engine) => {
  const other: Engine = engine === 'sqlite' ? 'postgres' : 'sqlite';
  let world: World;
  let ada: Person;
  let target: Awaited<ReturnType<typeof freshDatabase>>;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    target = await freshDatabase(other);
    onTestFinished(() => target.close());
  });

  test(`a site goes over to ${other} row by row, numbers and all, and can be written on there`, async () => {
    const first = await ada.post('Le **pont** fermera, dit-on. 🌉');
    await ada.post('Vraiment ?', { parent: first.id });
    const gone = await ada.post('Trop vite.');
    await ada.send('DELETE', `/api/v1/posts/${gone.id}`);
    const { from, to } = await ends();

    const copied = await copy({ from, to });
    const moved = await finish({ from, to });
    await moved.release();

    expect(moved).toMatchObject({ rows: copied.rows, tables: planMove().length });
    expect(await rowsOf(target.read)).toEqual(await rowsOf(world.db.read));
    await expectThreadTrue(target, (await world.readThread()).thread.id!);
    const [before, after] = [await ada.post('Ici.'), await createdAt(target)];
    expect(after).toBe(await idOf(before.id));
  });

  test('what is written, changed and taken away while it is copied is there at the end', async () => {
    const [kept, changed] = [await ada.post('Reste.'), await ada.post('Change.')];
    const { from, to } = await ends();
    await copy({ from, to }, async (table) => {
      // Somebody who is not over there yet, and who writes.
      if (table === 'members') await (await world.person('grace')).post('Je viens d’arriver.');
    });

    await ada.post('Arrive.');
    await ada.send('PATCH', `/api/v1/posts/${changed.id}`, { source: 'A changé.', revision: changed.revision });
    await world.db.write(async (tx) => void (await tx.delete(tx.t.drafts)));
    const moved = await finish({ from, to });
    await moved.release();

    expect(await rowsOf(target.read)).toEqual(await rowsOf(world.db.read));
    expect(await sourceOf(target, kept.id)).toBe('Reste.');
    expect(await sourceOf(target, changed.id)).toBe('A changé.');
  });

  test('broken off, it goes on where it was; done, it is not begun again', async () => {
    for (let i = 0; i < 3; i++) await ada.post(`Numéro ${i}.`);
    const { from, to } = await ends();
    await expect(
      copy({ from, to }, (table) => {
        if (table === 'threads') throw new Error('killed');
      }),
    ).rejects.toThrow('killed');

    const again = await copy({ from, to });
    expect(again.changed).toBeLessThan(again.rows);
    await (await finish({ from, to })).release();

    expect(await rowsOf(target.read)).toEqual(await rowsOf(world.db.read));
    await expect(copy({ from, to })).rejects.toMatchObject({ key: 'move.notEmpty' });
  });

  test('a database that holds something else is not written to', async () => {
    const elsewhere = await createWorld(other);
    const from = await end(databaseOf(world, engine));
    const to = await end(databaseOf(elsewhere, other));

    await expect(copy({ from, to })).rejects.toMatchObject({ key: 'move.notEmpty' });
    expect(await elsewhere.db.read.$count(elsewhere.db.read.t.sites)).toBe(1);
  });

  test('while it is finished readers read, whoever writes is told to try again, and afterwards can', async () => {
    await ada.post('Avant.');
    const { from, to } = await ends();
    await copy({ from, to });

    const moved = await finish({ from, to });
    // Connections of Postgres's were ended: the first to use one finds out.
    await until('a reader to read', async () => (await world.readThread()).posts?.length === 1);
    const refused = await ada.send('POST', '/api/v1/posts', post('Pendant.'));
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    await moved.release();

    await until('a writer to write', async () => (await ada.send('POST', '/api/v1/posts', post('Après.'))).status === 201);
    expect((await world.readThread()).posts.map(({ html }) => html)).toEqual(['<p>Après.</p>', '<p>Avant.</p>']);
  });

  async function ends() {
    return { from: await end(databaseOf(world, engine)), to: await end(databaseOf({ db: target } as never, other)) };
  }

  async function idOf(uid: string) {
    const { posts } = world.db.read.t;
    const [row] = await world.db.read.select({ id: posts.id }).from(posts).where(eq(posts.uid, uid));
    return row!.id;
  }

  /** The number that the next row has there: taken and given up again. */
  async function createdAt(db: typeof target) {
    const { posts } = db.read.t;
    const [like] = await db.read.select().from(posts).orderBy(posts.id).limit(1);
    const { id: _, ...row } = like!;
    return db.write(async (tx) => {
      const [made] = await tx
        .insert(tx.t.posts)
        .values({ ...row, uid: 'next', clientId: 'next' })
        .returning({ id: tx.t.posts.id });
      return made!.id;
    });
  }
});

describe('what a database cannot take', () => {
  test('is named: the table, the row, and why', async () => {
    const world = await createWorld('sqlite');
    const ada = await world.person('ada');
    const { id } = await ada.post('Un texte.');
    await world.db.write(async (tx) => void (await tx.update(tx.t.posts).set({ source: 'a\0b' }).where(eq(tx.t.posts.uid, id))));
    const target = await freshDatabase('postgres');
    onTestFinished(() => target.close());
    const from = await end(databaseOf(world, 'sqlite'));
    const to = await end(databaseOf({ db: target } as never, 'postgres'));

    await expect(copy({ from, to })).rejects.toMatchObject({ key: 'move.refused', args: { table: 'posts', key: 'id = 1' } });
  });
});

test('a file that is not there is not made at the source, and is at the target', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-move-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): Config['database'] => ({ kind: 'sqlite', file: join(folder, name) });

  await expect(openEnd(at('none.db'), { isNew: false })).rejects.toMatchObject({ key: 'database.missing' });
  const to = await openEnd(at('new.db'), { isNew: true });
  expect(await to.isBegun()).toBe(false);
  await to.close();
});

async function end(database: Config['database']) {
  const opened = await openEnd(database, { isNew: true });
  onTestFinished(() => opened.close());
  return opened;
}

const post = (source: string) => ({ site: 'courrier', article: 'pont', source, parent: null, clientId: uuidv7() });

async function sourceOf(db: World['db'], uid: string) {
  const { posts } = db.read.t;
  return (await db.read.select({ source: posts.source }).from(posts).where(eq(posts.uid, uid)))[0]!.source;
}
