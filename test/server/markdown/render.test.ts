import { existsSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { renderBody } from '#server/markdown/render.ts';
import { figuresIn, shownIn } from '#server/media/figures.ts';
import { textOf } from '#server/markdown/text-of.ts';

test.each([
  ['**gras**, *italique* et `code`', '<p><strong>gras</strong>, <em>italique</em> et <code>code</code></p>'],
  ['une ligne\net une autre', '<p>une ligne<br>et une autre</p>'],
  ['# Pas un titre', '<p><strong>Pas un titre</strong></p>'],
  ['![une image](https://x.example/i.png)', '<p>une image</p>'],
  ['<b>pas du HTML</b>', '<p>&lt;b&gt;pas du HTML&lt;/b&gt;</p>'],
  ['[lien](https://e.example)', '<p><a href="https://e.example" rel="nofollow ugc noopener" target="_blank">lien</a></p>'],
  ['[non](javascript:alert(1))', '<p>non</p>'],
])('%s', async (source, html) => {
  expect(await renderBody(source, 'markdown')).toBe(html);
});

const ID = '01a20460-341a-7bc7-8cd2-d6a098b2025a';
const HOME = `https://t.example/media/${ID}`;
const shown = new Map([[ID, { kind: 'image' as const, url: HOME, width: 1200, height: 800, widths: [480, 960, 1200] }]]);
const figure = (alt: string, caption = '') =>
  `<figure><a class="zoom" href="${HOME}/1200" target="_blank"><img src="${HOME}/960" alt="${alt}" srcset="${HOME}/480 480w, ${HOME}/960 960w, ${HOME}/1200 1200w" sizes="(min-width: 46em) 42em, 100vw" width="1200" height="800" loading="lazy"></a>${caption}</figure>`;

describe('a picture of its author’s', () => {
  const render = (source: string) => renderBody(source, 'markdown', undefined, shown);

  test.each([
    ['alone', `![Le pont](media:${ID})`, figure('Le pont')],
    ['between lines', `Voyez :\n![Le pont](media:${ID})\nEt voilà.`, `<p>Voyez :</p>\n${figure('Le pont')}\n<p>Et voilà.</p>`],
    ['with whose it is', `![Le pont](media:${ID} "Ada & fils")`, figure('Le pont', '<figcaption>Ada &amp; fils</figcaption>')],
    ['described by signs', `![a "b" & <c> 'd'](media:${ID})`, figure("a &quot;b&quot; &amp; c 'd'")],
    ['quoted', `> ![Le pont](media:${ID})`, `<blockquote>\n${figure('Le pont')}\n</blockquote>`],
    ['in a list', `- ![Le pont](media:${ID})`, `<ul>\n<li>${figure('Le pont')}\n</li>\n</ul>`],
    ['within words, is words', `Voyez ![le pont](media:${ID}) là`, '<p>Voyez le pont là</p>'],
    ['as code, is code', `\`\`\`\n![Le pont](media:${ID})\n\`\`\``, `<pre><code>![Le pont](media:${ID})\n</code></pre>`],
    ['by HTML, is shown as typed', `<img src="media:${ID}" alt="a">`, `&#60;img src=&#34;media:${ID}&#34; alt=&#34;a&#34;&#62;`],
    ['that is not theirs, leaves its words', `![Le pont](media:${ID.replace('0', '1')})`, '<p><em>[Image – Le pont]</em></p>'],
    ['by a link, is words', `[le pont](media:${ID})`, '<p>le pont</p>'],
    ['from elsewhere, leaves its words', '![Le pont](https://x.example/i.png)', '<p>Le pont</p>'],
  ])('%s', async (_, source, html) => {
    expect(await render(source)).toBe(html);
  });

  test('is told by its HTML alone, and comes out the same again', async () => {
    const html = await render(`![Le « pont » & moi](media:${ID} "Ada & fils")`);

    expect(figuresIn(html)).toEqual([{ uid: ID, ...shown.get(ID), alt: 'Le « pont » & moi', credit: 'Ada & fils' }]);
    expect(await renderBody(`![Le « pont » & moi](media:${ID} "Ada & fils")`, 'markdown', undefined, shownIn(html))).toBe(html);
    expect(textOf(html)).toBe('Le « pont » & moi\nAda & fils');
  });

  test('is never an import’s', async () => {
    expect(await renderBody(`<figure><img src="media:${ID}" alt="a"></figure>`, 'html', undefined, shown)).toBe('');
  });
});

test('an import’s HTML is taken as HTML, and cleaned', async () => {
  expect(await renderBody('<p onclick="x()">Bonjour <img src=x> <script>alert(1)</script><em>vous</em></p>', 'html')).toBe(
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
      for (const payload of strings(corpus(name))) {
        for (const format of ['markdown', 'html'] as const) expectHarmless(await renderBody(payload.slice(0, 10_000), format), payload);
        expectHarmless(await renderBody(asPicture(payload), 'markdown', undefined, shown), payload);
      }
    },
  );
});

