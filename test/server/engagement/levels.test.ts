// CM-01: a level by a published formula, counted each night, and the same however often it is.
import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepLevels } from '#server/engagement/count-levels.ts';
import { OURS } from '#server/engagement/formula.ts';
import type { EngagementWire } from '#server/engagement/wire.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { MemberFile } from '#server/members/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const count = () => keepLevels(forum.deps);
  const rows = async () => {
    const { engagements, members } = forum.db.read.t;
    const { level, love, reach, gravity, lastOn } = engagements;
    return forum.db.read
      .select({ name: members.name, level, love, reach, gravity, lastOn })
      .from(engagements)
      .innerJoin(members, eq(members.id, engagements.memberId))
      .orderBy(asc(members.id));
  };
  const levelOf = async (who: Person) => (await rows()).find(({ name }) => name === who.name)?.level ?? null;
  const changes = async () => {
    const { engagementChanges: table } = forum.db.read.t;
    return forum.db.read
      .select({ day: table.day, from: table.from, to: table.to })
      .from(table)
      .orderBy(asc(table.memberId), asc(table.day));
  };
  const engagement = async () => (await maud.desk<EngagementWire>('GET', '/api/v1/engagement')).body;
  const setFormula = (version: number, formula: object) =>
    maud.desk<EngagementWire & ErrorBody>('PUT', '/api/v1/engagement/formula', { version, formula });
  /** Answered on so many days, by so many others in turn. */
  async function answered(who: Person, by: Person[], days: number) {
    const thread = await forum.open(`Une question de ${who.name}`, {}, who);
    for (let day = 0; day < days; day++) {
      await forum.reply(thread, `Une réponse, ${day}.`, { who: by[day % by.length]! });
      forum.pass(DAY);
    }
    return thread;
  }

  test('CM-01: of thirty members with what each did, the job yields the exact level of each; counted anew, the same', async () => {
    const people: Person[] = [];
    for (let i = 0; i < 30; i++) people.push(await forum.person(`m${i}`));
    const facts = people.map((who, i) => ({
      who,
      days: i % 4,
      others: 1 + (i % 3),
      chosen: i % 5 === 4,
      thanked: i % 7 === 6,
      came: i % 3 === 2,
      threads: null as unknown as Awaited<ReturnType<Forum['open']>>,
    }));
    for (const fact of facts) fact.threads = await forum.open(`Un sujet de ${fact.who.name}`, {}, fact.who);
    for (let day = 0; day < 3; day++) {
      for (const [i, { days, others, threads }] of facts.entries())
        if (day < days) await forum.reply(threads, `Réponse ${day}.`, { who: people[(i + 1 + (day % others)) % 30]! });
      forum.pass(DAY);
    }
    const { threads: table, attendances } = forum.db.read.t;
    for (const { who, chosen, thanked, came, threads } of facts) {
      if (chosen) expect((await forum.paul.desk('PUT', `/api/v1/posts/${threads.post.id}/feature`)).status).toBe(204);
      if (thanked) expect((await forum.paul.desk('PUT', `/api/v1/posts/${threads.post.id}/thanks`, { word: '' })).status).toBe(204);
      if (!came) continue;
      const [thread] = await forum.db.read.select({ id: table.id }).from(table).where(eq(table.uid, threads.thread));
      const row = { siteId: forum.site.id, uid: forum.deps.newId(), threadId: thread!.id, memberId: who.member.id, answer: 'yes' as const };
      await forum.db.write(
        async (tx) => void (await tx.insert(attendances).values({ ...row, answeredAt: forum.now(), cameAt: forum.now() })),
      );
    }
    forum.pass(DAY);
    await setFormula(1, { ...OURS, thresholds: [8, 20, 33] });
    // Answered on up to three days, by up to three others: nobody counts twice, nothing more than once a day.
    const expected = facts.flatMap(({ who, days, others, chosen, thanked, came }) => {
      const love = days + (chosen ? 5 : 0) + (thanked ? 5 : 0) + (came ? 4 : 0);
      const reach = 1 + Math.min(days, others);
      const gravity = love * reach;
      return love > 0
        ? [{ name: who.name, love, reach, gravity, level: 1 + [8, 20, 33].filter((threshold) => gravity >= threshold).length }]
        : [];
    });

    expect(await count()).toBe(1);

    const counted = await rows();
    expect(counted).toEqual(expected.map((row) => ({ ...row, lastOn: expect.any(String) })));
    expect(counted.find(({ name }) => name === 'm14')).toMatchObject({ love: 11, reach: 3, gravity: 33, level: 4 });
    expect([...new Set(counted.map(({ level }) => level))].toSorted()).toEqual([1, 2, 3, 4]);
    expect(await changes()).toHaveLength(expected.filter(({ level }) => level > 1).length);
    const { engagements, engagementFormulas } = forum.db.read.t;
    await forum.db.write(async (tx) => {
      await tx.delete(engagements);
      await tx.update(engagementFormulas).set({ countedFor: null });
    });
    await count();
    expect(await rows()).toEqual(counted);
    expect(await count()).toBe(0);
  });

  test('CM-01: how much somebody writes counts for nothing; nor what they answer themselves', async () => {
    const thread = await forum.open('Un monologue');
    for (let i = 0; i < 12; i++) await forum.reply(thread, `Et encore, ${i}.`, { who: forum.ada });
    forum.pass(DAY);

    await count();

    expect(await rows()).toEqual([]);
  });

  test('CM-01: what was taken down, who left the days that count, the newsroom and who is banned count no more', async () => {
    const thread = await answered(forum.ada, [forum.linus], 2);
    await answered(maud, [forum.linus], 1);
    await count();
    expect(await rows()).toMatchObject([{ name: 'ada', love: 2, reach: 2, gravity: 4 }]);

    const { posts, threads } = forum.db.read.t;
    const [reply] = await forum.db.read
      .select({ uid: posts.uid })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(eq(posts.authorId, forum.linus.member.id))
      .orderBy(asc(posts.id));
    await forum.take(reply!.uid);
    forum.pass(DAY);
    await count();
    expect(await rows()).toMatchObject([{ name: 'ada', love: 1, reach: 2 }]);

    forum.pass(90 * DAY);
    await count();
    expect(await rows()).toMatchObject([{ name: 'ada', love: 0, reach: 1, gravity: 0, lastOn: null }]);
    expect(thread.thread).toBeTruthy();
    const ban = { measures: [{ kind: 'ban', until: null }], rule: 1, note: 'Restons courtois entre nous.' };
    await maud.desk('POST', `/api/v1/members/${forum.ada.member.uid}/measures`, ban);
    await forum.tell();
    forum.pass(DAY);
    await count();
    expect(await rows()).toEqual([]);
  });

  test('CM-01: once a day, after three by the site’s own clocks, on the days that they change too', async () => {
    await answered(forum.ada, [forum.linus], 1);
    await count();
    const at = (iso: string) => forum.pass(new Date(iso).getTime() - forum.now().getTime());
    const countedFor = async () => (await engagement()).countedFor;

    at('2027-03-27T23:30:00Z'); // half past midnight in Paris
    await count();
    expect(await countedFor()).toBe('2027-03-27');
    at('2027-03-28T00:59:00Z'); // 01:59; the clocks go from two to three
    expect(await count()).toBe(0);
    at('2027-03-28T01:00:00Z');
    await count();
    expect(await countedFor()).toBe('2027-03-28');
    at('2027-10-31T01:30:00Z'); // 02:30 for the second time
    await count();
    expect(await countedFor()).toBe('2027-10-30');
    at('2027-10-31T02:00:00Z');
    await count();
    expect(await countedFor()).toBe('2027-10-31');
  });

  test('CM-01: the history says when a level changed; near the next and at risk are listed', async () => {
    const others = [forum.linus, await forum.person('zoe'), await forum.person('yann'), await forum.person('xena')];
    await answered(forum.ada, others, 4); // 4 × 5
    await answered(forum.linus, others.slice(1), 4); // 4 × 4
    await count();

    expect(await engagement()).toMatchObject({
      levels: [1, 1, 0, 0],
      near: [{ name: 'linus', level: 1, gravity: 16, missing: 4 }],
      risk: [],
    });
    const day = (await engagement()).countedFor!;
    expect((await maud.desk<MemberFile>('GET', `/api/v1/members/${forum.ada.member.uid}/file`)).body.engagement).toEqual({
      level: 2,
      love: 4,
      reach: 5,
      gravity: 20,
      missing: 80,
      objects: false,
      history: [{ on: day, from: 1, to: 2 }],
    });
    forum.pass(40 * DAY);
    await count();
    expect((await engagement()).risk).toMatchObject([{ name: 'ada', level: 2 }]);
    forum.pass(60 * DAY);
    await count();
    expect(await levelOf(forum.ada)).toBe(1);
    expect((await changes()).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  describe('CM-01: the formula', () => {
    test('is the site’s to change, by who read its last version; all are counted by it at once', async () => {
      await answered(forum.ada, [forum.linus], 3); // 3 × 2
      await count();
      expect(await levelOf(forum.ada)).toBe(1);

      const formula = { weights: { ...OURS.weights, heard: 4 }, thresholds: [20, 100, 400] };
      expect((await setFormula(1, formula)).body).toMatchObject({ version: 2, formula, countedFor: null });
      expect((await setFormula(1, OURS)).body.error.code).toBe('taken');
      await count();

      expect(await levelOf(forum.ada)).toBe(2);
    });

    test.each<[string, object, string]>([
      ['thresholds that do not rise', { weights: OURS.weights, thresholds: [20, 20, 400] }, 'formula.thresholds'],
      ['a weight above the most', { weights: { ...OURS.weights, came: 21 }, thresholds: OURS.thresholds }, 'formula.weights.came'],
    ])('cannot have %s', async (_, formula, field) => {
      const { status, body } = await setFormula(1, formula);

      expect([status, Object.keys(body.error.fields ?? {})]).toEqual([422, [field]]);
    });

    test('stands on a page that everybody reads, with its weights; who is signed in reads their own level there, nobody another’s', async () => {
      await setFormula(1, { weights: { ...OURS.weights, idea: 17 }, thresholds: [21, 111, 444] });
      await answered(forum.ada, [forum.linus], 3);
      await count();

      const { status, text } = await forum.request('GET', '/levels');
      const own = await forum.ada.desk('GET', '/levels');

      expect([status, text.match(/<td>17<\/td>/)?.length, /21.*111.*444/.test(text)]).toEqual([200, 1, true]);
      expect(text).not.toContain('Ne pas me compter');
      expect(own.text).toMatch(/Niveau\s1/);
    });

    test('who objects is counted no more, and what was is gone; they may be counted again', async () => {
      await answered(forum.ada, [forum.linus], 3);
      await count();
      const say = (objects: string) =>
        forum.request('POST', '/levels', `objects=${objects}`, {
          ...forum.ada.asPage,
          'content-type': 'application/x-www-form-urlencoded',
        });

      expect((await say('yes')).status).toBe(303);
      expect(await rows()).toEqual([]);
      forum.pass(DAY);
      await count();
      expect(await rows()).toEqual([]);
      const taken = await gatherTakeout(forum.db.read, { accountId: forum.ada.accountId, at: forum.now() }, () => {});
      expect(taken).toMatchObject({ engagement: [], engagementHistory: [], engagementObjectedTo: [{ at: expect.any(Date) }] });
      await say('no');
      forum.pass(DAY);
      await count();
      expect(await rows()).toMatchObject([{ name: 'ada' }]);
    });
  });
});
