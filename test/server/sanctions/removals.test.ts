import { eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { sanctionOutbox } from '#server/sanctions/mails.ts';
import type { CasesPage } from '#server/cases/wire.ts';
import type { MemberFile } from '#server/members/wire.ts';
import { removalOutbox } from '#server/sanctions/run-removal.ts';
import { restorationOutbox } from '#server/sanctions/run-restoration.ts';
import type { RemovalAnswer } from '#server/sanctions/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let spammer: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [spammer, camille] = [await world.person('spammer'), await world.person('camille', 'moderator')];
  });

  const remove = (name: string, by = camille) =>
    by.desk<RemovalAnswer & ErrorBody>('POST', `/api/v1/members/${spammer.member.uid}/removals`, { rule: 2, note: 'Publicité.', name });
  const work = async () => {
    const handlers = { ...removalOutbox(world.deps), ...restorationOutbox(world.deps), ...sanctionOutbox(world.deps) };
    while ((await runOutbox(world.db, handlers, world.now(), (error) => world.failures.push(error))) > 0);
  };
  const standing = () => world.db.read.$count(world.db.read.t.restrictions, isNull(world.db.read.t.restrictions.liftedAt));

  test('needs the name typed, of a member below oneself', async () => {
    const theo = await world.person('theo', 'moderator');

    expect((await remove('spamer')).status).toBe(422);
    expect((await camille.desk('POST', `/api/v1/members/${theo.member.uid}/removals`, { rule: 2, name: 'theo' })).status).toBe(403);
    expect(await world.db.read.$count(world.db.read.t.outbox)).toBe(0);
  });

  test('takes away all that is public or waits, each with its statement, in one decision and one letter', async () => {
    const linus = await world.person('linus');
    await spammer.post('Achetez ceci.');
    const answered = await spammer.post('Achetez cela.', { article: 'quai' });
    await linus.post('Non merci.', { article: 'quai', parent: answered.id });
    const waiting = await spammer.post('Achetez, guignol !');
    expect(waiting.state).toBe('held');

    const { status, body } = await remove('spammer');
    expect({ status, total: body.total }).toEqual({ status: 202, total: 3 });
    await work();

    const [pont, quai] = [await world.readThread(), await world.readThread('quai')];
    expect(pont.posts).toEqual([]);
    expect(quai.posts).toMatchObject([{ state: 'removed', rule: { number: 2 } }, { state: 'published' }]);
    expect(await standing()).toBe(3);
    expect(await world.db.read.$count(world.db.read.t.statements)).toBe(3);
    expect(world.mails).toMatchObject([{ to: 'spammer@example.test' }]);
    const { cases } = world.db.read.t;
    expect(await world.db.read.$count(cases, eq(cases.state, 'open'))).toBe(0);
    for (const page of [pont, quai]) await expectThreadTrue(world.db, page.thread.id!);
    expect(world.failures).toEqual([]);
  });

  test('whoever had reported or notified what it took is answered', async () => {
    const linus = await world.person('linus');
    const ad = await spammer.post('Achetez ceci.');
    await linus.send('POST', `/api/v1/posts/${ad.id}/reports`, { rule: 2, note: '' });
    const notice = { post: ad.id, ground: 'other', explanation: 'Cette annonce vend un produit interdit.', goodFaith: true };
    await world.request('POST', '/api/v1/notices', { ...notice, name: 'Claire', email: 'claire@example.test' });

    await remove('spammer');
    await work();

    const { notices, notifications, postClocks } = world.db.read.t;
    expect(await world.db.read.select({ outcome: notices.outcome }).from(notices)).toEqual([{ outcome: 'acted' }]);
    expect(await world.db.read.select({ alarmAt: postClocks.alarmAt }).from(postClocks)).toEqual([{ alarmAt: null }]);
    expect(await world.db.read.$count(notifications, eq(notifications.kind, 'report_upheld'))).toBe(1);
  });

  describe('given back', () => {
    const restore = (removal: string, by = camille) =>
      by.desk<RemovalAnswer & ErrorBody>('POST', `/api/v1/removals/${removal}/restoration`, { reason: 'Son compte avait été volé.' });
    const fileOf = async () => (await camille.desk<MemberFile>('GET', `/api/v1/members/${spammer.member.uid}/file`)).body;

    test('all of it is as it was before: public, waiting or hidden, its cases, its reporters, one letter', async () => {
      const linus = await world.person('linus');
      const ad = await spammer.post('Achetez ceci.');
      await linus.send('POST', `/api/v1/posts/${ad.id}/reports`, { rule: 2, note: '' });
      await linus.post('Non merci.', { parent: ad.id });
      const waiting = await spammer.post('Achetez, guignol !');
      const before = (await world.readThread('pont', '', spammer.asEmbed)).posts;
      const { body: removed } = await remove('spammer');
      await work();
      await spammer.post('Écrit depuis.');
      world.mails.length = 0;
      world.pass(3_600_000);

      const { status, body } = await restore(removed.decision);
      expect({ status, total: body.total }).toEqual({ status: 202, total: 2 });
      await work();

      const now = await world.readThread('pont', '', spammer.asEmbed);
      expect(now.posts.filter(({ html }) => !html.includes('depuis'))).toEqual(before);
      expect(now.viewer!.posts).toMatchObject([{ id: waiting.id, state: 'held', own: { statement: null } }]);
      expect(await standing()).toBe(0);
      const { cases, reports, members } = world.db.read.t;
      expect(await world.db.read.$count(cases, eq(cases.state, 'open'))).toBe(2);
      expect(await world.db.read.select({ upheld: reports.upheld }).from(reports)).toEqual([{ upheld: null }]);
      const [record] = await world.db.read.select().from(members).where(eq(members.id, spammer.member.id));
      expect(record).toMatchObject({ rejectedCount: 0, postCount: 2 });
      expect(world.mails).toMatchObject([{ to: 'spammer@example.test', text: expect.stringContaining('Son compte avait été volé.') }]);
      expect((await fileOf()).removal).toMatchObject({ id: removed.decision, done: 2, left: 0, restored: { left: 0 } });
      await expectThreadTrue(world.db, now.thread.id!);
      expect(world.failures).toEqual([]);
    });

    test('once, by who may, with a reason', async () => {
      await spammer.post('Achetez ceci.');
      const theo = await world.person('theo');
      const { body } = await remove('spammer');
      await work();

      expect((await restore(body.decision, theo)).status).toBe(404);
      expect((await camille.desk('POST', `/api/v1/removals/${body.decision}/restoration`, { reason: ' ' })).status).toBe(422);
      const both = await Promise.all([restore(body.decision), restore(body.decision)]);

      expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    });

    test('before it is finished, it ends there: nothing more is taken, and no letter tells of it', async () => {
      for (let i = 0; i < 3; i++) await spammer.post(`Achetez ${i}.`);
      const { body } = await remove('spammer');
      let seen = 0;
      const dying = { ...world.deps, newId: () => (++seen > 1 ? fail() : world.deps.newId()) };
      await runOutbox(world.db, removalOutbox(dying), world.now(), () => {});
      expect(await standing()).toBe(1);

      await restore(body.decision);
      world.pass(3_600_000);
      await work();

      expect((await world.readThread()).posts).toHaveLength(3);
      expect(world.mails).toMatchObject([{ text: expect.stringContaining('annulé') }]);
    });

    test('what somebody gave back by itself, and its author then took away, stays away', async () => {
      const linus = await world.person('linus');
      const [first, second] = [await spammer.post('Achetez ceci.'), await spammer.post('Achetez cela.')];
      await linus.send('POST', `/api/v1/posts/${second.id}/reports`, { rule: 2, note: '' });
      const { body } = await remove('spammer');
      await work();
      const done = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=done');
      const found = done.body.cases.find(({ excerpt }) => excerpt === 'Achetez cela.')!;
      const back = { version: found.version, revision: 1, verdict: 'restore' };
      expect((await camille.desk('POST', `/api/v1/cases/${found.id}/decisions`, back)).status).toBe(200);
      expect((await spammer.send('DELETE', `/api/v1/posts/${second.id}`)).status).toBe(204);

      await restore(body.decision);
      await work();

      expect((await world.readThread()).posts).toMatchObject([{ id: first.id, state: 'published' }]);
      expect(world.failures).toEqual([]);
    });
  });

  test('stopped in the middle and begun again, it goes on: nothing twice, and what came after it stays', async () => {
    for (let i = 0; i < 3; i++) await spammer.post(`Achetez ${i}.`);
    await remove('spammer');
    world.pass(1000);
    await spammer.post('Écrit depuis.');
    const reached = 2;
    let seen = 0;
    const dying = { ...world.deps, newId: () => (++seen > reached ? fail() : world.deps.newId()) };

    await runOutbox(world.db, removalOutbox(dying), world.now(), () => {});
    expect(await standing()).toBe(reached);
    world.pass(3_600_000);
    await work();

    expect(await standing()).toBe(3);
    expect((await world.readThread()).posts).toMatchObject([{ html: '<p>Écrit depuis.</p>' }]);
    expect(world.mails).toHaveLength(1);
  });
});

function fail(): never {
  throw new Error('the power went out');
}
