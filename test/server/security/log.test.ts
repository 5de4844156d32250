import { readFileSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { logSecurity, type SecurityEntry } from '#server/security/log.ts';
import { purgeSecurityLog, SECURITY_DAYS } from '#server/security/purge.ts';
import type { SecurityLogWire } from '#server/security/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const read = async (who: Person, query = '') => (await who.desk<SecurityLogWire>('GET', `/api/v1/security-log${query}`)).body;

function write(world: World, entry: Partial<SecurityEntry> = {}) {
  return world.db.write((tx) => logSecurity(tx, { event: 'signin.failed', siteId: world.site.id, at: world.now(), ...entry }));
}

const uidOf = async ({ db }: World, { accountId }: Person) =>
  (await db.read.select({ id: db.read.t.accounts.id, uid: db.read.t.accounts.uid }).from(db.read.t.accounts)).find(
    ({ id }) => id === accountId,
  )!.uid;

onBothDatabases((engine) => {
  test('admins read it, newest first, with names and the network but not the address', async () => {
    const world = await createWorld(engine);
    const [admin, ada] = [await world.person('admin', 'admin'), await world.person('ada')];
    const account = await uidOf(world, ada);
    await write(world, { account, ip: '203.0.113.77', facts: { by: 'password' } });
    world.pass(1000);
    await write(world, { event: 'role.given', account, actor: await uidOf(world, admin), ip: '2001:db8:1:2::7' });

    const { entries, next, days } = await read(admin);

    expect(entries).toMatchObject([
      { event: 'role.given', account: { name: 'ada' }, actor: { name: 'admin' }, network: '2001:db8:1::/48' },
      { event: 'signin.failed', account: { id: account }, actor: null, facts: { by: 'password' }, network: '203.0.113.0/24' },
    ]);
    expect(next).toBeNull();
    expect(days).toBe(365);
  });

  test('by event, by account or by address of mail, page after page, each once', async () => {
    const world = await createWorld(engine);
    const [admin, ada] = [await world.person('admin', 'admin'), await world.person('ada')];
    const account = await uidOf(world, ada);
    for (let i = 0; i < 60; i++) await write(world, { account: i % 2 ? account : null, event: i % 3 ? 'signin.failed' : 'session.ended' });

    const first = await read(admin);
    const second = await read(admin, `?cursor=${first.next}`);
    const ended = await read(admin, '?event=session.ended');
    const adas = [await read(admin, `?account=${account}`), await read(admin, '?account=ADA@example.test')];

    expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 10, null]);
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(60);
    expect(ended.entries).toHaveLength(20);
    expect(adas.map(({ entries }) => entries.length)).toEqual([30, 30]);
    expect((await read(admin, '?account=nobody@example.test')).entries).toEqual([]);
  });

  test('of its own site alone; what concerns none is the owner’s', async () => {
    const world = await createWorld(engine);
    const other = await world.addSite('ailleurs', 'ailleurs.test');
    const [admin, owner] = [await world.person('admin', 'admin'), await world.person('owner', 'admin', { owner: true })];
    await write(world, { siteId: other.id });
    await write(world, { siteId: null, event: 'session.ended' });

    expect((await read(admin)).entries).toEqual([]);
    expect((await read(admin, '?of=installation')).entries).toEqual([]);
    expect((await read(owner)).entries).toEqual([]);
    expect((await read(owner, '?of=installation')).entries).toMatchObject([{ event: 'session.ended' }]);
  });

  test('entries outlive whom they tell of, and go after a year', async () => {
    const world = await createWorld(engine);
    const admin = await world.person('admin', 'admin');
    await write(world, { account: '01a20000-0000-7000-8000-000000000000' });

    world.pass(SECURITY_DAYS * 86_400_000 - 1);
    await purgeSecurityLog(world.db, world.now());
    const kept = await read(admin);
    world.pass(1);
    await purgeSecurityLog(world.db, world.now());

    expect(kept.entries).toMatchObject([{ account: { name: null } }]);
    expect((await read(admin)).entries).toEqual([]);
  });
});

test('admins alone', async () => {
  const world = await createWorld('sqlite');
  const others: Role[] = ['member', 'subscriber', 'journalist', 'moderator', 'manager'];

  for (const role of others) expect((await (await world.person(role, role)).desk('GET', '/api/v1/security-log')).status, role).toBe(404);
  expect((await (await world.person('boss', 'admin')).send('GET', '/api/v1/security-log')).status).toBe(404);
  expect((await world.request('GET', '/api/v1/security-log')).status).toBe(401);
});

test('nothing in the product changes an entry, and age alone deletes one', () => {
  const sources = globSync('server/**/*.{ts,tsx}').map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const writing = (verb: string) => {
    const write = new RegExp(`\\.${verb}\\(\\s*(\\w+\\.)*securityLog\\b`);
    return sources.filter(({ text }) => write.test(text)).map(({ file }) => file);
  };
  const renaming = sources.filter(({ text }) => /securityLog: \w+ } = tx/.test(text)).map(({ file }) => file);

  expect([writing('insert'), writing('update'), writing('delete')]).toEqual([['server/security/log.ts'], [], ['server/security/purge.ts']]);
  expect(renaming).toEqual([]);
});
