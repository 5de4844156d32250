// CM-23, CM-37: what readers propose, what they support, what the newsroom makes of it.
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { followOutbox } from '#server/follows/tell-followers.ts';
import { uuidv7 } from '#server/ids.ts';
import type { IdeaState, TurnedWire } from '#server/ideas/wire.ts';
import { ideaOutbox } from '#server/ideas/tell-supporters.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { VoteWire } from '#server/votes/wire.ts';
import { withdrawVotes } from '#server/votes/withdraw-votes.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let grace: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    grace = await forum.person('grace', 'manager');
  });

  const propose = (title: string, who?: Person) => forum.open(title, { kind: 'idea' }, who);
  const read = async ({ thread }: Pick<OpenedWire, 'thread'>, who?: Person) =>
    (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`, undefined, who?.asEmbed)).body;
  const vote = (who: Person, { post }: OpenedWire, method = 'PUT') => who.send<VoteWire & ErrorBody>(method, `/api/v1/votes/${post.id}`);
  const turn = (
    { thread }: OpenedWire,
    state: IdeaState,
    {
      who = grace,
      word = 'Nous le ferons au printemps.',
      ...more
    }: { who?: Person; word?: string; article?: string; clientId?: string } = {},
  ) => who.desk<TurnedWire & ErrorBody>('PUT', `/api/v1/ideas/${thread}/state`, { state, word, clientId: uuidv7(), ...more });
  const merge = (from: OpenedWire, to: OpenedWire) => grace.desk('PUT', `/api/v1/threads/${from.thread}/merger`, { into: to.thread });
  const tell = () => runOutbox(forum.db, ideaOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
  const noticesOf = async (who: Person) => {
    const { notifications } = forum.db.read.t;
    const rows = await forum.db.read
      .select({ kind: notifications.kind })
      .from(notifications)
      .where(eq(notifications.memberId, who.member.id));
    return rows.map(({ kind }) => kind);
  };
  const confirmArticle = (key: string, title: string) =>
    forum.db.write(async (tx) => {
      const at = forum.now();
      const row = {
        siteId: forum.site.id,
        key,
        title,
        url: `https://www.courrier.test/${key}`,
        bylines: [],
        confirmedAt: at,
        createdAt: at,
      };
      await tx.insert(tx.t.articles).values(row);
    });

  describe('supporting an idea', () => {
    test('each counts once, takes it back, and supports not their own', async () => {
      const idea = await propose('Un abri à vélos');

      expect((await vote(forum.linus, idea)).body).toEqual({ votes: 1, voted: true });
      expect((await vote(forum.linus, idea)).body.votes).toBe(1);
      expect((await vote(forum.ada, idea)).body.error.code).toBe('forbidden');
      const page = await read(idea, forum.linus);
      expect(page.thread.idea).toEqual({ state: 'open', votes: 1 });
      expect(page.posts.find(({ id }) => id === idea.post.id)).toMatchObject({ votes: 1, voted: true });
      expect((await vote(forum.linus, idea, 'DELETE')).body).toEqual({ votes: 0, voted: false });
      expect((await read(idea)).thread.idea!.votes).toBe(0);
    });

    test('a comment under it is no idea, and nobody votes for it', async () => {
      const idea = await propose('Un abri à vélos');
      const comment = await forum.reply(idea, 'Très bien.');

      expect((await forum.ada.send<ErrorBody>('PUT', `/api/v1/votes/${comment.id}`)).status).toBe(404);
      expect((await read(idea)).posts.find(({ id }) => id === comment.id)).not.toHaveProperty('votes');
    });

    test('two at once are one, and a crowd at once is counted whole', async () => {
      const idea = await propose('Un abri à vélos');
      const crowd = await Promise.all(['a', 'b', 'c', 'd'].map((name) => forum.person(`${name}-lectrice`)));

      await Promise.all([...crowd, ...crowd].map((who) => vote(who, idea)));

      expect((await read(idea)).thread.idea!.votes).toBe(4);
    });

    test('who leaves takes their vote along, in their archive too', async () => {
      const idea = await propose('Un abri à vélos');
      await vote(forum.linus, idea);

      const who = { accountId: forum.linus.accountId, at: forum.now() };
      const taken = await gatherTakeout(forum.db.read, who, () => {});
      await withdrawVotes(forum.deps, [forum.linus.member.id]);

      expect(taken.votes).toMatchObject([{ post: idea.post.id }]);
      expect((await read(idea)).thread.idea!.votes).toBe(0);
    });
  });

  describe('a change of state', () => {
    test('takes a public word, which is the newsroom’s answer, and tells its author and each supporter once', async () => {
      const idea = await propose('Un abri à vélos');
      await vote(forum.linus, idea);

      expect((await turn(idea, 'planned', { word: '   ' })).status).toBe(422);
      const { status, body } = await turn(idea, 'planned');
      expect([status, body.state]).toEqual([200, 'planned']);
      await tell();
      await tell();

      const page = await read(idea);
      expect(page.thread.idea!.state).toBe('planned');
      expect(page.posts.find(({ id }) => id === body.post)).toMatchObject({
        official: true,
        html: expect.stringContaining('au printemps'),
      });
      expect(await noticesOf(forum.linus)).toEqual(['idea_turned']);
      expect((await noticesOf(forum.ada)).filter((kind) => kind === 'idea_turned')).toHaveLength(1);
      expect(await noticesOf(grace)).toEqual([]);
      expect(forum.failures).toEqual([]);
    });

    test('is told to who follows the idea, once whatever the reason, and not to who wants silence', async () => {
      const idea = await propose('Un abri à vélos');
      const [nina, omar] = [await forum.person('nina'), await forum.person('omar')];
      await vote(forum.linus, idea);
      await vote(omar, idea);
      const id = (
        await forum.db.read
          .select({ id: forum.db.read.t.threads.id })
          .from(forum.db.read.t.threads)
          .where(eq(forum.db.read.t.threads.uid, idea.thread))
      )[0]!.id;
      const follow = (who: Person, level: 'watch' | 'normal' | 'mute') =>
        forum.db.write(
          async (tx) =>
            void (await tx.insert(tx.t.follows).values({
              siteId: forum.site.id,
              memberId: who.member.id,
              kind: 'thread',
              target: String(id),
              level,
              chosen: true,
              at: forum.now(),
            })),
        );
      const tellFollowers = () => runOutbox(forum.db, followOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
      await tellFollowers();
      await follow(nina, 'normal');
      await follow(forum.linus, 'watch');
      await follow(omar, 'mute');

      await turn(idea, 'planned');
      await tellFollowers();
      await tell();
      await tellFollowers();

      expect(await noticesOf(nina)).toEqual(['idea_turned']);
      expect(await noticesOf(forum.linus)).toEqual(['idea_turned']);
      expect(await noticesOf(omar)).toEqual([]);
      expect(forum.failures).toEqual([]);
    });

    test('follows what may follow; of two at once the second reads where it is, and its word is not published', async () => {
      const idea = await propose('Un abri à vélos');

      const answers = await Promise.all([turn(idea, 'done'), turn(idea, 'declined', { who: forum.paul })]);
      const refused = await turn(idea, 'planned', { word: 'Bientôt.' }).then((last) =>
        last.status === 200 ? turn(idea, 'planned') : last,
      );

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'idea_turned']);
      expect((await read(idea)).posts.filter(({ id }) => id !== idea.post.id).length).toBe((await read(idea)).thread.count);
    });

    test('sent twice is once', async () => {
      const idea = await propose('Un abri à vélos');
      const clientId = uuidv7();

      const [one, two] = [await turn(idea, 'planned', { clientId }), await turn(idea, 'planned', { clientId })];

      expect([one.status, two.status, two.body.post]).toEqual([200, 200, one.body.post]);
    });

    test('is the staff’s who moderate there', async () => {
      const idea = await propose('Un abri à vélos');

      expect((await turn(idea, 'planned', { who: forum.ada })).status).toBe(404);
      expect((await turn(await forum.open('Une discussion'), 'planned')).body.error.code).toBe('idea_turned');
      expect((await read(idea)).thread.idea!.state).toBe('open');
    });

    test('what is done or declined is voted for no more, until it is open again', async () => {
      const idea = await propose('Un abri à vélos');
      await vote(forum.linus, idea);
      await turn(idea, 'declined', { word: 'Trop cher.' });

      const late = await vote(await forum.person('nina'), idea);
      expect([late.status, late.body.error.code]).toEqual([409, 'votes_closed']);
      expect(late.body.error.message).toMatch(/tranchée/);

      await turn(idea, 'open', { word: 'On en reparle.' });
      expect((await vote(await forum.person('omar'), idea)).body.votes).toBe(2);
    });

    test('done, it can name the article it became: each leads to the other', async () => {
      await confirmArticle('velos', 'Où garer son vélo');
      const idea = await propose('Un abri à vélos');

      expect(Object.keys((await turn(idea, 'done', { article: 'inconnu' })).body.error.fields!)).toEqual(['article']);
      expect((await turn(idea, 'done', { article: 'velos' })).status).toBe(200);

      expect((await read(idea)).thread.idea).toMatchObject({
        state: 'done',
        article: { title: 'Où garer son vélo', url: 'https://www.courrier.test/velos' },
      });
      const under = await forum.request<ThreadPage>('GET', '/api/v1/thread?site=courrier&article=velos');
      expect(under.body.thread.topics).toEqual([{ title: 'Un abri à vélos', url: expect.stringContaining(idea.thread) }]);
    });
  });

  describe('an idea merged into another', () => {
    test('brings its votes, one a member and none to its author, leads there, and tells its supporters once', async () => {
      const [one, two] = [await propose('Un abri à vélos'), await propose('Des arceaux à la gare', forum.linus)];
      const [nina, omar] = [await forum.person('nina'), await forum.person('omar')];
      for (const [who, idea] of [
        [nina, one],
        [omar, one],
        [nina, two],
        [forum.ada, two],
      ] as const)
        await vote(who, idea);
      await vote(forum.linus, one);

      expect((await merge(one, two)).status).toBe(204);
      await tell();
      await tell();

      // nina counts once, linus does not support his own: nina, omar, ada.
      expect((await read(two)).thread.idea!.votes).toBe(3);
      expect(await noticesOf(nina)).toEqual(['idea_merged']);
      expect(await noticesOf(omar)).toEqual(['idea_merged']);
      expect((await noticesOf(forum.ada)).filter((kind) => kind === 'idea_merged')).toHaveLength(1);
      expect((await read(one)).thread.movedTo).toMatchObject({ title: 'Des arceaux à la gare' });
      expect(forum.failures).toEqual([]);
    });

    test('a vote on it goes where it went, and says so', async () => {
      const [one, two] = [await propose('Un abri à vélos'), await propose('Des arceaux à la gare', forum.linus)];
      await merge(one, two);
      const nina = await forum.person('nina');

      const { status, body } = await vote(nina, one);

      expect([status, body]).toEqual([
        200,
        { votes: 1, voted: true, movedTo: { title: 'Des arceaux à la gare', url: expect.stringContaining(two.thread) } },
      ]);
      expect((await vote(nina, two)).body.votes).toBe(1);
    });

    test('votes and a merger at once lose none and count none twice', async () => {
      const [one, two] = [await propose('Un abri à vélos'), await propose('Des arceaux à la gare', forum.linus)];
      const crowd = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => forum.person(`${name}-lectrice`)));

      await Promise.all([...crowd.map((who) => vote(who, one)), merge(one, two), ...crowd.map((who) => vote(who, two))]);

      const { votes, posts } = forum.db.read.t;
      const [row] = await forum.db.read.select({ id: posts.id, votes: posts.votes }).from(posts).where(eq(posts.uid, two.post.id));
      expect(row!.votes).toBe(6);
      expect(await forum.db.read.$count(votes, eq(votes.postId, row!.id))).toBe(6);
      expect(await forum.db.read.$count(votes)).toBe(6);
    });
  });

  test('an idea becomes a discussion: its author and its votes stay, nobody votes any more', async () => {
    const idea = await propose('Un abri à vélos');
    await vote(forum.linus, idea);

    expect((await grace.desk('PUT', `/api/v1/ideas/${idea.thread}/discussion`)).status).toBe(204);
    expect((await grace.desk('PUT', `/api/v1/ideas/${idea.thread}/discussion`)).status).toBe(204);

    const page = await read(idea);
    expect([page.thread.kind, page.thread.idea, page.thread.count]).toEqual(['discussion', undefined, 0]);
    expect((await vote(await forum.person('nina'), idea)).status).toBe(404);
  });
});
