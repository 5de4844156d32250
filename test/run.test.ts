import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a run in which a test failed says so in its last line, and by its exit code', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/support/failing/vitest.config.ts'],
    { encoding: 'utf8' },
  );

  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  expect(status).toBe(1);
});
