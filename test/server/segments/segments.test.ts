// Segments: members by what they did, read anew each time (docs/decisions/069).
import { beforeEach, describe, expect, test } from 'vitest';
import type { MembersPage } from '#server/members/wire.ts';
import type { SegmentFilter, SegmentInput, SegmentsWire } from '#server/segments/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { eq } from 'drizzle-orm';
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

  const make = async (name: string, filter: SegmentFilter) => {
    const { status, body, text } = await maud.desk<SegmentsWire>('POST', '/api/v1/segments', { name, filter, version: 0 });
    expect([status, text.slice(0, 200)]).toEqual([201, expect.anything()]);
    return body.segments.find((segment) => segment.name === name)!;
  };
  const change = (id: string, input: SegmentInput) => maud.desk<SegmentsWire & ErrorBody>('PUT', `/api/v1/segments/${id}`, input);
  const namesIn = async (segment: string) => {
    const { body } = await maud.desk<MembersPage>('GET', `/api/v1/members?segment=${segment}`);
    return body.members.map(({ name }) => name).toSorted();
  };
  const who = async (filter: SegmentFilter) => {
    const { body } = await maud.desk<{ members: number; some: { name: string }[] }>('POST', '/api/v1/segments/count', { filter });
    expect(body.some).toHaveLength(Math.min(5, body.members));
    return body.some.map(({ name }) => name).toSorted();
  };

  test('finds readers by what they did, now: who does it next is in it, who no longer does is not', async () => {
    await forum.ada.post('Le pont rouvre lundi.');
    const silent = await make('Silencieux depuis 30 jours', { postsFrom: 1, silentFor: 30 });

    expect([silent.members, await namesIn(silent.id)]).toEqual([0, []]);
    forum.pass(30 * DAY);
    expect(await namesIn(silent.id)).toEqual(['ada']);
    await forum.ada.post('Il a rouvert.');
    expect(await namesIn(silent.id)).toEqual([]);
    expect((await maud.desk<SegmentsWire>('GET', '/api/v1/segments')).body.segments).toMatchObject([{ name: silent.name, members: 0 }]);
  });

  test('by role, by when they joined, by how much, by where they wrote, below it too, or where it went', async () => {
    forum.pass(10 * DAY);
    const zoe = await forum.person('zoe', 'subscriber');
    const question = await forum.open('Une piste le long du canal ?', {}, zoe);
    await forum.reply(question, 'Je la prendrais chaque jour.', { who: forum.linus });

    expect(await who({})).toEqual(['ada', 'linus', 'zoe']);
    expect(await who({ roles: ['subscriber'] })).toEqual(['zoe']);
    expect(await who({ joinedWithin: 10 })).toEqual(['zoe']);
    expect(await who({ joinedBefore: 10 })).toEqual(['ada', 'linus']);
    expect(await who({ postsFrom: 1 })).toEqual(['linus', 'zoe']);
    expect(await who({ postsTo: 0 })).toEqual(['ada']);
    expect(await who({ activeWithin: 1 })).toEqual(['linus', 'zoe']);
    expect(await who({ spaces: ['velo'] })).toEqual(['linus', 'zoe']);
    expect(await who({ spaces: ['ville'] })).toEqual(['linus', 'zoe']);
    expect(await who({ spaces: ['jardin'] })).toEqual([]);
    expect(await who({ roles: ['member'], spaces: ['velo'] })).toEqual(['linus']);
    await forum.db.write(async (tx) => {
      const row = { siteId: forum.site.id, position: 3, slug: 'deux-roues', name: 'Deux roues' };
      const [into] = await tx.insert(tx.t.spaces).values(row).returning({ id: tx.t.spaces.id });
      await tx.update(tx.t.spaces).set({ mergedIntoId: into!.id }).where(eq(tx.t.spaces.slug, 'velo'));
      await tx.update(tx.t.threads).set({ spaceId: into!.id });
    });
    expect(await who({ spaces: ['velo'] })).toEqual(['linus', 'zoe']);
  });

  test('holds nobody of the newsroom, nobody who left or is banned, nobody of another site', async () => {
    const other = await forum.addSite('gazette', 'gazette.test');
    await forum.person('olga', 'member', { at: other });
    const { members } = forum.db.read.t;
    await forum.db.write(
      async (tx) => void (await tx.update(members).set({ goneAt: forum.now() }).where(eq(members.id, forum.linus.member.id))),
    );
    expect(await who({})).toEqual(['ada']);

    const ban = { measures: [{ kind: 'ban', until: null }], rule: 1, note: 'Restons courtois entre nous.' };
    expect((await maud.desk('POST', `/api/v1/members/${forum.ada.member.uid}/measures`, ban)).status).toBe(201);
    await forum.tell();
    expect(await who({})).toEqual([]);
  });

  test('of nobody is a segment all the same, and says so', async () => {
    const none = await make('Personne', { postsFrom: 1000 });

    expect([none.members, await namesIn(none.id)]).toEqual([0, []]);
    expect((await maud.desk('GET', '/api/v1/segments/names')).body).toEqual({ segments: [{ id: none.id, name: 'Personne' }] });
  });

  test('limits between which nobody can be are told beside their field, in words', async () => {
    const { status, body } = await maud.desk<ErrorBody>('POST', '/api/v1/segments', {
      name: 'Personne',
      version: 0,
      filter: { postsFrom: 5, postsTo: 2 },
    });

    expect([status, Object.values(body.error.fields!)]).toEqual([422, ['Avec l’autre limite, personne ne peut y être.']]);
  });

  test('is changed by who read its last version, called as no other, and forgotten; the log tells each', async () => {
    const first = await make('Nouveaux', { joinedWithin: 7 });
    await make('Anciens', { joinedBefore: 365 });

    expect((await change(first.id, { name: 'Anciens', filter: {}, version: 1 })).body.error.fields).toEqual({ name: expect.anything() });
    expect((await change(first.id, { name: 'Arrivés', filter: { joinedWithin: 14 }, version: 1 })).status).toBe(200);
    expect((await change(first.id, { name: 'Nouveaux', filter: {}, version: 1 })).body.error.code).toBe('taken');
    expect((await maud.desk('DELETE', `/api/v1/segments/${first.id}`)).status).toBe(204);
    expect((await maud.desk('DELETE', `/api/v1/segments/${first.id}`)).status).toBe(404);
    const { securityLog } = forum.db.read.t;
    const log = await forum.db.read.select({ event: securityLog.event }).from(securityLog).orderBy(securityLog.id);
    expect(log.map(({ event }) => event).filter((event) => event.startsWith('segment.'))).toEqual([
      'segment.made',
      'segment.made',
      'segment.changed',
      'segment.removed',
    ]);
  });

  describe('a filter that cannot be', () => {
    test.each<[string, object, string]>([
      ['asks of opinions', { opinion: 'rose' }, 'filter'],
      ['more days than ten years', { joinedWithin: 4000 }, 'filter.joinedWithin'],
      ['at most fewer than at least', { postsFrom: 5, postsTo: 2 }, 'filter.postsTo'],
      ['silent for longer than active within', { activeWithin: 7, silentFor: 30 }, 'filter.silentFor'],
      ['the newsroom', { roles: ['admin'] }, 'filter.roles.0'],
    ])('%s', async (_, filter, field) => {
      const { status, body } = await maud.desk<ErrorBody>('POST', '/api/v1/segments', { name: 'X', filter, version: 0 });

      expect([status, Object.keys(body.error.fields ?? {})]).toEqual([422, [field]]);
    });
  });
});
