import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cpuOf } from './product.ts';

/** A file of this folder as a process of its own, which answers one message with one. */
export function startChild(file: string) {
  const child = fork(join(import.meta.dirname, file), { serialization: 'advanced' });
  return {
    ask: async <T>(message: unknown): Promise<T> => {
      const answer = once(child, 'message');
      child.send(message as never);
      return ((await answer) as [T])[0];
    },
    cpu: () => cpuOf(child.pid!),
    stop: () => void child.kill(),
  };
}
export type Child = ReturnType<typeof startChild>;
