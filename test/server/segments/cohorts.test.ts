// CM-01, CM-27: who to greet, to thank, to ask back; and who stays.
import { and, eq, gte, lt } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { keepLevels } from '#server/engagement/count-levels.ts';
import type { CohortKey, CohortsWire, SegmentCount, SegmentFilter } from '#server/segments/wire.ts';
import { daysAfter } from '#server/time/wall-time.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const read = async () => (await maud.desk<CohortsWire>('GET', '/api/v1/cohorts')).body;
  const namesIn = async (key: CohortKey) => {
    const cohort = (await read()).cohorts.find((each) => each.key === key)!;
    expect(cohort.members).toBe(cohort.some.length);
    return cohort.some.map(({ name }) => name).toSorted();
  };
  const who = async (filter: SegmentFilter) =>
    (await maud.desk<SegmentCount>('POST', '/api/v1/segments/count', { filter })).body.some.map(({ name }) => name).toSorted();

  test('CM-01 cohorts: new and active, lately silent, first post this week, experts silent for 30 days', async () => {
    const ines = await forum.person('ines');
    for (const person of [forum.ada, forum.ada, forum.ada, ines]) await person.post(`Un mot de ${person.name}.`);
    const { members } = forum.db.read.t;
    await forum.db.write(async (tx) => void (await tx.update(members).set({ role: 'expert' }).where(eq(members.id, ines.member.id))));

    expect(await namesIn('fresh')).toEqual(['ada', 'ines']);
    expect(await namesIn('first')).toEqual(['ada', 'ines']);
    expect(await namesIn('silent')).toEqual([]);

    forum.pass(7 * DAY);
    await forum.linus.post('Le premier de linus.');

    expect(await namesIn('fresh')).toEqual([]);
    expect(await namesIn('first')).toEqual(['linus']);
    expect(await namesIn('silent')).toEqual(['ada']);
    expect(await namesIn('experts')).toEqual([]);

    forum.pass(23 * DAY);
    expect(await namesIn('silent')).toEqual([]);
    expect(await namesIn('experts')).toEqual(['ines']);
  });

  test('CM-01: who wrote for the first time is thanked in one press, and told once', async () => {
    await forum.ada.post('Bonjour à tous.');
    const first = async () => (await read()).cohorts.find(({ key }) => key === 'first')!.some[0]!;
    const { post } = await first();
    expect(post).toEqual({ id: expect.any(String), thanked: false });

    for (let press = 0; press < 2; press++)
      expect((await maud.desk('PUT', `/api/v1/posts/${post!.id}/thanks`, { word: '' })).status).toBe(204);

    expect((await first()).post).toEqual({ id: post!.id, thanked: true });
    const { notifications } = forum.db.read.t;
    expect(await forum.db.read.$count(notifications, eq(notifications.kind, 'thanks'))).toBe(1);
  });

  test('CM-01 segments ask of levels, of labels and of the first post', async () => {
    const thread = await forum.open('Le pont', {}, forum.ada);
    for (let day = 0; day < 10; day++) {
      await forum.reply(thread, `Jour ${day}.`);
      forum.pass(DAY);
    }
    await keepLevels(forum.deps); // 10 days × 2
    await maud.desk('PUT', `/api/v1/members/${forum.linus.member.uid}/labels/quai`);

    expect(await who({ levels: [2] })).toEqual(['ada']);
    expect(await who({ levels: [1] })).toEqual(['linus']);
    expect(await who({ labels: ['quai', 'absent'] })).toEqual(['linus']);
    expect(await who({ labels: ['absent'] })).toEqual([]);
    expect(await who({ firstPostWithin: 30 })).toEqual(['ada', 'linus']);
    expect(await who({ firstPostWithin: 10 })).toEqual([]);
  });

  test('CM-27: retention of those who joined in a week is what SQL counts of it, by the site’s calendar; what is too early is not said', async () => {
    const people: Person[] = [];
    for (let i = 0; i < 12; i++) {
      people.push(await forum.person(`r${i}`));
      forum.pass(2 * DAY + 3_600_000);
      for (const [k, person] of people.entries()) if ((i + k) % (k + 2) === 0) await person.post(`Tour ${i}.`);
    }
    forum.pass(40 * DAY);
    await people[0]!.post('De retour.');

    const { retention } = await read();

    const { members } = forum.db.read.t;
    const today = '2027-01-27'; // Paris
    const begin = (day: string) => new Date(`${day}T00:00+01:00`);
    for (const { week, joined, day1, day7, day30 } of retention) {
      const counts = { joined: 0, 1: 0, 7: 0, 30: 0 };
      for (let offset = 0; offset < 7; offset++) {
        const day = daysAfter(week, offset);
        const on = and(eq(members.role, 'member'), gte(members.createdAt, begin(day)), lt(members.createdAt, begin(daysAfter(day, 1))));
        counts.joined += await forum.db.read.$count(members, on);
        for (const days of [1, 7, 30] as const)
          counts[days] += await forum.db.read.$count(members, and(on, gte(members.lastActiveOn, daysAfter(day, days))));
      }
      const known = (days: 1 | 7 | 30) => (daysAfter(week, 6 + days) > today ? null : counts[days]);
      expect({ week, joined, day1, day7, day30 }).toEqual({
        week,
        joined: counts.joined,
        day1: known(1),
        day7: known(7),
        day30: known(30),
      });
    }
    expect(retention).toHaveLength(12);
    expect(retention[0]).toMatchObject({ week: '2027-01-25', day1: null });
    expect(retention.find(({ week }) => week === '2026-11-16')).toMatchObject({ joined: 3, day30: 1 });
  });
});
