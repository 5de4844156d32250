import { defineConfig } from 'vitest/config';
import short from './vitest.config.ts';

/** Fault loops and load: longer than anyone waits for at each change. */
export default defineConfig({ ...short, test: { ...short.test, include: ['test/long/**/*.test.ts'], exclude: [], testTimeout: 600_000 } });