const ELEMENTS = new Set(['P', 'BR', 'STRONG', 'EM', 'DEL', 'BLOCKQUOTE', 'A', 'UL', 'OL', 'LI', 'CODE', 'PRE']);
/** A picture's: what it is made of is ours, its words apart. */
const OURS = {
  FIGURE: {},
  FIGCAPTION: {},
  A: { class: /^zoom$/, href: /^https:\/\/t\.example\/media\/[\da-f-]{36}\/1200$/, target: /^_blank$/ },
  IMG: {
    src: /^https:\/\/t\.example\/media\/[\da-f-]{36}\/960$/,
    alt: /^[^<>]*$/,
    srcset: /^(https:\/\/t\.example\/media\/[\da-f-]{36}\/\d+ \d+w(, )?){3}$/,
    sizes: /^\(min-width: 46em\) 42em, 100vw$/,
    width: /^1200$/,
    height: /^800$/,
    loading: /^lazy$/,
  },
} as const satisfies Record<string, Record<string, RegExp>>;
const { document } = new JSDOM('').window;

/** Before it, in its description, as its credit, and after it. */
const asPicture = (payload: string) => {
  const line = payload.slice(0, 2000).replace(/\n/g, ' ');
  return `${line}\n![${line.slice(0, 400)}](media:${ID} "${line.slice(0, 100)}")\n![a](media:${ID})\n${line}`;
};

function expectHarmless(html: string, payload: string) {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll('*')) {
    if (element.closest('figure')) {
      expectOurs(element, payload);
      continue;
    }
    expect(ELEMENTS.has(element.tagName), `${element.tagName} from ${payload}`).toBe(true);
    for (const { name, value } of element.attributes) {
      expect(['href', 'rel', 'target'], payload).toContain(name);
      if (name === 'href') expect(value, payload).toMatch(/^(https?:|mailto:)/i);
    }
  }
}

function expectOurs(element: Element, payload: string) {
  const rules: Record<string, RegExp> | undefined = (OURS as Record<string, Record<string, RegExp>>)[element.tagName];
  expect(rules, `${element.tagName} from ${payload}`).toBeDefined();
  for (const { name, value } of element.attributes) expect(value, `${name} from ${payload}`).toMatch(rules![name] ?? /^\b$/);
}

describe('quotations and lists within each other', () => {
  test.each(['> ', '>', '- ', '* ', '+ ', '1. ', '2) ', '> - ', ' > 1. '])(
    '%j, five thousand signs of it, are read to a depth',
    async (sign) => {
      const html = await renderBody(`${sign.repeat(5000 / sign.length)} là`, 'markdown');

      expect(html.match(/<blockquote>|<li>/g)?.length).toBe(12);
      expect(html).toContain('là');
    },
  );

  test('as people write them, stay', async () => {
    expect((await renderBody('> > > oui', 'markdown')).match(/<blockquote>/g)).toHaveLength(3);
  });
});
