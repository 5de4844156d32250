import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accountOutbox, queueMail } from '#server/accounts/mails.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { isMail } from '#server/mail/kinds.ts';
import { createSmtpMailer } from '#server/mail/mailer.ts';
import type { MailsWire } from '#server/mail/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const MINUTE = 60_000;

/** A mail on its way to grace. */
async function withMail(world: World) {
  const grace = await world.person('grace');
  await world.db.write((tx) =>
    queueMail(tx, { purpose: 'reset', accountId: grace.accountId, siteId: world.site.id, next: '/' }, world.now()),
  );
}

/** The outbox at this moment; resolves with what failed. */
async function tick(world: World) {
  const failed: string[] = [];
  await runOutbox(world.db, accountOutbox(world.deps), world.now(), (error) => failed.push((error as Error).message));
  return failed;
}

const look = async (admin: Person) => (await admin.desk<MailsWire>('GET', '/api/v1/mails')).body;

onBothDatabases((engine) => {
  test('a mail that is put off comes back until it is taken; meanwhile admins see it, with what the server said', async () => {
    const server = await openMailServer({ answer: () => ({ code: 451, text: 'try again later' }) });
    const world = await createWorld(engine);
    world.deps.mail = createSmtpMailer(server.url, 'Terrasse <terrasse@courrier.test>');
    const admin = await world.person('admin', 'admin');
    await withMail(world);

    const first = await tick(world);
    const seen = await look(admin);
    const tooSoon = await tick(world);
    server.rules.answer = () => undefined;
    world.pass(30_000);
    const second = await tick(world);

    expect(first[0]).toContain('try again later');
    expect(tooSoon).toEqual([]);
    expect(seen).toMatchObject({ waiting: 0, failing: [{ kind: 'account.mail', tries: 1, to: 'grace@example.test', lasting: false }] });
    expect(seen.failing[0]!.reason).toContain('451');
    expect(seen.failing[0]!.nextAt).toBe(new Date(world.now().getTime()).toISOString());
    expect(second).toEqual([]);
    expect(server.received).toHaveLength(1);
    const days = [{ day: '2026-11-22', kind: 'account.mail', sent: 1, failed: 1, lost: 0 }];
    expect(await look(admin)).toMatchObject({ waiting: 0, refusing: 0, failing: [], days });
  });

  test('a mailbox that does not exist is tried three times, then stays for a person to see; sent again, it goes', async () => {
    const server = await openMailServer({ answer: () => ({ code: 550, text: 'no such user here' }) });
    const world = await createWorld(engine);
    world.deps.mail = createSmtpMailer(server.url, 'terrasse@courrier.test');
    const admin = await world.person('admin', 'admin');
    await withMail(world);

    let tries = 0;
    for (let i = 0; i < 50; i++, world.pass(MINUTE)) tries += (await tick(world)).length;
    const [given] = (await look(admin)).failing;
    server.rules.answer = () => undefined;
    const asked = await admin.desk('POST', `/api/v1/mails/${given!.id}/tries`);
    await tick(world);

    expect(tries).toBe(3);
    expect(given).toMatchObject({ nextAt: null, lasting: true, to: 'grace@example.test' });
    expect(given!.reason).toContain('no such user here');
    expect(asked.status).toBe(204);
    expect(server.received).toHaveLength(1);
  });

  test('one that is tried by itself is not dropped; one that was given up may be', async () => {
    const server = await openMailServer({ answer: () => ({ code: 550, text: 'no' }) });
    const world = await createWorld(engine);
    world.deps.mail = createSmtpMailer(server.url, 'terrasse@courrier.test');
    const admin = await world.person('admin', 'admin');
    await withMail(world);
    await tick(world);
    const { id } = (await look(admin)).failing[0]!;

    const early = await admin.desk('DELETE', `/api/v1/mails/${id}`);
    for (let i = 0; i < 5; i++, world.pass(MINUTE)) await tick(world);
    const late = await admin.desk('DELETE', `/api/v1/mails/${id}`);

    expect([early.status, late.status]).toEqual([404, 204]);
    expect((await look(admin)).failing).toEqual([]);
  });

  test('what another site waits for is not there', async () => {
    const server = await openMailServer({ answer: () => ({ code: 550, text: 'no' }) });
    const world = await createWorld(engine);
    world.deps.mail = createSmtpMailer(server.url, 'terrasse@courrier.test');
    const other = await world.addSite('ailleurs', 'ailleurs.test');
    const admin = await world.person('admin', 'admin');
    const owner = await world.person('owner', 'admin', { owner: true });
    const grace = await world.person('grace');
    const to = { purpose: 'reset' as const, accountId: grace.accountId, next: '/' };
    await world.db.write((tx) => queueMail(tx, { ...to, siteId: other.id }, world.now()));
    await world.db.write((tx) => queueMail(tx, { ...to, siteId: null }, world.now()));
    await tick(world);
    const [installation] = (await look(owner)).failing;

    expect((await look(admin)).failing).toEqual([]);
    expect((await admin.desk('POST', `/api/v1/mails/${installation!.id}/tries`)).status).toBe(404);
    expect((await owner.desk('POST', `/api/v1/mails/${installation!.id}/tries`)).status).toBe(204);
    expect(await look(owner)).toMatchObject({ waiting: 1, failing: [] });
  });

  test('a server that is away, or refuses our password, says nothing of the mail: it is tried for hours', async () => {
    const locked = await openMailServer({ password: 'the right one' });
    const world = await createWorld(engine);
    const admin = await world.person('admin', 'admin');
    await withMail(world);

    const reasons = [];
    for (const url of [
      'smtp://127.0.0.1:9',
      locked.url.replace('//', '//us:the%20wrong%20one@'),
      'smtp://127.0.0.1:9',
      'smtp://127.0.0.1:9',
    ]) {
      world.deps.mail = createSmtpMailer(url, 'terrasse@courrier.test');
      reasons.push(...(await tick(world)));
      world.pass(20 * MINUTE);
    }

    const { failing } = await look(admin);
    expect(reasons[0]).toContain('ECONNREFUSED');
    expect(reasons[1]).toContain('535');
    expect(failing).toMatchObject([{ tries: 4, lasting: false }]);
    expect(failing[0]!.nextAt).not.toBeNull();
  });
});

test('whatever goes through the outbox as a mail is among those that the desk shows', () => {
  const sources = globSync('server/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const kinds = new Set(sources.flatMap((text) => [...text.matchAll(/'([a-z]+\.mail)'/g)].map(([, kind]) => kind!)));

  expect([...kinds].filter((kind) => !isMail(kind))).toEqual([]);
});
