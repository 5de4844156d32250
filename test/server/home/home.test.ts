// CM-33: one page says what needs me now: the calendar, what waits, what rises, how we are doing.
import type Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { countHere, keepFigures } from '#server/figures/keep-figures.ts';
import type { Figures } from '#server/figures/wire.ts';
import { healthOf, NEEDED } from '#server/home/health.ts';
import type { HomeWire } from '#server/home/wire.ts';
import type { ItemWire } from '#server/planning/wire.ts';
import { daysAfter } from '#server/time/wall-time.ts';
import { onBothDatabases } from '../../support/database.ts';
import { NO_FIGURES } from '../../support/figures.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const home = async (who = maud) => {
    const { status, body, text } = await who.desk<HomeWire>('GET', '/api/v1/home');
    expect(status, text).toBe(200);
    return body;
  };
  const plan = async (title: string, more: object = {}, who = maud) => {
    const item = { kind: 'discussion', title, source: 'Dites.', space: 'velo', clientId: uuidv7(), ...more };
    const { status, body, text } = await who.desk<ItemWire>('POST', '/api/v1/calendar', item);
    expect(status, text).toBe(201);
    return body;
  };

  test('CM-33: nothing to do is said by each part, never by an error', async () => {
    expect(await home()).toEqual({
      day: '2026-11-22',
      today: [],
      tomorrow: [],
      reviews: [],
      waiting: [
        { lane: 'queue', n: 0, oldest: null, promise: null },
        { lane: 'question', n: 0, oldest: null, promise: 24 },
        { lane: 'newsroom', n: 0, oldest: null, promise: 48 },
        { lane: 'correction', n: 0, oldest: null, promise: 24 },
        { lane: 'message', n: 0, oldest: null, promise: 72 },
        { lane: 'idea', n: 0, oldest: null, promise: 336 },
      ],
      rising: [],
      health: null,
    });
  });

  test('CM-33: the calendar of today and tomorrow, by the clocks of the site, and what waits for my eyes', async () => {
    await forum.change({ calendarReview: true });
    await plan('Ce soir', { at: '2026-11-22T22:59:00Z' }); // 23 h 59 in Paris
    await plan('Demain', { at: '2026-11-22T23:00:00Z' });
    await plan('Après-demain', { at: '2026-11-23T23:00:00Z' });
    const draft = await plan('À relire', { at: '2026-12-24T10:00:00Z' }, forum.paul);
    await forum.paul.desk('PUT', `/api/v1/calendar/${draft.id}/state`, { version: draft.version, state: 'review' });

    const titles = (items: HomeWire['today']) => items.map(({ title }) => title);
    const { today, tomorrow, reviews } = await home();

    expect([titles(today), titles(tomorrow), titles(reviews)]).toEqual([['Ce soir'], ['Demain'], ['À relire']]);
    expect((await home(forum.paul)).reviews).toEqual([]); // it is not for a moderator to approve
  });

  test('CM-33: what waits, with the age of the oldest beside its promise', async () => {
    const asked = forum.now();
    await forum.open('Où est le bac ?', { kind: 'question' });
    forum.pass(2 * HOUR);
    await forum.open('Et le pont ?', { kind: 'question' });
    const held = forum.now();
    await forum.linus.post('Guignol !');
    forum.pass(HOUR);
    await forum.linus.post('Guignol encore !');

    const { waiting } = await home();

    expect(waiting.slice(0, 2)).toEqual([
      { lane: 'queue', n: 2, oldest: held.toISOString(), promise: null },
      { lane: 'question', n: 2, oldest: new Date(asked.getTime() + 60_000).toISOString(), promise: 24 },
    ]);
  });

  test('CM-33: what rises is written in faster than before, waiting comments counted; what is always fast is not', async () => {
    const [calm, hot] = [await forum.open('Toujours vif'), await forum.open('Le pont des Tanneurs')];
    for (let hour = 0; hour < 11; hour++) {
      for (let n = 0; n < 5; n++) await forum.reply(calm, `Encore ${hour}, ${n}.`, { who: n % 2 ? forum.ada : forum.linus });
      forum.pass(HOUR - 5 * 60_000);
    }
    for (let n = 0; n < 5; n++) await forum.reply(calm, `Comme toujours, ${n}.`, { who: n % 2 ? forum.ada : forum.linus });
    for (let n = 0; n < 7; n++) await forum.reply(hot, n === 3 ? 'Guignol !' : `Fermé, ${n} !`);

    const { rising } = await home();

    expect(rising).toMatchObject([{ title: 'Le pont des Tanneurs', n: 7, usual: 0.1, hours: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7] }]);
    expect((await forum.request('GET', new URL(rising[0]!.url).pathname)).status).toBeLessThan(400);
  });

  test('CM-33: a moderator of some spaces sees what is there, and no figure of the others', async () => {
    await keepYesterday(forum);
    const { spaces, moderatorSpaces } = forum.db.read.t;
    const [town] = await forum.db.read.select({ id: spaces.id }).from(spaces).orderBy(spaces.position).limit(1);
    await forum.db.write(
      async (tx) =>
        void (await tx.insert(moderatorSpaces).values({ siteId: forum.site.id, memberId: forum.paul.member.id, spaceId: town!.id })),
    );
    await forum.open('En ville', { space: 'ville', kind: 'question' });
    await forum.open('À vélo', { kind: 'question' });
    await forum.linus.post('Guignol !');

    const [all, theirs] = [await home(), await home(forum.paul)];

    expect(all.waiting.slice(0, 2).map(({ n }) => n)).toEqual([1, 2]);
    expect(theirs.waiting.slice(0, 2).map(({ n }) => n)).toEqual([0, 1]);
    expect(all.health).not.toBeNull();
    expect(theirs.health).toBeNull();
  });

  test('CM-33: how the site is doing is what was counted: yesterday, the promises kept, what was taken', async () => {
    await keepYesterday(forum);

    const { health } = await home();

    expect(health!.posts.at(-1)).toEqual({ day: '2026-11-22', n: 2, usual: null });
    expect(health!.answers.at(-1)).toEqual({ week: '2026-11-16', over: 1, inTime: 1 });
    expect(health!.removedWeek).toEqual({ n: 0, of: 2, usual: null });
  });

  test('nobody but the desk has a home', async () => {
    const journalist = await forum.person('jules', 'journalist');

    expect((await journalist.desk('GET', '/api/v1/home')).status).toBe(404);
    expect((await forum.ada.desk('GET', '/api/v1/home')).status).toBe(404);
    expect((await forum.request('GET', '/api/v1/home')).status).toBe(401);
  });
});

