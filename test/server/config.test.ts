import { expect, test } from 'vitest';
import { readConfig, type ConfigError } from '#server/config.ts';

const problemsOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems.map((problem) => problem.split(':')[0]);
  }
};

test('nothing is needed to start', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    database: { kind: 'sqlite', file: './data/terrasse.db' },
    secret: null,
    metricsToken: null,
    trustedProxies: [],
  });
  expect(readConfig({}).publicUrl.origin).toBe('http://localhost:3000');
});

test('an address that is none is named like any other', () => {
  expect(problemsOf({ PORT: 'abc', PUBLIC_URL: 'nope' })).toEqual(['PORT', 'PUBLIC_URL']);
});

test('every bad variable is named at once', () => {
  const bad = {
    PORT: 'many',
    PUBLIC_URL: 'ftp://x',
    DATABASE_URL: 'mysql://x',
    SMTP_URL: 'http://x',
    SECRET: 'short',
    TRUSTED_PROXIES: 'all',
  };

  expect(
    problemsOf(bad)
      .map((name) => name!.replace(/\..*/, ''))
      .toSorted(),
  ).toEqual(Object.keys(bad).toSorted());
});

test('Postgres asks for a secret that all nodes share', () => {
  expect(problemsOf({ DATABASE_URL: 'postgres://db/terrasse' })).toEqual(['SECRET']);
});

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', SMTP_URL: '' })).toMatchObject({ port: 3000, smtpUrl: null });
});
