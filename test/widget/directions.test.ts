// Right to left: a sheet that names a side of the page is wrong in half of the world's scripts.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { directionOf } from '#server/i18n/translate.ts';

const SHEETS = [
  'widget/thread/tokens.css',
  'widget/thread/thread.css',
  'widget/thread/more.css',
  'server/pages/pages.css',
  'admin/desk.css',
];
/** `padding-left`, `left:`, `text-align: right`, `float: left`. What is drawn (gradients, keyframes) has no reading direction. */
const SIDED =
  /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/gm;

test.each(SHEETS)('%s names no side of the page', (sheet) => {
  const css = readFileSync(sheet, 'utf8').replace(/\/\*[^]*?\*\//g, '');

  expect(css.match(SIDED)?.map((found) => found.trim()) ?? []).toEqual([]);
});

test('a page says in which direction its language is read', () => {
  expect(['fr', 'en', 'ar', 'he-IL', 'fa'].map(directionOf)).toEqual(['ltr', 'ltr', 'rtl', 'rtl', 'rtl']);
});
