// Marks in a post's sanitised HTML the passages that findings rest on. The HTML is parsed, never concatenated.
import type { FindingWire } from '#server/cases/wire.ts';

type Char = { node: Text; at: number };
type Span = { from: number; to: number; numbers: number[] };
/** The text as a reader sees it, folded for comparison, and where each sign of it stands. */
type Reading = { text: string; chars: Char[] };

/** Each passage becomes a `<mark>` that ends with links to its findings, named by `label`. */
export function markEvidence(html: string, findings: FindingWire[], label: (number: number) => string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const reading = read(page.body);
  const spans = findings.flatMap(({ number, evidence }) => evidence.flatMap((passage) => spansOf(page, reading, passage, number)));
  for (const span of mergeSpans(spans).reverse()) markSpan(reading, span, label);
  return page.body.innerHTML;
}

export const findingId = (number: number) => `finding-${number}`;

function read(body: HTMLElement): Reading {
  const chars: Char[] = [];
  let text = '';
  const walker = body.ownerDocument.createTreeWalker(body, 4); // text nodes
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (let at = 0; at < node.data.length; at++) {
      const sign = fold(node.data[at]!);
      if (sign === ' ' && text.endsWith(' ')) continue;
      text += sign;
      chars.push({ node, at });
    }
  }
  return { text, chars };
}

function spansOf(page: Document, reading: Reading, passage: string, number: number): Span[] {
  const plain = passage.replace(/[*_`~>#]/g, '');
  for (const wanted of [passage, plain]) {
    const found = findAll(reading.text, foldAll(wanted));
    if (found.length) return found.map(([from, to]) => ({ from, to, numbers: [number] }));
  }
  return linkSpans(page, reading, passage, number);
}

function findAll(text: string, wanted: string): [number, number][] {
  const found: [number, number][] = [];
  if (!wanted) return found;
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
    const to = from + wanted.length;
    if (!continuesWord(text, from) && !continuesWord(text, to)) found.push([from, to]);
  }
  return found;
}

/** Would a cut at `at` go through a word? */
function continuesWord(text: string, at: number) {
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[at] ?? '');
}

/** An address that its link does not show. */
function linkSpans(page: Document, { chars }: Reading, passage: string, number: number): Span[] {
  const links = [...page.querySelectorAll('a[href]')].filter((link) => link.getAttribute('href')!.includes(passage.trim()));
  return links.flatMap((link) => {
    const from = chars.findIndex(({ node }) => link.contains(node));
    const to = chars.findLastIndex(({ node }) => link.contains(node)) + 1;
    return from < 0 ? [] : [{ from, to, numbers: [number] }];
  });
}

function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || span.from >= last.to) merged.push({ ...span });
    else {
      last.to = Math.max(last.to, span.to);
      last.numbers = [...new Set([...last.numbers, ...span.numbers])];
    }
  }
  return merged;
}

/** From the end back to the start, so that the places not yet reached stay where they were read. */
function markSpan({ chars }: Reading, { from, to, numbers }: Span, label: (number: number) => string) {
  let last: HTMLElement | null = null;
  for (let end = to; end > from;) {
    const { node } = chars[end - 1]!;
    let start = end - 1;
    while (start > from && chars[start - 1]!.node === node) start--;
    const mark = wrap(node, chars[start]!.at, chars[end - 1]!.at + 1);
    last ??= mark;
    end = start;
  }
  if (last) addNumbers(last, numbers, label);
}

function wrap(node: Text, from: number, to: number): HTMLElement {
  node.splitText(to);
  const mark = node.ownerDocument.createElement('mark');
  const passage = node.splitText(from);
  passage.replaceWith(mark);
  mark.append(passage);
  return mark;
}

function addNumbers(mark: HTMLElement, numbers: number[], label: (number: number) => string) {
  const links = numbers.map((number) => {
    const link = mark.ownerDocument.createElement('a');
    link.href = `#${findingId(number)}`;
    link.setAttribute('aria-label', label(number));
    link.textContent = String(number);
    link.className = 'fn';
    return link;
  });
  const around = mark.closest('a'); // links do not nest
  if (around) around.after(...links);
  else mark.append(...links);
}

const fold = (sign: string) => (/\s/.test(sign) ? ' ' : sign.toLowerCase()[0]!);
const foldAll = (text: string) => text.trim().replace(/\s+/g, ' ').split('').map(fold).join('');
