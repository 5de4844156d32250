import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { distinctOf, featuresOf } from '../features.ts';
import type { Head } from '../model.ts';

/** A labelled text. A head's label is null where nobody said. */
export type Sample = Record<Head, 0 | 1 | null> & {
  lang: 'en' | 'fr';
  /** The set it comes from. */
  src: string;
  split: 'train' | 'dev' | 'test';
  text: string;
};
export type Weighable = Sample & { buckets: Uint16Array };

type Line = { lang: 'en' | 'fr'; src: string; split: Sample['split']; text: string; tox: 0 | 1 | null; spam?: 0 | 1 };

/** Where the corpus is, or null once the reader has been told that it isn't there. */
export function corpusFile(process: NodeJS.Process): string | null {
  const file = process.argv[2] ?? '../shared/data/toxicity/corpus.jsonl.gz';
  if (existsSync(file)) return file;
  process.stderr.write(`no corpus at ${file}: give its path\n`);
  process.exitCode = 1;
  return null;
}

export function readCorpus(file: string): Sample[] {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  return lines.map((line) => {
    const { tox, spam, text, lang, src, split } = JSON.parse(line) as Line;
    return { lang, src, split, text: asWritten(text), toxicity: tox, spam: spam ?? null };
  });
}

/** To be learned from: weighed, and in an order of its own, so that neither a file's order nor its alphabet decides which are taken. */
export function prepare(samples: Sample[]): Weighable[] {
  return samples
    .map((sample) => ({ sample, key: createHash('sha256').update(JSON.stringify(sample)).digest('hex') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ sample }) => ({ ...sample, buckets: distinctOf(featuresOf(sample.text)) }));
}

/** The sets come from web pages and tweets: their markup and their stand-ins for addresses are no words of anybody. */
export function asWritten(text: string): string {
  return text
    .replace(/<\/?(?:p|br|a|b|i|em|strong|blockquote)\b[^>]{0,200}>/gi, ' ')
    .replace(/&(?:#(\d{1,6})|([a-z]{2,6}));/gi, (entity, code?: string, name?: string) =>
      code ? String.fromCodePoint(Number(code)) : (ENTITIES[name!.toLowerCase()] ?? entity),
    )
    .replace(/(?<!\w)@url\b/gi, 'https://example.org');
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', rsquo: '’' };
