import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { MemberFile, TimelinePage } from '#server/members/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus, camille] = [await world.person('ada'), await world.person('linus'), await world.person('camille', 'moderator')];
  });

  const file = async (of: Person, by = camille) => (await by.desk<MemberFile>('GET', `/api/v1/members/${of.member.uid}/file`)).body;
  const timeline = async (of: Person, only: string) =>
    (await camille.desk<TimelinePage>('GET', `/api/v1/members/${of.member.uid}/timeline?only=${only}`)).body.entries;
  async function reject(rule: number) {
    const { body: page } = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
    const { body: found } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${page.cases[0]!.id}`);
    const input = { version: found.version, revision: found.post!.revision, verdict: 'reject', rule };
    expect((await camille.desk('POST', `/api/v1/cases/${found.id}/decisions`, input)).status).toBe(200);
  }

  test('holds posts, reports made and received with their outcomes, and measures', async () => {
    const post = await ada.post('Un avis contestable.');
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 3, note: 'Faux.' });
    expect(await timeline(ada, 'received')).toMatchObject([{ rule: 3, note: 'Faux.', state: 'open' }]);
    await reject(3);
    await camille.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, {
      rule: 3,
      note: 'Des attaques répétées.',
      measures: [{ kind: 'warning', until: null }],
    });

    expect(await file(ada)).toMatchObject({
      measures: [{ kind: 'warning', state: 'in force', by: 'camille', rule: { number: 3 } }],
      ladder: { points: 1, kind: 'warning' },
      activeDays: 1,
    });
    expect(await timeline(ada, 'post,received')).toMatchObject([
      { kind: 'received', state: 'upheld' },
      { kind: 'post', state: 'removed', text: 'Un avis contestable.' },
    ]);
    expect(await timeline(linus, 'reported')).toMatchObject([{ state: 'upheld', text: 'Un avis contestable.' }]);
    expect(await file(linus)).toMatchObject({ activeDays: 1 });
    const { members } = world.db.read.t;
    const [row] = await world.db.read.select().from(members).where(eq(members.id, linus.member.id));
    expect(row).toMatchObject({ reportsUpheld: 1, reportsRefused: 0 });
  });

  test('an active day counts once, by the site’s calendar', async () => {
    await ada.post('Le matin.');
    await ada.post('Le soir.');
    expect((await file(ada)).activeDays).toBe(1);
    world.pass(11 * 3_600_000); // past midnight in Paris, not yet in London
    await ada.post('Le lendemain.');

    expect((await file(ada)).activeDays).toBe(2);
  });

  test('notes and an eye kept on somebody stay with the team', async () => {
    await camille.desk('POST', `/api/v1/members/${ada.member.uid}/notes`, { text: 'Tient une boutique.' });
    await camille.desk('PUT', `/api/v1/members/${ada.member.uid}/watch`);

    expect(await file(ada)).toMatchObject({
      notes: [{ text: 'Tient une boutique.', by: { name: 'camille' } }],
      watchedAt: expect.any(String),
    });
    expect((await ada.post('Un avis.')).state).toBe('published');
    await camille.desk('DELETE', `/api/v1/members/${ada.member.uid}/watch`);
    expect((await file(ada)).watchedAt).toBeNull();
  });

  test('a moderator of some spaces sees what was written there, and asks no more than a warning', async () => {
    const [space] = await world.db.write((tx) =>
      tx
        .insert(tx.t.spaces)
        .values({ siteId: world.site.id, slug: 'quartiers', name: 'Quartiers', position: 1 })
        .returning({ id: tx.t.spaces.id }),
    );
    await world.db.write(
      async (tx) =>
        void (await tx.insert(tx.t.moderatorSpaces).values({ siteId: world.site.id, memberId: camille.member.id, spaceId: space!.id })),
    );
    await ada.post('Sous un article.');

    expect([await timeline(ada, 'post'), (await file(ada)).can]).toEqual([[], ['warning']]);
    const measures = [{ kind: 'ban', until: null }];
    expect(
      (await camille.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, { rule: 1, note: 'Des attaques répétées.', measures }))
        .status,
    ).toBe(404);
  });

  test('the newsroom’s pick is said in the thread, and taken back', async () => {
    const post = await ada.post('Très juste.');
    expect((await camille.desk('PUT', `/api/v1/posts/${post.id}/feature`)).status).toBe(204);
    expect((await world.readThread()).posts).toMatchObject([{ featured: true }]);

    await camille.desk('DELETE', `/api/v1/posts/${post.id}/feature`);

    expect((await world.readThread()).posts[0]).not.toHaveProperty('featured');
  });
});
