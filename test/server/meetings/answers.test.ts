// CM-09, CM-38: events. Who comes, who waits, and that a seat is one person's, whoever asks at the same instant.
import { beforeEach, describe, expect, test } from 'vitest';
import { purgeWalkIns } from '#server/meetings/check-in.ts';
import { remind } from '#server/meetings/reminders.ts';
import { withdrawAttendances } from '#server/meetings/withdraw-attendances.ts';
import type { AttendanceWire, MeetingsPage, ProgrammeWire } from '#server/meetings/wire.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { ChangesPage, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { DAY, HOUR, openAgora, type Agora } from '../../support/meetings.ts';

onBothDatabases((engine) => {
  let town: Agora;
  beforeEach(async () => void (town = await openAgora(engine)));

  describe('an event', () => {
    test('is opened by the newsroom, with its hours, its place and its seats', async () => {
      const event = await town.announce();

      expect(await town.seen(event)).toMatchObject({
        title: 'Visite de la halle',
        state: 'announced',
        startsAt: '2026-11-24T13:00:00.000Z',
        timeZone: 'Europe/Paris',
        place: 'Halle Saint-Jean, 3 place du Marché',
        capacity: 2,
        comes: 0,
        own: null,
      });
    });

    test('tells whoever reads it how many come: a crowd at once, as one change', async () => {
      const event = await town.announce();
      const { seq } = (await town.request<ThreadPage>('GET', `/api/v1/thread?thread=${event}`)).body.thread;

      for (const who of [town.ada, town.linus, town.grace]) await town.say(who, event, 'waiting');
      await town.run();

      const { changes } = (await town.request<ChangesPage>('GET', `/api/v1/threads/${event}/changes?after=${seq}`)).body;
      expect(changes.map(({ kind, thread }) => [kind, thread.event])).toEqual([
        [
          'thread.changed',
          expect.objectContaining({
            comes: 2,
            maybes: 0,
            waits: 1,
            said: { fr: '2 personnes viennent · complet · 1 en attente', en: '2 people come · full · 1 waiting' },
          }),
        ],
      ]);
    });

    test('is not for members to open, in whatever space', async () => {
      await expect(town.open('Apéro chez moi', { kind: 'event', details: town.about() }, town.ada)).rejects.toThrow('forbidden');
    });

    test.each([
      ['a past beginning', { startsAt: '2026-11-20T10:00:00Z', endsAt: '2026-11-24T11:00:00Z' }, 'startsAt'],
      ['an end before it begins', { endsAt: '2026-11-23T00:00:00Z' }, 'endsAt'],
      ['neither a place nor an address', { place: ' ' }, 'place'],
      ['an address that is a script', { onlineUrl: 'javascript:alert(1)' }, 'onlineUrl'],
      ['a zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
      ['no seat at all', { capacity: 0 }, 'capacity'],
    ])('is refused with %s, beside its field', async (_, more, field) => {
      const body = { site: 'courrier', space: 'velo', kind: 'event', title: 'Visite', source: 'Venez.', clientId: town.deps.newId() };

      const answer = await town.julie.send<ErrorBody>('POST', '/api/v1/threads', { ...body, details: town.about(more) });

      expect([answer.status, Object.keys(answer.body.error.fields ?? {})]).toEqual([422, [field]]);
    });

    test('is listed with those to come, the next first, then with those that are over, the last first', async () => {
      const later = await town.announce({ startsAt: town.inHours(72), endsAt: town.inHours(73) });
      const sooner = await town.announce();
      const ids = async (when: string) =>
        (await town.request<MeetingsPage>('GET', `/api/v1/events?site=courrier&when=${when}`)).body.events.map(({ id }) => id);

      expect(await ids('upcoming')).toEqual([sooner, later]);
      expect(await ids('past')).toEqual([]);

      town.pass(4 * DAY);

      expect(await ids('upcoming')).toEqual([]);
      expect(await ids('past')).toEqual([later, sooner]);
    });

    test('CM-39: is on the programme of its day, by the clocks of the site, until it is over or cancelled', async () => {
      await town.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ timeZone: 'Europe/Paris' })));
      const tonight = await town.announce({ startsAt: '2026-11-22T19:00:00Z', endsAt: '2026-11-22T21:00:00Z' });
      // Half past midnight in Paris.
      await town.announce({ startsAt: '2026-11-22T23:30:00Z', endsAt: '2026-11-23T01:00:00Z' });
      const programme = async () =>
        (await town.request<ProgrammeWire>('GET', '/api/v1/programme?site=courrier')).body.events.map(({ id }) => id);

      expect(await programme()).toEqual([tonight]);

      await town.cancel(tonight);
      expect(await programme()).toEqual([]);

      await town.restore(tonight);
      expect(await programme()).toEqual([tonight]);
      town.pass(8.5 * HOUR);
      expect(await programme()).toEqual([]);
    });
  });

  describe('a seat', () => {
    test('is kept by saying yes once more, and given back by saying no', async () => {
      const event = await town.announce();

      await town.say(town.ada, event, 'yes');
      expect((await town.say(town.ada, event, 'yes')).body).toMatchObject({ comes: 1, own: { answer: 'yes' } });
      expect((await town.say(town.ada, event, 'maybe')).body).toMatchObject({ comes: 0, maybes: 1 });
      expect((await town.say(town.ada, event, 'no')).body).toMatchObject({ comes: 0, maybes: 0, own: { answer: 'no' } });
    });

    test('that is the last is one person’s, whoever asks at the same instant', async () => {
      const event = await town.announce({ capacity: 3 });
      const crowd = await Promise.all(Array.from({ length: 12 }, (_, i) => town.person(`reader${i}`)));

      const answers = await Promise.all(crowd.map((one) => town.say(one, event, 'yes')));

      const refused = answers.filter(({ status }) => status !== 200);
      expect(new Set(refused.map(({ body }) => body.error.code))).toEqual(new Set(['event_full']));
      expect(refused).toHaveLength(9);
      expect(await town.seen(event)).toMatchObject({ comes: 3, waits: 0 });
    });

    test('where none is left is refused in clear words, with how many wait, and what was said stays said', async () => {
      const event = await town.announce({ capacity: 1 });
      await town.say(town.ada, event, 'yes');
      await town.say(town.linus, event, 'maybe');

      const { status, body } = await town.say(town.linus, event, 'yes');

      expect([status, body.error.code, body.error.details]).toEqual([409, 'event_full', { waits: 0 }]);
      expect((await town.seen(event, town.linus)).own!.answer).toBe('maybe');
    });

    test('that is asked for by waiting is given at once where there is one', async () => {
      const event = await town.announce();

      expect((await town.say(town.ada, event, 'waiting')).body.own).toEqual({ answer: 'yes', named: false, before: 0 });
    });

    test('that becomes free goes to whoever waits first, who is told once', async () => {
      const event = await town.announce({ capacity: 1 });
      await town.say(town.ada, event, 'yes');
      await town.say(town.linus, event, 'waiting');
      expect((await town.say(town.grace, event, 'waiting')).body.own).toMatchObject({ answer: 'waiting', before: 1 });

      await town.say(town.ada, event, 'no');
      await town.run();

      expect((await town.seen(event, town.linus)).own!.answer).toBe('yes');
      expect(await town.seen(event, town.grace)).toMatchObject({ comes: 1, waits: 1, own: { answer: 'waiting', before: 0 } });
      expect([await town.told(town.linus), await town.told(town.grace)]).toEqual([['event_seat'], []]);
      const subjects = town.mails.filter(({ to }) => to === 'linus@example.test').map(({ subject }) => subject);
      expect(subjects).toEqual([expect.stringContaining('Une place s’est libérée pour vous')]);
    });

    test('let go by one while another asks is had by whoever waited', async () => {
      const event = await town.announce({ capacity: 1 });
      await town.say(town.ada, event, 'yes');
      await town.say(town.linus, event, 'waiting');

      await Promise.all([town.say(town.ada, event, 'no'), town.say(town.grace, event, 'yes')]);

      expect(await town.seen(event, town.linus)).toMatchObject({ comes: 1, waits: 0, own: { answer: 'yes' } });
    });

    test('more are those of whoever waits, in their order, where the newsroom adds some', async () => {
      const event = await town.announce({ capacity: 1 });
      await town.say(town.ada, event, 'yes');
      for (const who of [town.linus, town.grace]) await town.say(who, event, 'waiting');

      await town.change(event, { capacity: 2 });

      expect(await town.seen(event)).toMatchObject({ comes: 2, waits: 1 });
      expect((await town.seen(event, town.linus)).own!.answer).toBe('yes');
      await town.change(event, { capacity: null });
      expect(await town.seen(event)).toMatchObject({ comes: 3, waits: 0 });
    });

    test('fewer throw nobody out', async () => {
      const event = await town.announce({ capacity: 2 });
      for (const who of [town.ada, town.linus]) await town.say(who, event, 'yes');

      await town.change(event, { capacity: 1 });

      expect(await town.seen(event)).toMatchObject({ capacity: 1, comes: 2 });
      await town.say(town.ada, event, 'no');
      expect((await town.say(town.grace, event, 'yes')).body.error.code).toBe('event_full');
    });

    test('of who leaves is the next one’s, and what they said leaves with them', async () => {
      const event = await town.announce({ capacity: 1 });
      await town.say(town.ada, event, 'yes');
      await town.say(town.linus, event, 'waiting');
      const asked = { accountId: town.ada.accountId, at: town.now() };
      expect((await gatherTakeout(town.db.read, asked, () => {})).events).toMatchObject([{ thread: event, answer: 'yes' }]);

      await withdrawAttendances(town.deps, [town.ada.member.id]);

      expect(await town.seen(event, town.linus)).toMatchObject({ comes: 1, waits: 0, own: { answer: 'yes' } });
      expect((await town.seen(event, town.ada)).own).toBeNull();
    });
  });

  describe('nobody', () => {
    test('answers without an account whose address is proved', async () => {
      const event = await town.announce();
      const [guest, unproved] = [await town.person('guest', 'guest'), await town.person('unproved', 'member', { confirmed: false })];

      expect((await town.say(guest, event, 'yes')).body.error.code).toBe('vote_unproved');
      expect((await town.say(unproved, event, 'yes')).body.error.code).toBe('vote_unproved');
      expect((await town.request('PUT', `/api/v1/events/${event}/answer`, { answer: 'yes' })).status).toBe(401);
    });

    test('answers once it is over, or cancelled', async () => {
      const event = await town.announce();
      await town.cancel(event);
      expect((await town.say(town.ada, event, 'yes')).body.error.code).toBe('event_cancelled');

      await town.restore(event);
      town.pass(51 * HOUR);

      expect((await town.say(town.ada, event, 'yes')).body.error.code).toBe('event_over');
    });

    test('but who comes, and the newsroom, is told the address to come to online', async () => {
      const event = await town.announce({ onlineUrl: 'https://visio.example.test/halle', capacity: 1 });
      await town.say(town.ada, event, 'yes');
      await town.say(town.linus, event, 'waiting');

      expect(await town.seen(event)).toMatchObject({ online: true, onlineUrl: null });
      expect((await town.seen(event, town.linus)).onlineUrl).toBeNull();
      expect((await town.seen(event, town.ada)).onlineUrl).toBe('https://visio.example.test/halle');
      expect((await town.seen(event, town.julie)).onlineUrl).toBe('https://visio.example.test/halle');
    });

    test('is named among those who come, unless they want to be', async () => {
      const event = await town.announce();
      await town.say(town.ada, event, 'yes', { named: true });
      await town.say(town.linus, event, 'yes');

      expect((await town.seen(event)).names.map(({ name }) => name)).toEqual(['ada']);
      await town.say(town.ada, event, 'yes', { named: false });
      expect((await town.seen(event)).names).toEqual([]);
    });
  });

  describe('whoever said something of coming', () => {
    test('is told of other hours and of a cancellation, once each; who said no is not', async () => {
      const event = await town.announce({ capacity: 1 });
      const [maybe, no] = [await town.person('maybe'), await town.person('no')];
      await town.say(town.ada, event, 'yes');
      await town.say(town.linus, event, 'waiting');
      await town.say(maybe, event, 'maybe');
      await town.say(no, event, 'no');

      await town.change(event, { capacity: 1, startsAt: town.inHours(49) });
      await town.run();
      await town.cancel(event);
      await town.cancel(event);
      await town.run();

      for (const who of [town.ada, town.linus, maybe]) expect(await town.told(who)).toEqual(['event_changed', 'event_cancelled']);
      expect(await town.told(no)).toEqual([]);
      expect(await town.seen(event)).toMatchObject({ state: 'cancelled', reason: 'Orage annoncé.' });
    });

    test('is not told of seats, which are the newsroom’s to count', async () => {
      const event = await town.announce({ startsAt: '2026-11-24T14:00:00Z', endsAt: '2026-11-24T16:00:00Z' });
      await town.say(town.ada, event, 'yes');

      await town.change(event, { startsAt: '2026-11-24T14:00:00Z', endsAt: '2026-11-24T16:00:00Z', capacity: 10 });
      await town.run();

      expect(await town.told(town.ada)).toEqual([]);
    });

    test('is reminded the day before and the hour before, once each, by the hours that it has by then', async () => {
      const event = await town.announce();
      await town.say(town.ada, event, 'yes');
      const remindTwice = async () => {
        await remind(town.deps);
        await remind(town.deps);
        await town.run();
      };

      await remindTwice();
      expect(await town.told(town.ada)).toEqual([]);
      town.pass(25 * HOUR);
      await remindTwice();
      expect(await town.told(town.ada)).toEqual(['event_soon']);
      await town.change(event, { startsAt: town.inHours(30), endsAt: town.inHours(31) });
      town.pass(30 * HOUR);
      await remindTwice();

      expect(await town.told(town.ada)).toEqual(['event_soon', 'event_changed', 'event_soon']);
    });

    test('hears no more of it once banned, and gives their seat up if they like', async () => {
      const event = await town.announce();
      await town.say(town.ada, event, 'yes');
      const manager = await town.person('manager', 'manager');
      const ban = { rule: 1, note: 'Des attaques répétées.', measures: [{ kind: 'ban', until: null }] };
      await manager.desk('POST', `/api/v1/members/${town.ada.member.uid}/measures`, ban);
      await town.tell();

      await town.change(event, { startsAt: town.inHours(40) });
      await town.run();

      expect(await town.told(town.ada)).not.toContain('event_changed');
      expect((await town.say(town.ada, event, 'yes')).status).toBe(403);
      expect((await town.say(town.ada, event, 'no')).status).toBe(200);
    });
  });

  describe('at the door', () => {
    const list = async (event: string) => (await town.julie.desk<AttendanceWire[]>('GET', `/api/v1/events/${event}/attendances`)).body;

    test('the newsroom ticks who came, unticks, and adds who was on no list', async () => {
      const event = await town.announce({ capacity: 1 });
      await town.say(town.ada, event, 'yes');
      const [first] = await list(event);
      const presence = `/api/v1/events/${event}/attendances/${first!.id}/presence`;

      await town.julie.desk('PUT', presence);
      await town.julie.desk('PUT', presence);
      expect((await list(event))[0]!.cameAt).not.toBeNull();
      await town.julie.desk('DELETE', presence);
      expect((await list(event))[0]!.cameAt).toBeNull();

      const walkIn = await town.julie.desk<{ id: string }>('POST', `/api/v1/events/${event}/attendances`, { name: ' Marie\r\nDupont ' });
      expect((await list(event)).map(({ name }) => name)).toEqual(['ada', 'Marie Dupont']);
      expect((await town.seen(event)).comes).toBe(2);
      await town.julie.desk('DELETE', `/api/v1/events/${event}/attendances/${walkIn.body.id}`);
      expect((await town.seen(event)).comes).toBe(1);
    });

    test('names that were given there are forgotten after a month', async () => {
      const event = await town.announce();
      await town.julie.desk('POST', `/api/v1/events/${event}/attendances`, { name: 'Marie' });

      town.pass(31 * DAY);
      await purgeWalkIns(town.db, town.now());

      const { attendances } = town.db.read.t;
      expect(await town.db.read.select({ name: attendances.walkIn }).from(attendances)).toEqual([{ name: '' }]);
    });

    test('nobody else reads the list', async () => {
      const event = await town.announce();

      expect((await town.ada.desk('GET', `/api/v1/events/${event}/attendances`)).status).toBe(404);
      expect((await town.julie.send('GET', `/api/v1/events/${event}/attendances`)).status).toBe(404);
    });
  });
});
