import { expect, test } from 'vitest';
import type { MemberCard } from '#server/members/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const cardOf = async (who: Person, of: Person) => (await who.desk<MemberCard>('GET', `/api/v1/members/${of.member.uid}`)).body;
const signOut = (who: Person, of: Person, body: object = { reason: 'Téléphone volé' }) =>
  who.desk<{ error: { fields: object } }>('POST', `/api/v1/members/${of.member.uid}/sign-outs`, body);
const entriesOf = ({ db }: World) => db.read.select().from(db.read.t.securityLog);

onBothDatabases((engine) => {
  test('an admin signs somebody out everywhere, and says why: the log keeps it', async () => {
    const world = await createWorld(engine);
    const [admin, ada] = [await world.person('admin', 'admin'), await world.person('ada')];

    expect((await signOut(admin, ada)).status).toBe(204);

    expect((await ada.desk('GET', '/account')).status).toBe(303);
    expect((await ada.send('GET', '/api/v1/thread?site=courrier&article=pont')).status).toBe(401);
    expect(await entriesOf(world)).toMatchObject([
      { event: 'session.ended', actor: expect.any(String), facts: { count: 2, as: 'admin', reason: 'Téléphone volé' } },
    ]);
    expect((await admin.desk('GET', '/api/v1/desk')).status).toBe(200);
  });

  test('a reason is asked for', async () => {
    const world = await createWorld(engine);
    const [admin, ada] = [await world.person('admin', 'admin'), await world.person('ada')];

    for (const path of ['sign-outs', 'second-factor-resets']) {
      const { status, body } = await admin.desk<{ error: { fields: object } }>('POST', `/api/v1/members/${ada.member.uid}/${path}`, {
        reason: '  ',
      });
      expect([status, Object.keys(body.error.fields)]).toEqual([422, ['reason']]);
    }
    expect((await ada.desk('GET', '/account')).status).toBe(200);
  });

  test('nobody signs out themselves, an owner, nor who is of the staff elsewhere; their cards do not offer it', async () => {
    const world = await createWorld(engine);
    const gazette = await world.addSite('gazette', 'gazette.test');
    const admin = await world.person('admin', 'admin');
    const owner = await world.person('boss', 'admin', { owner: true });
    const zoe = await world.person('zoe', 'moderator');
    const row = { uid: world.deps.newId(), siteId: gazette.id, accountId: zoe.accountId, name: 'zoe', role: 'admin' as const };
    await world.db.write(async (tx) => void (await tx.insert(tx.t.members).values({ ...row, createdAt: world.now() })));

    for (const whose of [admin, owner, zoe]) {
      expect((await signOut(admin, whose)).status).toBe(403);
      expect((await cardOf(admin, whose)).account!.inHand).toBe(false);
    }
    expect((await cardOf(owner, zoe)).account!.inHand).toBe(true);
  });

  test('the card says by which doors somebody comes in, here', async () => {
    const world = await createWorld(engine);
    const [admin, manager, ada] = [await world.person('admin', 'admin'), await world.person('grace', 'manager'), await world.person('ada')];
    const identity = { siteId: world.site.id, issuer: 'https://comptes.example.test', subject: 'ada', accountId: ada.accountId };
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.identities).values({ ...identity, createdAt: world.now(), lastUsedAt: world.now() })),
    );

    const { account } = await cardOf(admin, ada);

    expect(account).toMatchObject({
      sessions: 2,
      doors: { password: false, totp: false, passkeys: 0, providers: ['https://comptes.example.test'] },
      inHand: true,
    });
    expect((await cardOf(manager, ada)).account!.inHand).toBe(false);
  });
});

test('open pages of whoever is signed out go on as anybody', async () => {
  const world = await createWorld('sqlite');
  const [admin, ada] = [await world.person('admin', 'admin'), await world.person('ada')];

  await signOut(admin, ada);

  expect(world.events.filter(({ name }) => name === 'session.ended')).toHaveLength(2);
});
