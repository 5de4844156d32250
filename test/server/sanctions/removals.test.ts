import { eq, isNull } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { sanctionOutbox } from '#server/sanctions/mails.ts';
import { removalOutbox } from '#server/sanctions/run-removal.ts';
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
    const handlers = { ...removalOutbox(world.deps), ...sanctionOutbox(world.deps) };
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
