import { expect, test } from 'vitest';
import { later } from '#widget/once.ts';

type Far = { react(id: string, mark: string): void };

/** Presses on what is drawn already, and what was done of them once the part is there. */
function open() {
  const [done, failed] = [[] as string[], [] as string[]];
  const part = Promise.withResolvers<{ on: Far }>();
  const on = later<object, Far>(
    {},
    () => part.promise,
    (name) => failed.push(name),
  );
  const come = async () => {
    part.resolve({ on: { react: (...args) => done.push(args.join(' ')) } });
    await part.promise;
  };
  return { on, done, failed, come, lose: () => part.reject(new Error('no network')) };
}

test('who presses twice while what reacts is on its way has reacted, and not taken it back', async () => {
  const { on, done, come } = open();

  on.react('1', 'thanks');
  on.react('1', 'thanks');
  on.react('2', 'thanks');
  await come();

  expect(done).toEqual(['1 thanks', '2 thanks']);
});

test('once it is there, each press counts', async () => {
  const { on, done, come } = open();
  await come();

  for (const _ of [1, 2]) {
    on.react('1', 'thanks');
    await new Promise((next) => setImmediate(next));
  }

  expect(done).toEqual(['1 thanks', '1 thanks']);
});

test('what did not come is told once, and may be asked again', async () => {
  const { on, failed, lose } = open();
  on.react('1', 'thanks');
  on.react('1', 'thanks');
  lose();
  await new Promise((next) => setImmediate(next));
  expect(failed).toEqual(['react']);

  on.react('1', 'thanks');
  await new Promise((next) => setImmediate(next));

  expect(failed).toEqual(['react', 'react']);
});
