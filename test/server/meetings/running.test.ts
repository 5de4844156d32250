// What the newsroom does around an event: it goes nowhere else, says so where seats are short, and tells what came of it.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { InvitationAnswer, InvitationDetail } from '#server/invitations/wire.ts';
import type { DeskThreads } from '#server/desk/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { DAY, HOUR, openAgora, type Agora } from '../../support/meetings.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let town: Agora;
  let event: string;
  let manager: Person;
  beforeEach(async () => {
    town = await openAgora(engine);
    event = await town.announce();
    manager = await town.person('manager', 'manager');
  });

  const page = (who: Person, path: string) => town.request('GET', path, undefined, { ...who.asPage, accept: 'text/html' });
  const pass = async (ms: number) => {
    town.pass(ms);
    await town.run();
  };

  test('an event is merged into nothing, in words that say why; others may join its conversation', async () => {
    const other = await town.open('Qui vient à la halle ?');

    const refused = await manager.desk<ErrorBody>('PUT', `/api/v1/threads/${event}/merger`, { into: other.thread });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'event_stays']);
    expect(refused.body.error.message).toMatch(/Annulez-le/);

    expect((await manager.desk('PUT', `/api/v1/threads/${other.thread}/merger`, { into: event })).status).toBeLessThan(300);
    expect((await town.seen(event)).state).toBe('announced');
  });

  test('fewer seats than people: nobody is thrown out, the newsroom reads it, readers do not', async () => {
    await town.say(town.ada, event, 'yes');
    await town.say(town.grace, event, 'yes');

    expect((await town.change(event, { capacity: 1 })).status).toBe(200);

    expect(await town.seen(event)).toMatchObject({ comes: 2, capacity: 1 });
    for (const path of [`/t/${event}/visite-de-la-halle`, `/events/${event}/settings`, `/manage/${event}`])
      expect((await page(manager, path)).text, path).toContain('2 personnes viennent, pour une seule place');
    expect((await page(town.ada, `/t/${event}/visite-de-la-halle`)).text).not.toContain('pour une seule place');
    await town.change(event, { capacity: 2 });
    expect((await page(manager, `/manage/${event}`)).text).not.toContain('personnes viennent');
  });

  test('who is invited for its hours is invited for its new ones, and told; a term of its own stays', async () => {
    const { startsAt, endsAt } = await town.seen(event);
    const invite = async (name: string, until: string) => {
      const who = { kind: 'expert', name, email: `${name}@example.test`, title: 'Architecte', locale: 'fr', message: '' };
      const asked = { ...who, threads: [event], articles: [], startsAt, endsAt: until };
      return (await manager.desk<InvitationAnswer>('POST', '/api/v1/invitations', asked)).body.invitation.id;
    };
    const [claire, nour] = [await invite('Claire', endsAt), await invite('Nour', town.inHours(200))];
    const term = async (id: string) => {
      const { body } = await manager.desk<InvitationDetail>('GET', `/api/v1/invitations/${id}`);
      return [body.startsAt, body.endsAt];
    };

    await town.change(event, { startsAt: town.inHours(72), endsAt: town.inHours(75) });

    expect([await term(claire), await term(nour)]).toEqual([
      [town.inHours(72), town.inHours(75)],
      [startsAt, town.inHours(200)],
    ]);
  });

  test('its list is a link away, from the desk and from what is done to its conversation', async () => {
    const { body } = await manager.desk<DeskThreads>('GET', '/api/v1/desk/threads');

    expect(body.threads.map(({ id, event: is }) => [id, is])).toEqual([[event, true]]);
    expect((await page(manager, `/manage/${event}`)).text).toContain(`/events/${event}/list`);
  });

  test('once over, whoever opened it is asked what came of it, once', async () => {
    await pass(2 * DAY);
    expect(await town.told(town.julie)).not.toContain('event_recap');

    await pass(4 * HOUR);
    await pass(DAY);

    expect((await town.told(town.julie)).filter((kind) => kind === 'event_recap')).toHaveLength(1);
    expect(await town.told(town.ada)).not.toContain('event_recap');
    expect((await page(town.julie, '/notifications')).text).toContain('Racontez ce qu’il en est sorti');
  });

  test('at its new hours where it has others, and not at all where it was cancelled, or told already', async () => {
    const [moved, cancelled, told] = [event, await town.announce({}, 'La fresque'), await town.announce({}, 'Le canal')];
    await town.change(moved, { startsAt: town.inHours(96), endsAt: town.inHours(98) });
    await town.cancel(cancelled);
    await pass(2 * DAY + 2 * HOUR);
    const recap = { source: 'Nous étions douze, et il a plu.', clientId: uuidv7() };
    town.pass(HOUR);
    const answer = await town.app.request(`http://terrasse.courrier.test/events/${told}/recap`, {
      method: 'POST',
      headers: { host: 'terrasse.courrier.test', 'content-type': 'application/x-www-form-urlencoded', ...town.julie.asPage },
      body: new URLSearchParams(recap).toString(),
    });
    expect(answer.status).toBe(303);

    await pass(HOUR);
    expect(await town.told(town.julie)).not.toContain('event_recap');
    await pass(2 * DAY);
    expect((await town.told(town.julie)).filter((kind) => kind === 'event_recap')).toHaveLength(1);
  });

  test('called off, who was invited there alone and has not said yes is asked no more; who said yes, or is asked elsewhere too, stays', async () => {
    const maud = await town.person('maud', 'manager');
    const other = await town.announce({}, 'La fresque');
    const invite = async (name: string, threads: string[]) => {
      const email = `${name}@universite.test`;
      const said = {
        name,
        email,
        title: 'Historienne',
        affiliation: 'université',
        interests: 'Aucun',
        threads,
        articles: [],
        message: '',
        locale: 'fr',
      };
      const dates = { startsAt: town.inHours(1), endsAt: town.inHours(50) };
      const { body, text } = await maud.desk<InvitationAnswer>('POST', '/api/v1/invitations', { kind: 'expert', ...said, ...dates });
      if (!body.invitation) throw new Error(text);
      return body.invitation.id;
    };
    const [asked, coming, elsewhere] = [
      await invite('asked', [event]),
      await invite('coming', [event]),
      await invite('both', [event, other]),
    ];
    const { invitations } = town.db.read.t;
    await town.db.write(async (tx) => void (await tx.update(invitations).set({ state: 'accepted' }).where(eq(invitations.uid, coming))));

    expect((await town.cancel(event)).status).toBe(204);

    const stateOf = async (id: string) => (await maud.desk<InvitationDetail>('GET', `/api/v1/invitations/${id}`)).body.state;
    expect([await stateOf(asked), await stateOf(coming), await stateOf(elsewhere)]).toEqual(['revoked', 'accepted', 'sent']);
  });
});
