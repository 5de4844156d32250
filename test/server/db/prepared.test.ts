import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { given, givenAll, preparedWrite } from '#server/db/database.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    await ada.post('Les platanes restent.');
  });

  const readPost = async () => (await world.db.read.select().from(world.db.read.t.posts))[0]!;

  const edit = (editedAt: Date | null) =>
    world.db.write(async (tx) => {
      const { posts } = tx.t;
      const write = preparedWrite(tx, 'edit of a test', () =>
        tx
          .update(posts)
          .set({ editedAt: given(posts.editedAt, 'editedAt') })
          .where(eq(posts.authorId, sql.placeholder('authorId'))),
      );
      await write({ authorId: ada.member.id, editedAt });
    });

  test('a prepared update gives its row another stamp each time, as any update does', async () => {
    const stamps = [];
    for (const at of [1, 2, 2]) {
      await edit(new Date(at));
      const { stamp, editedAt } = await readPost();
      expect(editedAt).toEqual(new Date(at));
      stamps.push(stamp);
    }

    expect(new Set([0, ...stamps]).size).toBe(4);
  });

  test('null is written as null, whatever the column makes of other values', async () => {
    await edit(new Date(1));

    await edit(null);

    expect((await readPost()).editedAt).toBeNull();
  });

  test('what lists and texts a prepared insert is given come back as they were', async () => {
    const entry = { kind: 'test', siteId: world.site.id, data: { some: ['thing', null] }, key: null, runAt: new Date(5) };

    await world.db.write(async (tx) => {
      const { outbox } = tx.t;
      const insert = preparedWrite(tx, 'insert of a test', () =>
        tx.insert(outbox).values(givenAll(outbox, ['kind', 'siteId', 'data', 'key', 'runAt'])),
      );
      await insert(entry);
      await insert({ ...entry, siteId: null });
    });

    const { outbox } = world.db.read.t;
    const rows = await world.db.read.select().from(outbox).where(eq(outbox.kind, 'test')).orderBy(outbox.id);
    expect(rows).toMatchObject([entry, { ...entry, siteId: null }]);
  });
});
