import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { publishDue } from '#server/planning/publish-due.ts';
import { makeRepeated } from '#server/planning/repeat-item.ts';
import type { AgendaWire, CalendarWire, ItemWire } from '#server/planning/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

const DAY = 86_400_000;
const PHOTO = { kind: 'discussion', title: 'La photo du dimanche', source: 'La vôtre, et où elle a été prise.', space: 'velo' };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const plan = async (more: object) =>
    (await maud.desk<ItemWire>('POST', '/api/v1/calendar', { ...PHOTO, clientId: uuidv7(), ...more })).body;
  const schedule = async (item: ItemWire) =>
    (await maud.desk<ItemWire>('PUT', `/api/v1/calendar/${item.id}/state`, { version: item.version, state: 'scheduled' })).body;
  const repeat = ({ id, version }: ItemWire, weeks = 1) => maud.desk<ItemWire>('PUT', `/api/v1/calendar/${id}/series`, { version, weeks });
  const look = async (from: string, until: string) =>
    (await maud.desk<CalendarWire>('GET', `/api/v1/calendar?from=${from}T00:00:00Z&until=${until}T00:00:00Z`)).body.items;
  const until = async (iso: string, step = DAY) => {
    while (forum.now() < new Date(iso)) {
      forum.pass(Math.min(step, Date.parse(iso) - forum.now().getTime()));
      await Promise.all([makeRepeated(forum.deps), makeRepeated(forum.deps)]);
      await publishDue(forum.deps);
    }
  };

  describe('CM-11: what comes again each week', () => {
    test.each([
      ['spring', '2027-03-14T17:00:00Z', ['2027-03-14T17:00:00', '2027-03-21T17:00:00', '2027-03-28T16:00:00', '2027-04-04T16:00:00']],
      ['autumn', '2027-10-17T16:00:00Z', ['2027-10-17T16:00:00', '2027-10-24T16:00:00', '2027-10-31T17:00:00', '2027-11-07T17:00:00']],
    ])('is opened exactly once a week, at the same hour of the clock, across the change in %s', async (_, at, expected) => {
      forum.pass(Date.parse(at) - 2 * DAY - forum.now().getTime());
      await repeat(await schedule(await plan({ at })));

      await until(new Date(Date.parse(expected.at(-1)!) + DAY).toISOString(), DAY / 4);

      const { threads } = forum.db.read.t;
      const opened = await forum.db.read.select({ at: threads.createdAt }).from(threads).orderBy(threads.id);
      expect(opened.map((one) => one.at.toISOString().slice(0, 10))).toEqual(expected.map((one) => one.slice(0, 10)));
      const [first, last] = [expected[0]!.slice(0, 10), new Date(Date.parse(expected.at(-1)!) + DAY).toISOString().slice(0, 10)];
      expect((await look(first, last)).map((item) => [item.at!.slice(0, 19), item.state])).toEqual(
        expected.map((one) => [one, 'published']),
      );
    });

    test('at an hour that clocks leap over, and one that they show twice, there is one all the same', async () => {
      forum.pass(Date.parse('2027-03-20T12:00:00Z') - forum.now().getTime());
      await repeat(await schedule(await plan({ at: '2027-03-21T01:30:00Z' })));

      expect((await look('2027-03-20', '2027-04-12')).map(({ at }) => at)).toEqual([
        '2027-03-21T01:30:00.000Z',
        '2027-03-28T01:30:00.000Z',
        '2027-04-04T00:30:00.000Z',
        '2027-04-11T00:30:00.000Z',
      ]);
    });

    test('each is an item of its own: one that is taken out does not come back, the next do', async () => {
      const first = await schedule(await plan({ at: '2026-11-29T17:00:00Z' }));
      const series = (await repeat(first)).body;
      const [, second] = await look('2026-11-23', '2026-12-31');
      await maud.desk('DELETE', `/api/v1/calendar/${second!.id}?version=${second!.version}`);
      await until('2026-12-04T00:00:00Z');

      const days = (await look('2026-11-23', '2027-01-10')).map(({ at }) => at!.slice(0, 10));
      expect(days).toEqual(['2026-11-29', '2026-12-13', '2026-12-20', '2026-12-27', '2027-01-03']);
      expect(series.series).not.toBeNull();
    });

    test('one of them changed alone, or moved: the others that stand there stay as they are', async () => {
      await repeat(await schedule(await plan({ at: '2026-11-29T17:00:00Z' })));
      const [, second, third] = await look('2026-11-23', '2026-12-31');
      const { body: words } = await maud.desk<ItemWire>('GET', `/api/v1/calendar/${second!.id}`);

      const changed = { ...words, title: 'Le marché de Noël', source: 'Et vous ?' };
      expect((await maud.desk('PUT', `/api/v1/calendar/${second!.id}`, changed)).status).toBe(200);
      const moved = { version: third!.version, at: '2026-12-14T17:00:00Z' };
      expect((await maud.desk('PUT', `/api/v1/calendar/${third!.id}/moment`, moved)).status).toBe(200);

      const [first, , , fourth] = await look('2026-11-23', '2026-12-31');
      const now = await look('2026-11-23', '2026-12-31');
      expect(now.map(({ title, at }) => [title, at!.slice(0, 10)]).slice(0, 4)).toEqual([
        [first!.title, '2026-11-29'],
        ['Le marché de Noël', '2026-12-06'],
        [first!.title, '2026-12-14'],
        [first!.title, fourth!.at!.slice(0, 10)],
      ]);
      expect(fourth!.at!.slice(0, 10)).toBe('2026-12-20');
    });

    test('it ends where somebody says so: what nobody touched is taken out, what was changed stays', async () => {
      const series = (await repeat(await schedule(await plan({ at: '2026-11-29T17:00:00Z' })))).body;
      const [, , third] = await look('2026-11-23', '2026-12-31');
      await maud.desk('PUT', `/api/v1/calendar/${third!.id}/moment`, { version: 1, at: '2026-12-13T18:00:00Z' });

      const ended = await maud.desk<ItemWire>('DELETE', `/api/v1/calendar/${series.id}/series?version=${series.version}`);
      await until('2027-01-10T00:00:00Z');

      expect([ended.status, ended.body.series]).toEqual([200, null]);
      expect((await look('2026-11-23', '2027-01-20')).map(({ at }) => at!.slice(0, 10))).toEqual(['2026-11-29', '2026-12-13']);
    });

    test('a draft that comes again comes as a draft; a poll, whose days are its own, does not', async () => {
      await repeat(await plan({ at: '2026-11-29T17:00:00Z' }), 2);
      const poll = await plan({ kind: 'poll', at: '2026-11-29T17:00:00Z', details: { options: ['Oui', 'Non'] } });

      expect((await look('2026-11-30', '2026-12-31')).map(({ state, at }) => [state, at!.slice(0, 10)])).toEqual([
        ['draft', '2026-12-13'],
        ['draft', '2026-12-27'],
      ]);
      expect((await repeat(poll)).status).toBe(403);
      expect((await repeat(await plan({}))).status).toBe(422);
    });
  });

  describe('the newsroom’s calendar in calendar programs', () => {
    const address = async (method: string, who = maud) => (await who.desk<AgendaWire>(method, '/api/v1/calendar/agenda')).body;
    const read = async (url: string) => {
      const answer = await forum.request('GET', url.slice(OWN.length));
      const events = answer.status === 200 ? new ICAL.Component(ICAL.parse(answer.text)).getAllSubcomponents('vevent') : [];
      return { ...answer, events: events.map((event) => new ICAL.Event(event)) };
    };

    test('by a secret address, read by another’s parser', async () => {
      const item = await schedule(await plan({ at: '2026-11-29T17:00:00Z', title: 'La photo, « la vôtre » ; et \\n' }));
      await plan({ title: 'Un jour peut-être' });
      expect(await address('GET')).toEqual({ url: null });
      const { url } = await address('POST');

      const { events, headers } = await read(url!);

      expect(headers.get('cache-control')).toContain('private');
      expect(events.map(({ uid, summary }) => [uid, summary])).toEqual([[item.id, 'La photo, « la vôtre » ; et \\n']]);
      expect(events[0]!.startDate.toJSDate()).toEqual(new Date('2026-11-29T17:00:00Z'));
      expect(events[0]!.duration.toSeconds()).toBe(3600);
      expect(events[0]!.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    });

    test('another address ends the one before; none opens nothing; nor does that of who left the newsroom', async () => {
      const first = (await address('POST')).url!;
      const second = (await address('POST')).url!;
      expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);

      await maud.desk('DELETE', '/api/v1/calendar/agenda');
      expect([(await read(second)).status, await address('GET')]).toEqual([404, { url: null }]);
      const third = (await address('POST')).url!;
      expect([(await read(second)).status, (await read(third)).status]).toEqual([404, 200]);

      await forum.db.write(async (tx) => void (await tx.update(tx.t.members).set({ role: 'member' })));
      expect((await read(third)).status).toBe(404);
      expect((await read(`${third.slice(0, -5)}x.ics`)).status).toBe(404);
    });
  });
});
