import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FILES = [
  'admin/i18n/fr',
  'admin/i18n/en',
  'server/i18n/fr',
  'server/i18n/en',
  'server/i18n/commands.fr',
  'server/i18n/commands.en',
].concat(['fr', 'en', 'fr-more', 'en-more', 'fr-rare', 'en-rare'].map((name) => `widget/i18n/${name}`));

test.each(FILES)('%s.json says each thing once', (file) => {
  const text = readFileSync(`${file}.json`, 'utf8');
  const keys = [...text.matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);

  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});
