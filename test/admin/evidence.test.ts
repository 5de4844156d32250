import { JSDOM } from 'jsdom';
import { beforeAll, expect, test } from 'vitest';
import type { FindingWire } from '#server/cases/wire.ts';
import { markEvidence } from '#admin/queue/evidence.ts';

beforeAll(() => {
  globalThis.DOMParser = new JSDOM().window.DOMParser;
});

test('a passage is marked and numbered', () => {
  const html = marked('<p>Le chef répond au 06 39 98 14 27, le soir.</p>', ['06 39 98 14 27']);

  expect(html).toBe(`<p>Le chef répond au <mark>06 39 98 14 27${link(1)}</mark>, le soir.</p>`);
});

test('case, spaces and the signs of Markdown do not hide a passage', () => {
  const html = marked('<p>Cette <strong>bande de</strong>\nGuignols</p>', ['**bande de** guignols']);

  expect(html).toBe(`<p>Cette <strong><mark>bande de</mark></strong><mark>\nGuignols${link(1)}</mark></p>`);
});

test('a word is not found inside another', () => {
  const html = marked('<p>Un concert.</p>', ['con']);

  expect(html).toBe('<p>Un concert.</p>');
});

test('each place of a repeated word is marked', () => {
  const html = marked('<p>spam, spam</p>', ['spam']);

  expect(html).toBe(`<p><mark>spam${link(1)}</mark>, <mark>spam${link(1)}</mark></p>`);
});

test('passages that overlap share one mark and keep both numbers', () => {
  const html = marked('<p>au douze rue des Lilas</p>', ['douze rue'], ['rue des Lilas']);

  expect(html).toBe(`<p>au <mark>douze rue des Lilas${link(1)}${link(2)}</mark></p>`);
});

test('an address behind a link marks the link, and its number stands outside', () => {
  const html = marked('<p>Voir <a href="https://spam.example/x">le plan</a>.</p>', ['https://spam.example/x']);

  expect(html).toBe(`<p>Voir <a href="https://spam.example/x"><mark>le plan</mark></a>${link(1)}.</p>`);
});

test('evidence is text: what looks like HTML in it stays text', () => {
  const html = marked('<p>a &lt;img src=x onerror=alert(1)&gt; b</p>', ['<img src=x onerror=alert(1)>']);

  expect(html).toBe(`<p>a <mark>&lt;img src=x onerror=alert(1)&gt;${link(1)}</mark> b</p>`);
});

function marked(html: string, ...evidence: string[][]) {
  const findings = evidence.map((passages, i): FindingWire => ({
    number: i + 1,
    phase: 'suspect_word',
    effect: 'flag',
    weight: 1,
    evidence: passages,
    facts: {},
  }));
  return markEvidence(html, findings, (number) => `Finding ${number}`);
}

const link = (number: number) => `<a href="#finding-${number}" aria-label="Finding ${number}" class="fn">${number}</a>`;
