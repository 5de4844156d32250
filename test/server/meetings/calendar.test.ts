// CM-38: events in calendar programs, read back by another's parser.
import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { momentIn } from '#server/time/wall-time.ts';
import { onBothDatabases } from '../../support/database.ts';
import { DAY, openAgora, type Agora } from '../../support/meetings.ts';
import { OWN, type Person } from '../../support/world.ts';

const PARIS = 'Europe/Paris';

onBothDatabases((engine) => {
  let town: Agora;
  beforeEach(async () => void (town = await openAgora(engine)));

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await town.request('GET', path, undefined, headers);
    const events = answer.status === 200 ? parse(answer.text) : [];
    return { ...answer, events };
  };
  const parse = (text: string) => {
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  };
  const status = (event: ICAL.Event | undefined) => event?.component.getFirstPropertyValue('status');
  const title = 'Café-débat ; « l’eau, à qui ? » \\n BEGIN:VALARM, et encore bien des mots pour que la ligne soit pliée';

  test('an event reads as it was announced, whatever is in its title', async () => {
    const event = await town.announce({ place: 'Halle;Nord,\r\nATTENDEE:mailto:x@example.test' }, `${title}\r\nATTACH:x`);

    const { events, headers } = await get(`/t/${event}/event.ics`);

    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const [one] = events;
    expect([one!.uid, one!.sequence, status(one)]).toEqual([event, 0, 'CONFIRMED']);
    expect(one!.summary).toBe(`${title} ATTACH:x`);
    expect(one!.location).toBe('Halle;Nord, ATTENDEE:mailto:x@example.test');
    expect(one!.startDate.toJSDate()).toEqual(new Date('2026-11-24T13:00:00Z'));
    expect(one!.description).toContain('Au sujet de');
    expect(one!.component.getAllProperties().map(({ name }) => name)).not.toContain('attach');
  });

  test.each([
    ['2027-03-28T01:30', '2027-03-28T00:30:00Z', '2027-03-28T03:30', '2027-03-28T01:30:00Z'],
    ['2027-10-31T01:30', '2027-10-30T23:30:00Z', '2027-10-31T03:30', '2027-10-31T02:30:00Z'],
  ])('across a change of clocks it lasts as long as it does: from %s', async (startsAt, start, endsAt, end) => {
    const iso = (local: string) => (momentIn(PARIS, local) as Date).toISOString();
    const event = await town.announce({ startsAt: iso(startsAt), endsAt: iso(endsAt) });

    const [one] = (await get(`/t/${event}/event.ics`)).events;

    expect([one!.startDate.toJSDate(), one!.endDate.toJSDate()]).toEqual([new Date(start), new Date(end)]);
  });

  test('its number rises with what a calendar must learn, and what is cancelled says so', async () => {
    const event = await town.announce();
    const read = async () => (await get(`/t/${event}/event.ics`)).events[0];

    await town.change(event, { capacity: 3, startsAt: '2026-11-24T13:00:00Z', endsAt: '2026-11-24T15:00:00Z' });
    expect((await read())!.sequence).toBe(0);
    await town.change(event, { startsAt: '2026-11-24T14:00:00Z', endsAt: '2026-11-24T15:00:00Z' });
    expect((await read())!.sequence).toBe(1);
    await town.cancel(event);
    expect([(await read())!.sequence, status(await read())]).toEqual([2, 'CANCELLED']);
    await town.restore(event);
    expect([(await read())!.sequence, status(await read()), (await read())!.uid]).toEqual([3, 'CONFIRMED', event]);
  });

  test('one calendar has them all, and says when nothing is new', async () => {
    const first = await town.announce();
    const second = await town.announce({ startsAt: town.inHours(72), endsAt: town.inHours(73) });
    const { events, headers } = await get('/events.ics');

    expect(events.map(({ uid }) => uid)).toEqual([first, second]);
    expect((await get('/events.ics', { 'if-none-match': headers.get('etag')! })).status).toBe(304);
    await town.cancel(first);
    const again = await get('/events.ics', { 'if-none-match': headers.get('etag')! });
    expect(again.events.map((event) => status(event))).toEqual(['CANCELLED', 'CONFIRMED']);
    town.pass(100 * DAY);
    expect((await get('/events.ics')).events).toEqual([]);
  });

  test('what nobody finds is in none', async () => {
    const event = await town.announce();
    await town.db.write(async (tx) => void (await tx.update(tx.t.threads).set({ lastAt: null })));

    expect((await get(`/t/${event}/event.ics`)).status).toBe(404);
    expect((await get('/events.ics')).events).toEqual([]);
  });

  describe('a calendar of one’s own', () => {
    const make = async (who: Person) => {
      const form = { ...who.asPage, 'content-type': 'application/x-www-form-urlencoded' };
      await town.app.request(`${OWN}/events/mine`, { method: 'POST', headers: { ...form, host: new URL(OWN).host }, body: '' });
      const { text } = await town.request('GET', '/events/mine', undefined, who.asPage);
      return /\/calendars\/[^"]+\.ics/.exec(text)![0];
    };

    test('has what they go to, with the address to come to online, for whoever knows its own', async () => {
      const going = await town.announce({ onlineUrl: 'https://visio.example.test/halle' });
      const maybe = await town.announce({
        onlineUrl: 'https://visio.example.test/peut-etre',
        startsAt: town.inHours(60),
        endsAt: town.inHours(61),
      });
      await town.announce();
      await town.say(town.ada, going, 'yes');
      await town.say(town.ada, maybe, 'maybe');

      const { events, headers } = await get(await make(town.ada));

      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(events.map((event) => [event.uid, status(event)])).toEqual([
        [going, 'CONFIRMED'],
        [maybe, 'TENTATIVE'],
      ]);
      expect(events[0]!.description).toContain('https://visio.example.test/halle');
      expect(events[1]!.description).not.toContain('visio');
      expect((await get(`/t/${going}/event.ics`)).text).not.toContain('visio');
    });

    test('has another address once another is made, and none for a signature that is not ours', async () => {
      const first = await make(town.ada);
      const second = await make(town.ada);

      expect((await get(first)).status).toBe(404);
      expect((await get(second)).status).toBe(200);
      expect((await get(second.replace(/\.[\w-]{43}\./, `.${'x'.repeat(43)}.`))).status).toBe(404);
    });
  });
});
