// CM-21: goals of a conversation or a campaign, with their progress; a word at half-way and at the end, exactly once (docs/decisions/071).
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { keepAudience } from '#server/audience/keep-audience.ts';
import type { CampaignsWire } from '#server/campaigns/wire.ts';
import type { GoalInput, GoalsWire } from '#server/goals/wire.ts';
import { watchGoals } from '#server/goals/watch-goals.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let question: OpenedWire;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    question = await forum.open('Une piste le long du canal ?');
  });

  const set = (more: Partial<GoalInput> = {}) =>
    maud.desk<GoalsWire & ErrorBody>('POST', '/api/v1/goals', {
      of: { thread: question.url },
      kind: 'contributions',
      target: 4,
      until: null,
      ...more,
    });
  const goals = async () => (await maud.desk<GoalsWire>('GET', '/api/v1/goals')).body.goals;
  const words = async (of = maud) => {
    const { notifications } = forum.db.read.t;
    const rows = await forum.db.read
      .select({ kind: notifications.kind })
      .from(notifications)
      .where(and(eq(notifications.memberId, of.member.id), inArray(notifications.kind, ['goal_half', 'goal_reached', 'goal_over'])))
      .orderBy(asc(notifications.id));
    return rows.map(({ kind }) => kind);
  };

  test('CM-21: what is reached equals a count of what was written: posts, new voices, the share that was answered', async () => {
    const zoe = await forum.person('zoe');
    await forum.linus.post('Sous un article, avant.');
    for (const kind of ['contributions', 'voices', 'answered'] as const) expect((await set({ kind, target: 50 })).status).toBe(201);
    const first = await forum.reply(question, 'Oui, enfin.', { who: forum.linus });
    await forum.reply(question, 'Et la lumière ?', { who: zoe, parent: first.id });
    await forum.reply(question, 'Par où passe-t-elle ?', { who: zoe });
    const gone = await forum.reply(question, 'Achetez mes vélos.', { who: forum.linus });
    await forum.take(gone.id);

    const { posts, threads } = forum.db.read.t;
    const written = await forum.db.read
      .select({ id: posts.id, parentId: posts.parentId, authorId: posts.authorId })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(and(eq(threads.uid, question.thread), eq(posts.state, 'published'), ne(posts.id, threads.openingId)))
      .orderBy(asc(posts.id));
    const roots = await forum.db.read.$count(
      posts,
      and(
        inArray(
          posts.id,
          written.map(({ id }) => id),
        ),
        isNull(posts.parentId),
      ),
    );
    const answered = written.filter(({ id, parentId }) => parentId === null && written.some((post) => post.parentId === id));
    expect(await goals()).toMatchObject([
      { kind: 'answered', value: Math.floor((100 * answered.length) / roots), n: 2 },
      { kind: 'voices', value: 1, n: null }, // zoe: linus had written elsewhere before
      { kind: 'contributions', value: written.length, n: null, name: 'Une piste le long du canal ?', url: question.url },
    ]);
    expect([written.length, roots, answered.length]).toEqual([3, 2, 1]);
  });

  test('CM-21: a word at half-way and one at the end, each once, to whoever manages; also when two processes look at once', async () => {
    await set();
    await forum.reply(question, 'Une.');
    await watchGoals(forum.deps);
    expect(await words()).toEqual([]);

    const second = await forum.reply(question, 'Deux.');
    await Promise.all([watchGoals(forum.deps), watchGoals(forum.deps)]);
    await forum.take(second.id);
    await watchGoals(forum.deps);
    await forum.reply(question, 'Deux encore.');
    await watchGoals(forum.deps);
    expect(await words()).toEqual(['goal_half']);

    await forum.reply(question, 'Trois.');
    await forum.reply(question, 'Quatre.');
    await Promise.all([watchGoals(forum.deps), watchGoals(forum.deps)]);
    await watchGoals(forum.deps);
    expect(await words()).toEqual(['goal_half', 'goal_reached']);
    expect(await goals()).toMatchObject([{ value: 4, reached: true, ended: true }]);
    expect(await words(forum.ada)).toEqual([]);
  });

  test('CM-21: a goal that comes to its last day says so on the next, on the site’s clocks, once, and no half after', async () => {
    await set({ until: '2026-11-23', target: 2 });
    forum.pass(DAY);
    await watchGoals(forum.deps);
    expect(await words()).toEqual([]);

    forum.pass(new Date('2026-11-23T23:00:01Z').getTime() - forum.now().getTime());
    await watchGoals(forum.deps);
    await forum.reply(question, 'Trop tard.');
    await watchGoals(forum.deps);

    expect(await words()).toEqual(['goal_over']);
    expect(await goals()).toMatchObject([{ value: 1, reached: false, ended: true, until: '2026-11-23' }]);
  });

  test('CM-21: the word leads to the goals, and is readable in the page', async () => {
    await set({ target: 1 });
    await forum.reply(question, 'Une.');
    await watchGoals(forum.deps);

    const { text } = await maud.desk('GET', '/notifications');

    expect(text).toContain('Un objectif est atteint.');
    const [, path] = /href="(\/notifications\/[\w-]{36})"/.exec(text)!;
    expect((await maud.desk('GET', path!)).headers.get('location')).toBe('/admin/#/audience/goals');
  });

  test('CM-21: a campaign’s goal counts what its address brought, and goes with it', async () => {
    const link = { name: 'Lettre', source: 'lettre', medium: '', campaign: '', url: question.url };
    const [campaign] = (await maud.desk<CampaignsWire>('POST', '/api/v1/campaigns', link)).body.campaigns;
    await set({ of: { campaign: campaign!.id }, kind: 'voices', target: 2 });
    const cameBy = { host: '', source: 'lettre', medium: '', campaign: '' };
    forum.deps.audience.add({ kind: 'act', siteId: forum.site.id, day: '2026-11-22', act: 'firstPosts', cameBy });
    await keepAudience(forum.deps);

    expect(await goals()).toMatchObject([{ name: 'Lettre', value: 1, n: null }]);
    await maud.desk('DELETE', `/api/v1/campaigns/${campaign!.id}`);
    expect(await goals()).toEqual([]);
  });

  test('CM-21: a campaign’s goal that is over before anybody wrote on the site is said with the first post, once', async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    const link = { name: 'Affiche', source: 'affiche', medium: '', campaign: '', url: `${OWN}/` };
    const [campaign] = (await maud.desk<CampaignsWire>('POST', '/api/v1/campaigns', link)).body.campaigns;
    await set({ of: { campaign: campaign!.id }, target: 2, until: '2026-11-23' });
    forum.pass(3 * DAY);
    await watchGoals(forum.deps);
    expect(await words()).toEqual([]);

    await forum.open('Le premier mot');
    await watchGoals(forum.deps);
    await watchGoals(forum.deps);

    expect(await words()).toEqual(['goal_over']);
  });

  test('refused: a conversation that is not here, a share of a campaign or of more than all, a number that is none', async () => {
    expect((await set({ of: { thread: 'https://ailleurs.test/' } })).status).toBe(422);
    expect((await set({ kind: 'answered', target: 101 })).body.error.fields).toHaveProperty('target');
    expect((await set({ target: 0 })).body.error.fields).toHaveProperty('target');
    const [{ id }] = (await set()).body.goals as [GoalsWire['goals'][number]];
    expect((await maud.desk('DELETE', `/api/v1/goals/${id}`)).status).toBe(204);
    expect((await maud.desk('DELETE', `/api/v1/goals/${id}`)).status).toBe(404);
  });
});
