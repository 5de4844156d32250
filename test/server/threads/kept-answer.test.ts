// A question: the answer that helped is kept by whoever asked, or the newsroom, and read first.
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ChangesPage, OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let [ada, linus, grace]: Person[] = [];
  let question: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus, grace] = [await world.person('ada'), await world.person('linus'), await world.person('grace', 'journalist')];
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'velo', name: 'Vélo', position: 1 })),
    );
    question = await ask('question');
  });

  const ask = async (kind: string) => {
    const given = { site: 'courrier', space: 'velo', kind, title: 'Où gonfler un pneu ?', source: 'La nuit.', clientId: uuidv7() };
    return (await ada!.send<OpenedWire>('POST', '/api/v1/threads', given)).body.thread;
  };
  const answer = async (who: Person, source: string, parent: string | null = null, thread = question) => {
    world.pass(60_000);
    const given = { thread, parent, source, clientId: uuidv7() };
    return (await who.send<PostAnswer>('POST', '/api/v1/posts', given)).body.post.id;
  };
  const read = async (headers = {}) =>
    (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${question}&sort=oldest`, undefined, headers)).body;
  const keep = (who: Person, id: string, method = 'PUT') => who.send(method, `/api/v1/kept-answers/${id}`);
  const kept = async () => (await read()).posts.filter(({ accepted }) => accepted).map(({ id }) => id);

  test('it stands first, with what it hangs in, and the question waits for no other', async () => {
    const [one, two] = [await answer(linus!, 'À la gare.'), await answer(linus!, 'Au marché.')];
    const reply = await answer(grace!, 'Sous la halle.', two);

    expect((await keep(ada!, reply)).status).toBe(204);

    const { posts } = await read();
    expect(posts.slice(1).map(({ id, accepted }) => [id, accepted ?? null])).toEqual([
      [two, null],
      [reply, 'author'],
      [one, null],
    ]);
    expect((await world.request('GET', '/unanswered')).text).not.toContain('Où gonfler');
    expect((await world.request('GET', '/')).text).toContain('Question, réponse retenue');
    expect((await world.request('GET', '/?lang=en')).text).toContain('Question, answer chosen');
    await expectThreadTrue(world.db, question);
  });

  test('another takes its place, twice is once, and those who read hear of both', async () => {
    const [one, two] = [await answer(linus!, 'À la gare.'), await answer(linus!, 'Au marché.')];
    await keep(ada!, one);
    const before = (await read()).thread.seq;

    await keep(grace!, two);
    await keep(ada!, two);

    expect(await kept()).toEqual([two]);
    const { body } = await world.request<ChangesPage>('GET', `/api/v1/threads/${question}/changes?after=${before}`);
    expect(body.changes.map(({ kind, post }) => [kind, post!.id, post!.accepted ?? null])).toEqual([
      ['post.edited', one, null],
      ['post.edited', two, 'newsroom'],
    ]);
  });

  test('nobody else keeps one, nor is one kept of what is no question, nor the question itself', async () => {
    const one = await answer(linus!, 'À la gare.');
    const talk = await ask('discussion');
    const elsewhere = await answer(linus!, 'Parlons-en.', null, talk);

    expect((await keep(linus!, one)).status).toBe(403);
    expect((await keep(ada!, elsewhere)).status).toBe(403);
    expect((await keep(ada!, (await read()).thread.opening!)).status).toBe(404);
    expect((await read(ada!.asEmbed)).viewer!.keeps).toBe(true);
    expect((await read(linus!.asEmbed)).viewer!.keeps).toBeUndefined();
  });

  test('let go, or taken back by its author, the question is open again', async () => {
    const [one, two] = [await answer(linus!, 'À la gare.'), await answer(linus!, 'Au marché.')];
    await keep(ada!, one);
    await keep(ada!, one, 'DELETE');
    expect(await kept()).toEqual([]);
    await keep(ada!, two);

    await linus!.send('DELETE', `/api/v1/posts/${two}`);

    expect(await kept()).toEqual([]);
    expect((await world.request('GET', '/unanswered')).text).toContain('Où gonfler');
  });

  test('two who choose at once leave one', async () => {
    const [one, two] = [await answer(linus!, 'À la gare.'), await answer(linus!, 'Au marché.')];

    await Promise.all([keep(ada!, one), keep(grace!, two), keep(ada!, two), keep(grace!, one)]);

    expect(await kept()).toHaveLength(1);
    await expectThreadTrue(world.db, question);
  });

  test('a form alone does it', async () => {
    const one = await answer(linus!, 'À la gare.');
    const page = await world.request('GET', `/kept-answers/${one}`, undefined, ada!.asPage);
    expect(page.text).toContain('Retenir cette réponse');

    const headers = { ...ada!.asPage, 'content-type': 'application/x-www-form-urlencoded' };
    const { status, headers: answered } = await world.request('POST', `/kept-answers/${one}`, 'act=keep', headers);

    expect([status, answered.get('location')]).toEqual([303, `/p/${one}`]);
    expect(await kept()).toEqual([one]);
  });
});
