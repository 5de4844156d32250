import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { ownWords } from '#widget/thread/quotation.ts';
import { quotation } from '#widget/thread/quotation.ts';

const by = (link: string) => `${link}\u00a0:`;
const quoted = (text: string, name = 'Ada') => quotation({ name, url: 'https://t.test/p/1', text }, by);

test('each line of a passage is quoted, under the name that leads back', () => {
  expect(quoted('Un\u00a0mot.\n\nDeux «\u00a0mots\u00a0».')).toBe(
    '> [Ada](https://t.test/p/1)\u00a0:\n> Un\u00a0mot.\n> Deux «\u00a0mots\u00a0».\n\n',
  );
});

test('a name is a name, whatever it is made of', () => {
  expect(quoted('Oui.', '[a](b)*')).toContain(String.raw`[\[a\](b)\*](https://t.test/p/1)`);
});

test('a long text is cut at a word', () => {
  const [, line = ''] = quoted('platane '.repeat(200)).split('\n');

  expect(line.length).toBeLessThan(610);
  expect(line.endsWith('platane…')).toBe(true);
});

test('what a post quotes of others is not its own', () => {
  const html =
    '<div><div class="post"><div class="text"><blockquote><p>Vu.</p></blockquote><p>Non.</p><ul><li>Un</li></ul></div></div></div>';

  expect(ownWords(new JSDOM(html).window.document.querySelector('div'))).toBe('Non.\nUn');
});
