import { expect, test } from 'vitest';
import { addToOutbox, emptyOutbox, type OutboxHandlers } from '#server/events/outbox.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type World } from '../../support/world.ts';

const add = ({ db, now }: World, numbers: number[]) =>
  db.write(async (tx) => {
    for (const n of numbers) await addToOutbox(tx, { kind: 'counted', siteId: null, data: { n } }, now());
  });

const range = (length: number) => Array.from({ length }, (_, n) => n);

onBothDatabases((engine) => {
  test('all that waits is run, however much, and what fails keeps nothing else', async () => {
    const world = await createWorld(engine);
    await add(world, range(45));
    const ran: number[] = [];
    const handlers: OutboxHandlers = {
      counted: async ({ n }: { n: number }) => {
        if (n === 7 && !ran.includes(7)) {
          ran.push(n);
          throw new Error('not this one');
        }
        ran.push(n);
      },
    };
    const failures: string[] = [];
    const run = (atOnce: boolean) =>
      emptyOutbox(world.db, handlers, {
        now: world.now,
        failed: (error) => failures.push((error as Error).message),
        signal: new AbortController().signal,
        atOnce,
      });

    await run(false);
    await add(
      world,
      range(45).map((n) => 100 + n),
    );
    await run(true);
    world.pass(30_000);
    await run(true);

    expect(failures).toEqual(['not this one']);
    expect(ran.filter((n) => n === 7)).toHaveLength(2);
    expect(new Set(ran)).toEqual(new Set([...range(45), ...range(45).map((n) => 100 + n)]));
    expect(ran).toHaveLength(91);
  });

  test('at once, none waits for another; by turns, each comes after the one before', async () => {
    const world = await createWorld(engine);
    await add(world, range(3));
    const all = Promise.withResolvers<void>();
    const begun: number[] = [];
    const meeting: OutboxHandlers = {
      counted: async ({ n }: { n: number }) => {
        if (begun.push(n) === 3) all.resolve();
        await all.promise;
      },
    };
    const how = { now: world.now, failed: (error: unknown) => world.failures.push(error), signal: new AbortController().signal };

    await emptyOutbox(world.db, meeting, { ...how, atOnce: true });
    await add(world, range(3));
    let under = 0;
    const most: number[] = [];
    const counting: OutboxHandlers = {
      counted: async () => {
        most.push(++under);
        await world.db.read.select().from(world.db.read.t.outbox);
        under--;
      },
    };
    await emptyOutbox(world.db, counting, how);

    expect(begun.toSorted()).toEqual([0, 1, 2]);
    expect(most).toEqual([1, 1, 1]);
  });
});
