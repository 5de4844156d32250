import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The last lines of the whole run's own settings on one file of `test/support/failing`, and its exit code. */
function runOf(file: string, ...options: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/support/failing/vitest.config.ts', file, ...options],
    { encoding: 'utf8' },
  );
  return { status, lines: stdout.trimEnd().split('\n') };
}

test('a run in which a test failed says so in its last line, and by its exit code', () => {
  const { status, lines } = runOf('always', '--retry=1');

  expect(lines.at(-1)).toBe('0 passed, 1 failed');
  expect(status).toBe(1);
});

test('a test that passed at its second try only is named', () => {
  const { status, lines } = runOf('once', '--retry=1');

  expect(lines.slice(-2)).toEqual(['flaky: test/support/failing/once.ts > fails once', '1 passed, 0 failed']);
  expect(status).toBe(0);
});

test('what is run by hand has one try', () => {
  expect(runOf('once').status).toBe(1);
});
