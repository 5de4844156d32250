import { fold } from '../disguises/fold.ts';
import { stemEnglish } from './stem-english.ts';
import { stemFrench } from './stem-french.ts';

export type Language = 'fr' | 'en';

/** A word of a text, and where in it: without accents and case (`form`), and what its forms have in common (`stems`; not the form itself). */
export type Word = { form: string; stems: string[]; at: number; end: number };

/** Longer runs of letters are no words; both databases have a limit further on. */
const LONGEST = 60;

const stemmers: Record<Language, (word: string) => string> = { fr: stemFrench, en: stemEnglish };

/** In the languages that it may be written in. */
export function wordsOf(text: string, languages: Language[]): Word[] {
  const readings = readingsIn(languages);
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const { form, stems } = readOf(written, languages, readings);
    if (form) words.push({ form, stems, at: index, end: index + written.length });
  }
  return words;
}
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu;

type Reading = Pick<Word, 'form' | 'stems'>;

/** The same few thousand words come again and again: what they were read as is kept, for each choice of languages. */
const MOST_KEPT = 50_000;
const kept = new Map<string, Map<string, Reading>>();

function readingsIn(languages: Language[]): Map<string, Reading> {
  const key = languages.join();
  let readings = kept.get(key);
  if (!readings || readings.size >= MOST_KEPT) kept.set(key, (readings = new Map()));
  return readings;
}

function readOf(written: string, languages: Language[], readings: Map<string, Reading>): Reading {
  let reading = readings.get(written);
  if (!reading) readings.set(written, (reading = read(written, languages)));
  return reading;
}

/** Also the stem of the word without its accents, as people type who search. */
function read(written: string, languages: Language[]): Reading {
  const form = plain(written);
  const lower = written.normalize('NFC').toLowerCase();
  const stems = languages.flatMap((language) => [lower, form].map((word) => plain(stemmers[language](word))));
  return { form, stems: [...new Set(stems)].filter((stem) => stem !== '' && stem !== form) };
}

const plain = (word: string) =>
  fold(word)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST);
