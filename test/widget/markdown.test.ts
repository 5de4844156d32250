import { describe, expect, test } from 'vitest';
import { mark, type Mark } from '#widget/markdown.ts';

/** `[` and `]` stand for the ends of what is selected. */
function apply(kind: Mark, marked: string): string {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace('[', '').replace(']', '');
  const change = mark(kind, { text, start, end }, { link: 'texte' });
  const out = text.slice(0, change.start) + change.put + text.slice(change.end);
  const [from, to] = change.select;
  return `${out.slice(0, from)}[${out.slice(from, to)}]${out.slice(to)}`;
}

describe('the tools', () => {
  test.each<[Mark, string, string]>([
    ['bold', 'un [mot] ici', 'un **[mot]** ici'],
    ['bold', 'un **[mot]** ici', 'un [mot] ici'],
    ['italic', 'un [mot] ici', 'un *[mot]* ici'],
    ['italic', 'un **[mot]** ici', 'un ***[mot]*** ici'],
    ['code', '[x]', '`[x]`'],
    ['code', '[a\nb]', '```\n[a\nb]\n```'],
    ['quote', 'un\nd[eu]x', 'un\n> deux'.replace('deux', 'deu[]x')],
    ['list', '[un\ndeux]', '- un\n- deux[]'],
    ['list', '[- un\n- deux]', 'un\ndeux[]'],
  ])('%s: %s', (kind, before, after) => {
    expect(apply(kind, before)).toBe(after);
  });

  test('a link takes the words chosen for what is read', () => {
    expect(mark('link', { text: 'voir ici', start: 5, end: 8 }, { link: 'texte' })).toEqual({
      start: 5,
      end: 8,
      put: '[ici](https://)',
      select: [11, 19],
    });
  });

  test('a link takes the address chosen for its target', () => {
    const text = 'https://exemple.fr/a';

    expect(mark('link', { text, start: 0, end: text.length }, { link: 'texte' })).toMatchObject({
      put: `[texte](${text})`,
      select: [1, 6],
    });
  });
});
