import { expect, test } from 'vitest';
import { SESSION_COOKIE } from '#server/http/who.ts';
import type { MemberCard, MembersPage } from '#server/members/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const give = (giver: Person, to: Person, role: Role, more: { from?: Role; spaces?: string[] } = {}) =>
  giver.desk<MemberCard>('PUT', `/api/v1/members/${to.member.uid}/role`, { from: to.member.role, role, ...more });

const cardOf = async (who: Person, of: Person) => (await who.desk<MemberCard>('GET', `/api/v1/members/${of.member.uid}`)).body;

const eventsOf = (world: World) => world.db.read.select().from(world.db.read.t.securityLog);

async function signInAgain(world: World, { accountId }: Person) {
  const { secret } = await world.deps.sessions.start(accountId, { siteId: null, origin: null });
  return { cookie: `${SESSION_COOKIE}=${secret}` };
}

const DESK = { origin: OWN };

onBothDatabases((engine) => {
  test('a manager makes a moderator of a member, who signs in anew and opens the desk', async () => {
    const world = await createWorld(engine);
    const [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];

    const { status, body } = await give(grace, ada, 'moderator');

    expect([status, body.role]).toEqual([200, 'moderator']);
    expect((await ada.desk('GET', '/api/v1/desk')).status).toBe(401);
    expect((await ada.send('GET', '/api/v1/thread?site=courrier&article=pont')).status).toBe(401);
    expect((await world.request('GET', '/api/v1/desk', undefined, await signInAgain(world, ada))).status).toBe(200);
  });

  test('each change is in the security log, with who, whom, from and to', async () => {
    const world = await createWorld(engine);
    const [grace, ada] = [await world.person('grace', 'admin'), await world.person('ada')];

    await give(grace, ada, 'journalist');
    await give(grace, ada, 'journalist', { from: 'journalist' });

    const entries = await eventsOf(world);
    expect(entries.map(({ event, facts, siteId }) => ({ event, facts, siteId }))).toEqual([
      { event: 'role.given', facts: { from: 'member', to: 'journalist' }, siteId: world.site.id },
    ]);
    expect(entries[0]).toMatchObject({ account: expect.any(String), actor: expect.any(String) });
    expect(entries[0]!.account).not.toBe(entries[0]!.actor);
  });

  test('nobody gives or takes what is above them', async () => {
    const world = await createWorld(engine);
    const [linus, grace, ada] = [
      await world.person('linus', 'moderator'),
      await world.person('grace', 'manager'),
      await world.person('ada'),
    ];
    const [peer, boss] = [await world.person('peer', 'manager'), await world.person('boss', 'admin')];

    const answers = [
      await give(linus, ada, 'subscriber'),
      await give(grace, ada, 'manager'),
      await give(grace, ada, 'admin'),
      await give(grace, peer, 'member'),
      await give(grace, grace, 'member'),
      await give(grace, boss, 'member'),
      await give(boss, ada, 'guest'),
      await give(boss, ada, 'expert'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 403, 403, 403, 403, 403, 403, 403]);
    expect(await eventsOf(world)).toEqual([]);
  });

  test('what an owner may do is nobody’s to take, and does not hang on their role', async () => {
    const world = await createWorld(engine);
    const [boss, owner] = [await world.person('boss', 'admin'), await world.person('olga', 'member', { owner: true })];

    expect((await give(boss, owner, 'subscriber')).status).toBe(409); // on the desk they are an admin
    expect((await give(boss, owner, 'member', { from: 'admin' })).status).toBe(403);
    expect((await cardOf(boss, owner)).roles).toEqual([]);
    expect((await owner.desk('GET', '/api/v1/desk')).status).toBe(200);
    expect((await give(owner, boss, 'manager')).status).toBe(409);
  });

  test('the last admin stays', async () => {
    const world = await createWorld(engine);
    const [boss, other] = [await world.person('boss', 'admin'), await world.person('other', 'admin')];

    const first = await give(boss, other, 'manager');
    const last = await give(boss, boss, 'manager');

    expect(first.status).toBe(200);
    expect([last.status, last.text]).toEqual([409, expect.stringContaining('last_admin')]);
  });

  test('of two admins who demote each other at once, one stays', async () => {
    for (let round = 0; round < 5; round++) {
      const world = await createWorld(engine);
      const [boss, other] = [await world.person('boss', 'admin'), await world.person('other', 'admin')];

      const answers = await Promise.all([give(boss, other, 'member'), give(other, boss, 'member')]);

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const { members } = world.db.read.t;
      const roles = await world.db.read.select({ role: members.role }).from(members);
      expect(roles.filter(({ role }) => role === 'admin')).toHaveLength(1);
    }
  });

  test('a role that changed meanwhile is not overwritten', async () => {
    const world = await createWorld(engine);
    const [boss, ada] = [await world.person('boss', 'admin'), await world.person('ada')];
    await give(boss, ada, 'journalist');

    expect((await give(boss, ada, 'moderator')).status).toBe(409);
  });

  test('who only subscribes stays signed in', async () => {
    const world = await createWorld(engine);
    const [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];

    await give(grace, ada, 'subscriber');

    expect((await ada.desk('GET', '/account')).status).toBe(200);
  });

  test('members of another site are not there', async () => {
    const world = await createWorld(engine);
    const there = await world.addSite('ailleurs', 'ailleurs.test');
    const [boss, ada] = [await world.person('boss', 'admin'), await world.person('ada', 'member', { at: there })];

    const { body } = await boss.desk<MembersPage>('GET', '/api/v1/members');

    expect(body.members.map(({ name }) => name)).toEqual(['boss']);
    expect((await boss.desk('GET', `/api/v1/members/${ada.member.uid}`)).status).toBe(404);
    expect((await give(boss, ada, 'moderator')).status).toBe(404);
  });

  test('a moderator sees the record of a member, a manager also the account behind', async () => {
    const world = await createWorld(engine);
    const [linus, grace, ada] = [
      await world.person('linus', 'moderator'),
      await world.person('grace', 'manager'),
      await world.person('ada'),
    ];
    await ada.post('Guignol !');
    await ada.post('Bien dit.');

    const [seen, whole] = [await cardOf(linus, ada), await cardOf(grace, ada)];

    expect(seen).toMatchObject({ posts: 1, last: ['published', 'held'], account: null, roles: [] });
    expect(whole).toMatchObject({
      account: { email: 'ada@example.test', sessions: 2 },
      roles: ['member', 'subscriber', 'journalist', 'moderator'],
    });
  });

  test('members are listed page by page, by role, by a part of the name, by the whole address', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    for (let n = 0; n < 60; n++) await world.person(`reader-${n}`);
    await world.person('Élodie', 'journalist');
    const ask = async (query: string) => (await grace.desk<MembersPage>('GET', `/api/v1/members?${query}`)).body;

    const first = await ask('');
    const second = await ask(`cursor=${first.next}`);

    expect([first.members.length, second.members.length, second.next]).toEqual([50, 12, null]);
    expect(new Set([...first.members, ...second.members].map(({ id }) => id)).size).toBe(62);
    expect((await ask('role=staff')).members.map(({ name }) => name)).toEqual(['Élodie', 'grace']);
    expect((await ask('q=READER-59')).members.map(({ name }) => name)).toEqual(['reader-59']);
    expect((await ask('q=elodie')).members.map(({ name }) => name)).toEqual(['Élodie']);
    expect((await ask('q=elodie&role=moderator')).members).toEqual([]);
    expect((await ask('q=reader-7%40example.test')).members.map(({ name }) => name)).toEqual(['reader-7']);
  });

  test('a moderator who loses the role leaves the desk at once', async () => {
    const world = await createWorld(engine);
    const [boss, linus, ada] = [await world.person('boss', 'admin'), await world.person('linus', 'moderator'), await world.person('ada')];
    const { connect } = await listen(world);
    const atDesk = await connect({ ...DESK, cookie: linus.asPage.cookie });
    expect(await atDesk.ask('desk')).toEqual({ seq: 0 });

    await give(boss, linus, 'member');
    await until('the socket to be shown out', () => !atDesk.socket.connected);
    await ada.post('Guignol !');

    expect(atDesk.heard.filter(({ name }) => name === 'case')).toEqual([]);
    expect(world.failures).toEqual([]);
  });
});
