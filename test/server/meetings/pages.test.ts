// CM-09: events on our own pages, with forms alone.
import { beforeEach, describe, expect, test } from 'vitest';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { DAY, openAgora, type Agora } from '../../support/meetings.ts';
import { OWN, type Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let town: Agora;
  let event: string;
  beforeEach(async () => {
    town = await openAgora(engine);
    event = await town.announce({ capacity: 1 });
  });

  const page = async (path: string, who: Person | null = null) => {
    const answer = await town.request('GET', path, undefined, who?.asPage);
    const to = answer.headers.get('location');
    return to ? town.request('GET', to.replace(OWN, ''), undefined, who?.asPage) : answer;
  };
  const send = (who: Person | null, path: string, fields: Record<string, string>) =>
    town.request('POST', path, new URLSearchParams(fields).toString(), {
      ...(who?.asPage ?? { origin: OWN, 'sec-fetch-site': 'same-origin' }),
      'content-type': 'application/x-www-form-urlencoded',
    });

  test('its page says when by its own clocks, where, who comes; and search engines read it as an event', async () => {
    const { text } = await page(`/t/${event}`);

    expect(text).toContain('mardi 24 novembre 2026');
    expect(text).toContain('14:00');
    expect(text).toContain('Halle Saint-Jean');
    expect(text).toContain('encore 1 place');
    const data = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json]) => JSON.parse(json!));
    expect(data.find((one) => one['@type'] === 'Event')).toMatchObject({
      name: 'Visite de la halle',
      startDate: '2026-11-24T14:00:00+01:00',
      eventStatus: 'https://schema.org/EventScheduled',
      location: [{ '@type': 'Place', address: 'Halle Saint-Jean, 3 place du Marché' }],
    });
  });

  test('a reader says that they come, and is led back', async () => {
    const answer = await send(town.ada, `/events/${event}/answer`, { answer: 'yes', named: '1' });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining(`/t/${event}/`)]);
    expect((await page(`/t/${event}`, town.ada)).text).toContain('Vous venez.');
  });

  test('who is signed out is asked in first, and nothing is answered for them', async () => {
    const answer = await send(null, `/events/${event}/answer`, { answer: 'yes' });

    expect(answer.headers.get('location')).toBe(`/events/${event}/answer`);
    expect((await town.request('GET', `/events/${event}/answer`)).headers.get('location')).toContain('/signin?next=');
    expect((await town.seen(event)).comes).toBe(0);
  });

  test('the seat that somebody else had a moment sooner is said to be gone, and the waiting list is offered', async () => {
    await town.say(town.linus, event, 'yes');

    const { status, text } = await send(town.ada, `/events/${event}/answer`, { answer: 'yes' });

    expect(status).toBe(409);
    expect(text).toContain('la dernière place vient d’être prise');
    expect(text).toContain('value="waiting"');
    await send(town.ada, `/events/${event}/answer`, { answer: 'waiting' });
    expect((await page(`/t/${event}`, town.ada)).text).toContain('en tête de la liste d’attente');
  });

  test('what is announced is listed month by month, what is over apart', async () => {
    expect((await page('/events')).text).toMatch(/novembre 2026[\s\S]*Visite de la halle/);
    town.pass(3 * DAY);
    expect((await page('/events')).text).not.toContain('Visite de la halle');
    expect((await page('/events?when=past')).text).toContain('Visite de la halle');
  });

  describe('the form that opens one', () => {
    const typed = (more: object = {}) => ({
      space: 'velo',
      kind: 'event',
      title: 'Café-débat',
      source: 'Venez en parler.',
      clientId: town.deps.newId(),
      publish: '1',
      startsAt: '2026-12-01T19:00',
      endsAt: '2026-12-01T21:00',
      timeZone: 'Europe/Paris',
      place: 'Café du Canal',
      capacity: '20',
      ...more,
    });

    test('takes what clocks show there', async () => {
      const { headers } = await send(town.julie, '/new', typed());
      const id = headers.get('location')!.split('/')[2]!;

      expect(await town.seen(id)).toMatchObject({ startsAt: '2026-12-01T18:00:00.000Z', capacity: 20, place: 'Café du Canal' });
    });

    test('refuses an hour that clocks pass over, and keeps what was typed', async () => {
      const { status, text } = await send(town.julie, '/new', typed({ startsAt: '2027-03-28T02:30', endsAt: '2027-03-28T04:00' }));

      expect(status).toBe(422);
      expect(text).toContain('les horloges la sautent ce jour-là');
      expect(text).toContain('Café du Canal');
    });

    test('asks which, of an hour that clocks show twice', async () => {
      const night = { startsAt: '2027-10-31T02:30', endsAt: '2027-10-31T05:00' };
      const asked = await send(town.julie, '/new', typed(night));
      expect([asked.status, asked.text.includes('name="startsTurn"')]).toEqual([422, true]);

      const { headers } = await send(town.julie, '/new', typed({ ...night, startsTurn: 'later' }));

      expect((await town.seen(headers.get('location')!.split('/')[2]!)).startsAt).toBe('2027-10-31T01:30:00.000Z');
    });
  });

  describe('the newsroom', () => {
    test('changes it, cancels it with a reason, and lets it take place after all', async () => {
      const form = await page(`/events/${event}/settings`, town.julie);
      expect(form.text).toContain('value="2026-11-24T14:00"');

      await send(town.julie, `/events/${event}/settings`, {
        startsAt: '2026-11-24T15:00',
        endsAt: '2026-11-24T16:00',
        timeZone: 'Europe/Paris',
        place: 'Halle Saint-Jean',
        capacity: '',
      });
      expect(await town.seen(event)).toMatchObject({ startsAt: '2026-11-24T14:00:00.000Z', capacity: null });

      expect((await send(town.julie, `/events/${event}/cancellation`, { reason: ' ' })).status).toBe(422);
      await send(town.julie, `/events/${event}/cancellation`, { reason: 'Orage annoncé.' });
      expect((await page(`/t/${event}`)).text).toContain('Orage annoncé.');
      await send(town.julie, `/events/${event}/cancellation`, { act: 'restore' });
      expect((await town.seen(event)).state).toBe('announced');
    });

    test('finds a name on the list without its accents, ticks it, and takes the list along without its formulas', async () => {
      await town.db.write(async (tx) => void (await tx.update(tx.t.members).set({ name: '=HYPERLINK("http://x")' })));
      await town.say(town.ada, event, 'yes');
      await send(town.julie, `/events/${event}/list`, { add: '1', name: 'Éloïse Durand' });

      const { text } = await page(`/events/${event}/list?q=eloise`, town.julie);
      expect(text).toContain('Éloïse Durand');
      expect(text).not.toContain('HYPERLINK');
      const uid = /name="notCame" value="([^"]+)"/.exec(text)![1]!;
      await send(town.julie, `/events/${event}/list`, { notCame: uid });
      expect((await page(`/events/${event}/list`, town.julie)).text).toContain('personne n’est arrivé');

      const csv = await send(town.julie, `/events/${event}/list.csv`, {});
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.text).toContain(`"'=HYPERLINK(""http://x"")"`);
      expect(csv.text.split('\r\n')).toHaveLength(4);
    });

    test('tells what came of it once it is over: above the conversation, which closes where it says so', async () => {
      const recap = { source: 'Soixante personnes, et trois idées à suivre.', clientId: town.deps.newId() };
      expect((await send(town.julie, `/events/${event}/recap`, recap)).status).toBe(422);

      town.pass(3 * DAY);
      expect((await send(town.julie, `/events/${event}/recap`, { ...recap, closes: '1' })).status).toBe(303);
      expect((await send(town.julie, `/events/${event}/recap`, { ...recap, closes: '1' })).status).toBe(303);

      const { thread, posts } = (await town.request<ThreadPage>('GET', `/api/v1/thread?thread=${event}`)).body;
      expect(thread).toMatchObject({ count: 1, writing: { state: 'closed' } });
      expect(posts.filter(({ official }) => official).map(({ html }) => html)).toEqual([expect.stringContaining('trois idées')]);
    });

    test('alone does so', async () => {
      for (const path of ['settings', 'list']) expect((await page(`/events/${event}/${path}`, town.ada)).status).toBe(404);
    });
  });
});
