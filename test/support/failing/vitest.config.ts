import { defineConfig, mergeConfig } from 'vitest/config';
import whole from '../../../vitest.config.ts';

/** The whole run's own settings, on a test that fails. */
export default mergeConfig(
  { ...whole, test: { ...whole.test, include: [] } },
  defineConfig({ test: { include: ['test/support/failing/one.ts'] } }),
);
