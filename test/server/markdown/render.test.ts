import { existsSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { renderBody } from '#server/markdown/render.ts';
import { textOf } from '#server/markdown/text-of.ts';

test.each([
  ['**gras**, *italique* et `code`', '<p><strong>gras</strong>, <em>italique</em> et <code>code</code></p>'],
  ['une ligne\net une autre', '<p>une ligne<br>et une autre</p>'],
  ['# Pas un titre', '<p><strong>Pas un titre</strong></p>'],
  ['![une image](https://x.example/i.png)', '<p>une image</p>'],
  ['<b>pas du HTML</b>', '<p>&lt;b&gt;pas du HTML&lt;/b&gt;</p>'],
  ['[lien](https://e.example)', '<p><a href="https://e.example" rel="nofollow ugc noopener" target="_blank">lien</a></p>'],
  ['[non](javascript:alert(1))', '<p>non</p>'],
])('%s', (source, html) => {
  expect(renderBody(source, 'markdown')).toBe(html);
});

test('an import’s HTML is taken as HTML, and cleaned', () => {
  expect(renderBody('<p onclick="x()">Bonjour <img src=x> <script>alert(1)</script><em>vous</em></p>', 'html')).toBe(
    '<p>Bonjour  <em>vous</em></p>',
  );
});

test('the words alone', () => {
  expect(textOf('<p>L&#39;été &amp; l’hiver</p>\n<ul><li>un</li><li>deux</li></ul>')).toBe("L'été & l’hiver\n\nun\ndeux");
});

const attacks = '../shared/data/attacks';
describe.skipIf(!existsSync(attacks))('the attack corpora (skipped without ../shared)', () => {
  const corpus = (name: string) => JSON.parse(readFileSync(`${attacks}/${name}`, 'utf8')) as unknown;
  const strings = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];

  test.each(['dompurify-payloads.json', 'markdown-xss-own.json', 'blns.json'])(
    '%s: nothing but our twelve elements and a link’s address comes out, either way in',
    async (name) => {
      for (const [i, payload] of strings(corpus(name)).entries()) {
        for (const format of ['markdown', 'html'] as const) expectHarmless(renderBody(payload.slice(0, 10_000), format), payload);
        if (i % 10 === 0) await new Promise(setImmediate); // jsdom keeps what it walked until the job ends
      }
    },
  );
});

const ELEMENTS = new Set(['P', 'BR', 'STRONG', 'EM', 'DEL', 'BLOCKQUOTE', 'A', 'UL', 'OL', 'LI', 'CODE', 'PRE']);
const { document } = new JSDOM('').window;

function expectHarmless(html: string, payload: string) {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll('*')) {
    expect(ELEMENTS.has(element.tagName), `${element.tagName} from ${payload}`).toBe(true);
    for (const { name, value } of element.attributes) {
      expect(['href', 'rel', 'target'], payload).toContain(name);
      if (name === 'href') expect(value, payload).toMatch(/^(https?:|mailto:)/i);
    }
  }
}

describe('quotations and lists within each other', () => {
  test.each(['> ', '>', '- ', '* ', '+ ', '1. ', '2) ', '> - ', ' > 1. '])('%j, five thousand signs of it, are read to a depth', (sign) => {
    const html = renderBody(`${sign.repeat(5000 / sign.length)} là`, 'markdown');

    expect(html.match(/<blockquote>|<li>/g)?.length).toBe(12);
    expect(html).toContain('là');
  });

  test('as people write them, stay', () => {
    expect(renderBody('> > > oui', 'markdown').match(/<blockquote>/g)).toHaveLength(3);
  });
});