describe('how the site is doing', () => {
  const LAST = '2026-11-23';
  /** Each day of eighty-four, by how many days it is before the last. */
  const kept = (figures: (back: number) => Partial<Figures>, days = NEEDED) =>
    Array.from({ length: days }, (_, i) => days - 1 - i).map((back) => ({
      begins: daysAfter(LAST, -back),
      figures: { ...NO_FIGURES, ...figures(back) },
      countedAt: new Date(0),
    }));

  test('a day is beside the same day of the eight weeks before, lowest to highest', () => {
    const { posts } = healthOf(
      kept((back) => ({ posts: back === 0 ? 412 : back % 7 === 0 ? 290 + back : 1000 })),
      LAST,
    )!;

    expect(posts).toHaveLength(28);
    expect(posts.at(-1)).toEqual({ day: LAST, n: 412, usual: { low: 297, high: 346 } });
    expect(posts[0]).toMatchObject({ day: '2026-10-27', usual: { low: 1000, high: 1000 } });
  });

  test('of fewer than four weeks nothing is called usual, of a day that was not counted nothing is said', () => {
    expect(
      healthOf(
        kept(() => ({ posts: 5 }), 28),
        LAST,
      )!.posts.at(-1)!.usual,
    ).toBeNull();
    expect(
      healthOf(
        kept(() => ({ posts: 5 }), 29),
        LAST,
      )!.posts.at(-1)!.usual,
    ).toEqual({ low: 5, high: 5 });
    expect(healthOf([], LAST)).toBeNull();
  });

  test('a week of what was taken is beside the weeks before, in parts of a thousand', () => {
    const { removedWeek, removed } = healthOf(
      kept((back) => ({ posts: 100, removed: (back < 7 ? { 1: 1, 2: 1 } : back < 14 ? { 1: 3 } : { law: 1 }) as Record<string, number> })),
      LAST,
    )!;

    expect(removedWeek).toEqual({ n: 14, of: 700, usual: { low: 10, high: 30 } });
    expect(removed.at(-1)).toEqual({ day: LAST, n: 2, of: 100 });
  });

  test('the promises of twelve weeks are those of questions, to the newsroom too', () => {
    const asked = {
      ...NO_FIGURES.asked,
      question: { n: 3, answered: 2, over: 2, inTime: 1 },
      newsroom: { n: 1, answered: 1, over: 1, inTime: 1 },
    };
    const { answers } = healthOf(
      kept(() => ({ asked })),
      LAST,
    )!;

    expect(answers).toHaveLength(12);
    expect(answers.at(-1)).toEqual({ week: '2026-11-17', over: 21, inTime: 14 });
  });
});

test('with a million posts nothing on it is looked for without an index, and no post is opened to be counted', async () => {
  const forum = await openForum('sqlite');
  const maud = await forum.person('maud', 'manager');
  await forum.open('Où est le bac ?', { kind: 'question' });
  const client = (forum.db.read as unknown as { $client: Sqlite.Database }).$client;
  const asked: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = ((sql: string) => (asked.push(sql), prepare(sql))) as typeof client.prepare;

  await maud.desk('GET', '/api/v1/home');

  const plans = asked.map((sql) => ({
    sql,
    plan: client
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql.replaceAll('?', '1')}`)
      .all()
      .map(({ detail }) => detail),
  }));
  const large = /SCAN (?:posts|threads|cases|members|inbox_items|reports|changes)\b/;
  expect(plans.filter(({ plan }) => plan.some((step) => large.test(step))).map(({ sql }) => sql)).toEqual([]);
  const paces = plans.find(({ sql }) => sql.includes('filter (where "posts"."created_at"'))!;
  expect(paces.plan[0]).toContain('USING COVERING INDEX posts_day');
});

/** A day with a question that was answered in time, counted. */
async function keepYesterday(forum: Forum) {
  const question = await forum.open('Où est le bac ?', { kind: 'question' });
  await forum.reply(question, 'Je cherche.');
  await forum.reply(question, 'Quai des Lavandières.', { who: await forum.person('jeanne', 'journalist') });
  forum.pass(24 * HOUR);
  await keepFigures(forum.deps, countHere(forum.db.read));
}
