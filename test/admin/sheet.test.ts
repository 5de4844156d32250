import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every custom property that the desk draws with is defined by it or by the tokens', () => {
  const own = ['admin/desk.css', 'admin/queue/marks.css'].map((file) => readFileSync(file, 'utf8')).join('\n');
  const defined = new Set(namesIn(own + readFileSync('widget/thread/tokens.css', 'utf8'), /(--[\w-]+):/g));

  const missing = namesIn(own, /var\((--[\w-]+)/g).filter((name) => !defined.has(name));

  expect(missing).toEqual([]);
});

const namesIn = (css: string, pattern: RegExp) => [...css.matchAll(pattern)].map(([, name]) => name!);
