// CM-27: who has gone quiet is asked back, once, at their own pace, and never who said no.
import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { findTarget } from '#server/follows/find-target.ts';
import { setFollow } from '#server/follows/set-follow.ts';
import { runLetters } from '#server/notifications/letters.ts';
import { askingOutbox } from '#server/segments/ask-segment.ts';
import type { SegmentFilter, SegmentsWire } from '#server/segments/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let thread: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    ({ thread } = await forum.open('Le pont, un an après', {}, forum.paul));
  });

  const make = async (name: string, filter: SegmentFilter = {}) => {
    const { body } = await maud.desk<SegmentsWire>('POST', '/api/v1/segments', { name, filter, version: 0 });
    return body.segments.find((segment) => segment.name === name)!.id;
  };
  const ask = (segment: string, to = `http://terrasse.courrier.test/t/${thread}`) =>
    maud.desk<SegmentsWire & ErrorBody>('POST', `/api/v1/segments/${segment}/askings`, { thread: to });
  const work = () => runOutbox(forum.db, askingOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
  const told = async () => {
    const { notifications, members } = forum.db.read.t;
    const rows = await forum.db.read
      .select({ name: members.name })
      .from(notifications)
      .innerJoin(members, eq(members.id, notifications.memberId))
      .where(eq(notifications.kind, 'asked'))
      .orderBy(asc(members.name), asc(notifications.id));
    return rows.map(({ name }) => name);
  };
  const mails = async () => {
    await runLetters(forum.deps, (error) => forum.failures.push(error));
    return forum.mails.filter(({ subject }) => subject.includes('vous invite')).map(({ to }) => to);
  };

  test('CM-27 win-back: the members of a segment are each told once, and read where to go', async () => {
    await forum.ada.post('Un mot.');
    forum.pass(30 * DAY);
    await forum.linus.post('Un autre.');
    const silent = await make('Silencieux', { postsFrom: 1, silentFor: 30 });

    expect((await ask(silent)).status).toBe(201);
    expect((await ask(silent)).status).toBe(201);
    await work();

    expect([await told(), forum.failures]).toEqual([['ada'], []]);
    const { body } = await maud.desk<SegmentsWire>('GET', '/api/v1/segments');
    expect(body.askings).toMatchObject([
      { name: 'Silencieux', told: 0, done: true },
      { name: 'Silencieux', title: 'Le pont, un an après', told: 1, done: true },
    ]);
    expect((await forum.ada.desk('GET', '/notifications')).text).toContain('La rédaction vous invite');
  });

  test('CM-27: by mail with the week’s, at once where they chose so, and never to who wants none', async () => {
    const zoe = await forum.person('zoe');
    const choose = (who: Person, newsroom: string) =>
      forum.request(
        'POST',
        '/notifications/settings',
        `answers=once&mentions=once&followed=daily&reactions=never&newsroom=${newsroom}&timeZone=&digestAt=18:00&quietFrom=22:00&quietUntil=07:30`,
        { ...who.asPage, 'content-type': 'application/x-www-form-urlencoded' },
      );
    expect((await choose(forum.linus, 'once')).status).toBe(303);
    expect((await choose(zoe, 'never')).status).toBe(303);
    await ask(await make('Tous'));
    await work();

    expect(await told()).toEqual(['ada', 'linus', 'zoe']);
    expect(await mails()).toEqual(['linus@example.test']);
    forum.pass(7 * DAY);
    await mails();
    expect((await mails()).toSorted()).toEqual(['ada@example.test', 'linus@example.test']);
  });

  test('CM-27: not who muted it, who is banned, who opened it, nor who was asked to anything in two weeks', async () => {
    const [zoe, yann] = [await forum.person('zoe'), await forum.person('yann')];
    const muted = await findTarget(forum.deps, forum.site, { kind: 'thread', name: thread });
    await setFollow(forum.deps, forum.linus, { what: muted!, level: 'mute' });
    const ban = { measures: [{ kind: 'ban', until: null }], rule: 1, note: 'Restons courtois entre nous.' };
    await maud.desk('POST', `/api/v1/members/${zoe.member.uid}/measures`, ban);
    await forum.tell();
    const all = await make('Tous');
    await ask(all);
    await work();
    expect(await told()).toEqual(['ada', 'yann']);

    const { thread: another } = await forum.open('Une autre question', {}, yann);
    await ask(all, another);
    await work();
    expect(await told()).toEqual(['ada', 'linus', 'yann']);
    forum.pass(15 * DAY);
    await ask(all, another);
    await work();

    expect(await told()).toEqual(['ada', 'ada', 'linus', 'yann']);
  });

  test('a segment with nobody tells nobody, and says so', async () => {
    await ask(await make('Personne', { postsFrom: 1000 }));
    await work();

    expect(await told()).toEqual([]);
    expect((await maud.desk<SegmentsWire>('GET', '/api/v1/segments')).body.askings).toMatchObject([{ told: 0, done: true }]);
  });

  test('a conversation that closes meanwhile is told to nobody', async () => {
    await ask(await make('Tous'));
    expect((await maud.desk('PUT', `/api/v1/threads/${thread}/closure`)).status).toBe(204);
    await work();

    expect(await told()).toEqual([]);
  });

  describe('refuses', () => {
    test.each<[string, () => string]>([
      ['what is no address of a conversation', () => 'le pont'],
      ['a conversation that is not there', () => '01a20000-0000-7000-8000-000000000000'],
    ])('%s', async (_, to) => {
      const { status, body } = await ask(await make('Tous'), to());

      expect([status, Object.keys(body.error.fields ?? {})]).toEqual([422, ['thread']]);
    });
  });
});
