// Questions to somebody invited: asked and wanted, answered in their order, over at a date; by whoever it is, once.
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { uuidv7 } from '#server/ids.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { reactionOutbox } from '#server/reactions/tell-reactions.ts';
import { turnThreads } from '#server/threads/answering.ts';
import type { ChangesPage, OpenedWire, PostsPage, ThreadPage } from '#server/threads/wire.ts';
import type { VoteWire } from '#server/votes/wire.ts';
import { withdrawVotes } from '#server/votes/withdraw-votes.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let world: World;
  let [ada, linus, grace, camille, hubert]: Person[] = [];
  let thread: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
    grace = await world.person('grace', 'journalist');
    camille = await world.person('camille', 'moderator');
    hubert = await world.person('hubert', 'expert');
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'velo', name: 'Vélo', position: 1 })),
    );
    thread = (await call()).body.thread;
    await invite(hubert);
  });

  const at = (hours: number) => new Date(world.now().getTime() + hours * HOUR).toISOString();
  const call = (by = grace!, more: object = { answersFrom: at(1), answersUntil: at(3) }) =>
    by.send<OpenedWire & ErrorBody>('POST', '/api/v1/threads', {
      site: 'courrier',
      space: 'velo',
      kind: 'expert',
      title: 'Vos questions à Hubert',
      source: 'Il a rénové dix ponts.',
      clientId: uuidv7(),
      ...more,
    });
  const invite = (who: Person, state: 'sent' | 'accepted' | 'declined' = 'accepted') =>
    world.db.write(async (tx) => {
      const { invitations, invitationThreads, threads } = tx.t;
      const siteId = world.site.id;
      const [row] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.uid, thread));
      const term = { startsAt: world.now(), endsAt: new Date(world.now().getTime() + 300 * HOUR) };
      const given = { uid: uuidv7(), siteId, kind: 'expert' as const, role: 'expert' as const, state, hash: uuidv7(), ...term };
      const [made] = await tx
        .insert(invitations)
        .values({ ...given, memberId: who.member.id, invitedById: grace!.member.id, createdAt: world.now() })
        .returning({ id: invitations.id });
      await tx.insert(invitationThreads).values({ siteId, invitationId: made!.id, threadId: row!.id });
    });
  const write = async (who: Person, source: string, parent: string | null = null) => {
    world.pass(1000);
    return who.send<PostAnswer & ErrorBody>('POST', '/api/v1/posts', { thread, parent, source, clientId: uuidv7() });
  };
  const ask = async (who: Person, source: string) => (await write(who, source)).body.post.id;
  const read = async (headers = {}, query = '') =>
    (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}&sort=votes${query}`, undefined, headers)).body;
  const vote = (who: Person, id: string, method = 'PUT') => who.send<VoteWire>(method, `/api/v1/votes/${id}`);
  const stateOf = async () => (await read()).thread.asks!.state;
  const rootsOf = ({ posts }: PostsPage) => posts.filter(({ votes }) => votes !== undefined).map(({ id }) => id);
  const tell = () => runOutbox(world.db, reactionOutbox(world.deps), world.now(), (error) => world.failures.push(error));

  describe('asking', () => {
    test('readers see what it is, when, by whom, and how many ask', async () => {
      await ask(ada!, 'Combien de ponts ?');
      await ask(linus!, 'En bois ?');

      const page = await read();
      expect(page.thread.asks).toMatchObject({ state: 'gathering', questions: 2, answered: 0, by: [{ name: 'hubert', badge: 'expert' }] });
      expect([page.thread.asks!.from, page.thread.asks!.until].map((date) => date !== null)).toEqual([true, true]);
      expect(page.thread.writing).toMatchObject({ state: 'open', closesAt: page.thread.asks!.until });
      expect((await world.request('GET', '/')).text).toContain('Vos questions à Hubert');
    });

    test('who is invited and has not said yes is not announced; where nobody is, who opened it answers', async () => {
      const other = (await call()).body.thread;
      const by = async () => (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${other}`)).body.thread.asks!.by;
      expect((await by()).map(({ name }) => name)).toEqual(['grace']);
      thread = other;
      await invite(linus!, 'sent');
      expect(await by()).toEqual([]);
    });

    test('only the invited and the newsroom answer, and both find it said', async () => {
      const question = await ask(ada!, 'Combien de ponts ?');

      expect((await write(linus!, 'Dix !', question)).body.error.code).toBe('not_invited');
      expect((await write(ada!, 'Et alors ?', question)).body.error.code).toBe('not_invited');
      expect((await write(hubert!, 'Dix.', question)).status).toBe(201);
      expect((await write(grace!, 'Merci.', question)).status).toBe(201);
      const answers = async (who: Person) => (await read(who.asEmbed)).viewer!.answers;
      expect([await answers(linus!), await answers(hubert!), await answers(grace!)]).toEqual([undefined, true, true]);
    });

    test('after its end questions are refused in words, with the date', async () => {
      const question = await ask(ada!, 'Combien de ponts ?');
      world.pass(3 * HOUR);

      const refused = await write(linus!, 'Trop tard ?');

      expect([refused.status, refused.body.error.code]).toEqual([409, 'answers_over']);
      expect(refused.body.error.message).toMatch(/closes depuis le 22 novembre 2026 à/);
      expect(refused.body.error.details).toHaveProperty('until');
      expect((await write(hubert!, 'Dix.', question)).body.error.code).toBe('answers_over');
      expect((await read()).thread.writing.state).toBe('closed');
    });

    test('members open none, nor say when another thread opens', async () => {
      expect((await call(ada!)).status).toBe(403);
      expect((await call(ada!, { kind: 'discussion', opensAt: at(1) })).status).toBe(403);
      const refused = await call(grace!, { answersFrom: at(2), answersUntil: at(1) });
      expect([refused.status, Object.keys(refused.body.error.fields!)]).toEqual([422, ['answersUntil']]);
      expect((await call(grace!, { answersUntil: at(-1) })).status).toBe(422);
    });
  });

  describe('wanting an answer', () => {
    test('the most wanted stand first, and each counts once, undone too', async () => {
      const [one, two, three] = [await ask(ada!, 'Un ?'), await ask(ada!, 'Deux ?'), await ask(linus!, 'Trois ?')];
      expect(rootsOf(await read())).toEqual([three, two, one]);

      expect((await vote(linus!, one)).body).toEqual({ votes: 1, voted: true });
      expect((await vote(linus!, one)).body).toEqual({ votes: 1, voted: true });
      await vote(grace!, one);
      await vote(linus!, two);

      expect(rootsOf(await read())).toEqual([one, two, three]);
      expect((await read(linus!.asEmbed)).posts.map(({ votes, voted }) => [votes, voted]).slice(1)).toEqual([
        [2, true],
        [1, true],
        [0, undefined],
      ]);
      expect((await read()).posts[1]!.voted).toBeUndefined();
      expect((await vote(linus!, one, 'DELETE')).body).toEqual({ votes: 1, voted: false });
      expect((await vote(linus!, one, 'DELETE')).body).toEqual({ votes: 1, voted: false });
    });

    test('not for one’s own, nor what it opens with, an answer, what is gone, another kind, nor as a guest or unproved', async () => {
      const question = await ask(ada!, 'Un ?');
      const answer = (await write(hubert!, 'Oui.', question)).body.post.id;
      const [guest, unproved] = [await world.person('guest', 'guest'), await world.person('unproved', 'member', { confirmed: false })];
      const elsewhere = await linus!.post('Ailleurs.');
      const gone = await ask(linus!, 'Deux ?');
      await linus!.send('DELETE', `/api/v1/posts/${gone}`);

      expect((await vote(ada!, question)).status).toBe(403);
      expect((await vote(guest, question)).status).toBe(403);
      expect((await vote(unproved, question)).status).toBe(403);
      for (const id of [answer, elsewhere.id, gone, (await read()).thread.opening!]) expect((await vote(ada!, id)).status).toBe(404);
      expect((await world.request('PUT', `/api/v1/votes/${question}`)).status).toBe(401);
      world.pass(4 * HOUR);
      expect((await vote(linus!, question)).status).toBe(409);
      expect((await vote(linus!, question, 'DELETE')).status).toBe(200);
    });

    test('a crowd at once: each counts, the thread tells it as one change, and nobody is named', async () => {
      const question = await ask(ada!, 'Un ?');
      const crowd = await Promise.all(Array.from({ length: 10 }, (_, i) => world.person(`reader${i}`)));
      const { seq } = (await read()).thread;

      await Promise.all(crowd.flatMap((who) => [vote(who, question), vote(who, question)]));
      await tell();

      const { body, text } = await world.request<ChangesPage>('GET', `/api/v1/threads/${thread}/changes?after=${seq}`);
      expect(body.changes).toMatchObject([{ seq: seq + 1, kind: 'post.edited', post: { id: question, votes: 10 } }]);
      expect(text).not.toContain('reader');
      await expectThreadTrue(world.db, thread);
    });

    test('whoever leaves takes theirs along, and out of the counts', async () => {
      const question = await ask(ada!, 'Un ?');
      await vote(linus!, question);
      await vote(grace!, question);

      const taken = await gatherTakeout(world.db.read, { accountId: linus!.accountId, at: world.now() }, () => {});
      await withdrawVotes(world.deps, [linus!.member.id]);
      await withdrawVotes(world.deps, [linus!.member.id]);

      expect(taken.votes.map(({ post }) => post)).toEqual([question]);
      expect((await read()).posts[1]!.votes).toBe(1);
      expect(await world.db.read.$count(world.db.read.t.votes)).toBe(1);
    });

    test('pages go on from the last one, whatever is wanted or answered meanwhile', async () => {
      const questions: string[] = [];
      for (let i = 0; i < 45; i++) questions.push(await ask(grace!, `La question n° ${i} ?`));
      await write(hubert!, 'Réponse.', questions[7]!);
      await vote(ada!, questions[3]!);

      const first = await read();
      await vote(ada!, questions[44]!);
      await write(hubert!, 'Autre réponse.', questions[44]!);
      const next = async (cursor: string) =>
        (await world.request<PostsPage>('GET', `/api/v1/threads/${thread}/posts?sort=votes&cursor=${cursor}`)).body;
      const second = await next(first.next!);
      const third = await next(second.next!);

      expect(rootsOf(first).slice(0, 2)).toEqual([questions[7], questions[3]]);
      const seen = [first, second, third].flatMap(rootsOf);
      expect(new Set(seen)).toEqual(new Set(questions));
      expect(seen).toHaveLength(45);
      expect(third.next).toBeNull();
    });

    test('with forms alone, and only by a form of ours', async () => {
      const question = await ask(ada!, 'Un ?');
      const submit = (act: string, headers: Record<string, string>) =>
        world.app.request(`${OWN}/votes/${question}`, {
          method: 'POST',
          headers: { host: new URL(OWN).host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: `act=${act}`,
        });
      expect((await world.request('GET', `/votes/${question}`, undefined, linus!.asPage)).text).toContain('Je veux la réponse');

      expect((await submit('vote', linus!.asPage)).headers.get('location')).toBe(`/p/${question}`);
      const foreign = { ...grace!.asPage, origin: 'https://www.courrier.test', 'sec-fetch-site': 'cross-site' };
      expect((await submit('vote', foreign)).headers.get('location')).toBe(`/votes/${question}`);

      expect((await read()).posts[1]!.votes).toBe(1);
      expect((await world.request('GET', `/t/${thread}/vos-questions-a-hubert`, undefined, linus!.asPage)).text).toContain('value="undo"');
      await submit('undo', linus!.asPage);
      expect((await read()).posts[1]!.votes).toBe(0);
    });
  });

  describe('answering', () => {
    test('the first invited answer begins it; questions stand in the order of their answers, once and for all', async () => {
      const [one, two, three] = [await ask(ada!, 'Un ?'), await ask(ada!, 'Deux ?'), await ask(linus!, 'Trois ?')];
      await vote(linus!, one);
      await write(grace!, 'La rédaction relit.', one);
      expect(await stateOf()).toBe('gathering');

      await write(hubert!, 'À deux.', two);
      await write(hubert!, 'À trois.', three);
      await write(hubert!, 'Encore à deux.', two);

      const page = await read();
      expect(page.thread.asks).toMatchObject({ state: 'answering', questions: 3, answered: 2 });
      expect(rootsOf(page)).toEqual([two, three, one]);
      expect(page.posts.filter(({ answered }) => answered).map(({ id, answered }) => [id, answered])).toEqual([
        [two, 1],
        [three, 2],
      ]);
      await expectThreadTrue(world.db, thread);
    });

    test('those who ask hear of it, and those who read see the question move up', async () => {
      const question = await ask(ada!, 'Un ?');
      const { seq } = (await read()).thread;

      await write(hubert!, 'À un.', question);
      await tell();

      expect((await world.request('GET', '/notifications', undefined, ada!.asPage)).text).toContain('hubert');
      const { body } = await world.request<ChangesPage>('GET', `/api/v1/threads/${thread}/changes?after=${seq}`);
      expect(body.changes.map(({ kind, post, thread: { asks } }) => [kind, post!.answered ?? null, asks?.state])).toEqual([
        ['post.published', null, undefined],
        ['post.edited', 1, 'answering'],
      ]);
    });

    test('two answers at once give each question its own place', async () => {
      const questions = [await ask(ada!, 'Un ?'), await ask(ada!, 'Deux ?'), await ask(linus!, 'Trois ?')];

      await Promise.all([...questions, ...questions].map((id) => write(hubert!, 'Oui.', id)));

      const ranks = (await read()).posts.flatMap(({ answered }) => answered ?? []);
      expect(ranks).toEqual([1, 2, 3]);
    });

    test('by date it begins and ends, each once, in whichever process', async () => {
      const { seq } = (await read()).thread;
      world.pass(HOUR);
      await Promise.all([turnThreads(world.deps), turnThreads(world.deps)]);
      expect(await stateOf()).toBe('answering');
      world.pass(2 * HOUR);
      await Promise.all([turnThreads(world.deps), turnThreads(world.deps)]);
      await turnThreads(world.deps);

      expect(await stateOf()).toBe('answered');
      expect((await read()).thread.seq).toBe(seq + 2);
      expect(world.failures).toEqual([]);
    });

    test('a service that slept through it all ends what is over', async () => {
      world.pass(9 * HOUR);
      await turnThreads(world.deps);
      expect(await stateOf()).toBe('answered');
      expect((await read()).thread.seq).toBe(2);
    });

    test('by hand too: twice is once, late is nothing, and it ended when it was ended', async () => {
      const turn = (state: string, by = camille!) => by.desk('PUT', `/api/v1/calls/${thread}/state`, { state });
      expect((await turn('answering', ada!)).status).toBe(404);

      await Promise.all([turn('answering'), turn('answering')]);
      expect(await stateOf()).toBe('answering');
      await turn('answered');
      await turn('answering');

      const { thread: over } = await read();
      expect(over.asks).toMatchObject({ state: 'answered', until: world.now().toISOString() });
      expect(over).toMatchObject({ seq: 3, writing: { state: 'closed' } });
      expect((await write(linus!, 'Encore ?')).body.error.code).toBe('answers_over');
    });

    test('other dates open it again; a question is no such thing', async () => {
      await camille!.desk('PUT', `/api/v1/calls/${thread}/state`, { state: 'answered' });
      const set = (id: string, dates: object) => camille!.desk('PUT', `/api/v1/calls/${id}/dates`, dates);

      expect((await set(thread, { answersFrom: at(1), answersUntil: at(-1) })).status).toBe(422);
      expect((await set(thread, { answersFrom: at(1), answersUntil: at(2) })).status).toBe(204);

      expect(await stateOf()).toBe('gathering');
      expect((await write(linus!, 'Encore ?')).status).toBe(201);
      const talk = (await call(ada!, { kind: 'discussion' })).body.thread;
      expect((await set(talk, { answersFrom: null, answersUntil: null })).status).toBe(404);
      expect((await camille!.desk('PUT', `/api/v1/calls/${talk}/state`, { state: 'answered' })).status).toBe(404);
    });
  });
});
