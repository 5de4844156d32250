import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { takeDown } from '#server/posts/transitions.ts';
import { postIn } from '#server/posts/queries.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const PASTED = 'Ce pont coûtera douze millions et personne n’a demandé leur avis aux riverains, qui paieront pendant trente ans.';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });
  const reasons = (post: PostWire) => post.own?.heldFor;

  async function remove(post: PostWire) {
    const { posts } = world.db.read.t;
    await world.db.write(async (tx) => {
      const [row] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.uid, post.id));
      await takeDown(tx, (await postIn(tx, row!.id))!, 'removed', world.now());
    });
  }

  test('the same text from two people under one article is held; under another it is not', async () => {
    await ada.post(PASTED);

    expect(reasons(await linus.post(`Bonjour. ${PASTED}`))).toEqual(['near_repeat']);
    const grace = await world.person('grace');
    expect((await grace.post(PASTED, { article: 'ailleurs' })).state).toBe('published');
  });

  test('answers are compared with the answers beside them', async () => {
    const root = await ada.post('Une question.');
    await ada.post(PASTED, { parent: root.id });

    expect(reasons(await linus.post(PASTED, { parent: root.id }))).toEqual(['near_repeat']);
  });

  test('what was taken down does not come back as a quote', async () => {
    const gone = await ada.post('Le maire est un voleur, tout le monde le sait ici.');
    await remove(gone);

    const quoting = await linus.post('> Le maire est un voleur, tout le monde le sait\n\nIl avait raison.');

    expect(reasons(quoting)).toEqual(['quotes_removed']);
  });

  test('what its author changes of a text that somebody approved is read again', async () => {
    const post = await ada.post('Un avis.');
    const { posts } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(posts).set({ approvedRevision: 1 }).where(eq(posts.uid, post.id))));

    const { body } = await ada.send<{ post: PostWire }>('PATCH', `/api/v1/posts/${post.id}`, { source: 'Un autre avis.', revision: 1 });

    expect(reasons(body.post)).toEqual(['late_edit']);
  });

  test('a case says what its text is written in', async () => {
    await ada.post('Guignol, the bridge will be closed for eighteen months and nobody knows what they will do.');

    expect(await world.db.read.select({ language: world.db.read.t.cases.language }).from(world.db.read.t.cases)).toEqual([
      { language: 'en' },
    ]);
  });
});
