import { defineConfig } from 'vitest/config';
import { summaryReporter } from './test/support/summary-reporter.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/long/**'],
    // Half of the time a journey waits: a core left free for the reporter is a core wasted.
    maxWorkers: '100%',
    globalSetup: ['test/support/global.ts'],
    reporters: ['default', summaryReporter],
    // What must not hang; nothing here is a measure of speed.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // As long as `until` waits: a second, Vitest's own, is a measure of speed.
    expect: { poll: { timeout: 10_000 } },
  },
});
