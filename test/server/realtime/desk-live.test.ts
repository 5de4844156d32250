// What a team hears of itself: whose each case is, who reads it, what is given to whom.
import { beforeEach, expect, test } from 'vitest';
import type { CasesPage, ClaimEvent, MineEvent, ReadersEvent } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { listen, type Listener } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let camille: Person;
  let theo: Person;
  let connect: Awaited<ReturnType<typeof listen>>['connect'];
  let id: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    [camille, theo] = [await world.person('camille', 'moderator'), await world.person('theo', 'moderator')];
    ({ connect } = await listen(world));
    await (await world.person('ada')).post('Guignol !');
    id = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases[0]!.id;
  });

  const atDesk = async (person: Person) => {
    const listener = await connect(person.asPage);
    expect(await listener.ask('desk')).toEqual({ seq: 0 });
    return listener;
  };
  const last = <T>({ heard }: Listener, name: string) => heard.findLast((one) => one.name === name)?.data as T | undefined;

  test('a claim is told to the desk, and its end', async () => {
    const desk = await atDesk(theo);

    await camille.desk('PUT', `/api/v1/cases/${id}/claim`, {});
    await until('the claim', () => last<ClaimEvent>(desk, 'claim')?.claim?.by.name === 'camille');
    await camille.desk('DELETE', `/api/v1/cases/${id}/claim`);

    await until('its end', () => last<ClaimEvent>(desk, 'claim')?.claim === null);
    expect(last<ClaimEvent>(desk, 'claim')).toEqual({ case: id, claim: null });
  });

  test('who has a case before their eyes is told, until they look elsewhere or leave', async () => {
    const [one, other] = [await atDesk(camille), await atDesk(theo)];
    const readers = (listener: Listener) =>
      last<ReadersEvent>(listener, 'readers')
        ?.readers.map(({ name }) => name)
        .toSorted();

    await one.ask('reading', { case: id });
    await other.ask('reading', { case: id });
    await until('both', () => readers(one)?.join() === 'camille,theo');
    await one.ask('reading', { case: null });
    await until('one', () => readers(other)?.join() === 'theo');
    other.socket.disconnect();

    await until('nobody', () => readers(one)?.length === 0);
  });

  test('whoever comes to the desk hears who reads what', async () => {
    const one = await atDesk(camille);
    await one.ask('reading', { case: id });

    const late = await atDesk(theo);

    await until('who reads', () => last<ReadersEvent>(late, 'readers')?.readers[0]?.name === 'camille');
  });

  test('what is given to somebody is counted for them alone', async () => {
    const [one, other] = [await atDesk(camille), await atDesk(theo)];

    await camille.desk('PUT', `/api/v1/cases/${id}/assignee`, { member: theo.member.uid });
    await until('one of theirs', () => last<MineEvent>(other, 'mine')?.mine === 1);
    await camille.desk('PUT', `/api/v1/cases/${id}/assignee`, { member: null });
    await until('none', () => last<MineEvent>(other, 'mine')?.mine === 0);

    expect(one.heard.some(({ name }) => name === 'mine')).toBe(false);
  });
});
