import { defineConfig, mergeConfig } from 'vitest/config';
import whole from '../../../vitest.config.ts';

/** The whole run's own settings, on tests that fail. */
export default mergeConfig(
  { ...whole, test: { ...whole.test, include: [] } },
  defineConfig({ test: { include: ['test/support/failing/{always,once}.ts'] } }),
);
