import { longestFirst, regionAfter, suffixOf } from './suffix.ts';

// Snowball's algorithm for English, Porter2 (snowballstem.org/algorithms/english/stemmer.html), by its own names: R1 and
// R2 are regions, named here by where they begin. A Y in capitals is a consonant.

type Word = { text: string; r1: number; r2: number };

/** The stem of a word in small letters. */
export function stemEnglish(text: string): string {
  if (text.length < 3) return text;
  const known = EXCEPTIONS.get(text);
  if (known !== undefined) return known;
  const marked = text.replace(/^y|(?<=[aeiouy])y/g, 'Y');
  const special = /^(?:gener|commun|arsen)/.exec(marked)?.[0].length;
  const r1 = special ?? regionAfter(marked, 0, isVowel);
  const word = { text: marked, r1, r2: regionAfter(marked, r1, isVowel) };
  return stemOf(word).toLowerCase();
}

const EXCEPTIONS = new Map(
  Object.entries({
    skis: 'ski',
    skies: 'sky',
    dying: 'die',
    lying: 'lie',
    tying: 'tie',
    idly: 'idl',
    gently: 'gentl',
    ugly: 'ugli',
    early: 'earli',
    only: 'onli',
    singly: 'singl',
    ...Object.fromEntries('sky news howe atlas cosmos bias andes'.split(' ').map((word) => [word, word])),
  }),
);
/** After their plural is gone, they stay as they are. */
const KEPT = new Set('inning outing canning herring earring proceed exceed succeed'.split(' '));

const isVowel = (letter: string | undefined) => letter !== undefined && 'aeiouy'.includes(letter);
const hasVowel = (text: string) => /[aeiouy]/.test(text);
const isShort = (text: string) => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(text);

function stemOf({ text, ...regions }: Word): string {
  const singular = withoutPlural(text);
  if (KEPT.has(singular)) return singular;
  return [withoutPast, withYAsI, longer, shorter, bare, last].reduce((now, step) => step({ text: now, ...regions }), singular);
}

function withoutPlural(text: string): string {
  if (text.endsWith('sses')) return text.slice(0, -2);
  if (/ie[ds]$/.test(text)) return text.slice(0, text.length > 4 ? -2 : -1);
  if (/(?:us|ss)$/.test(text) || !text.endsWith('s')) return text;
  return hasVowel(text.slice(0, -2)) ? text.slice(0, -1) : text;
}

const PAST = longestFirst('eed eedly ed edly ing ingly');

function withoutPast({ text, r1 }: Word): string {
  const suffix = suffixOf(text, PAST);
  if (!suffix) return text;
  const base = text.slice(0, -suffix.length);
  if (suffix.startsWith('ee')) return base.length >= r1 ? `${base}ee` : text;
  if (!hasVowel(base)) return text;
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base)) return base.slice(0, -1);
  return base.length === r1 && isShort(base) ? `${base}e` : base;
}

const withYAsI = ({ text }: Word) => (/.[^aeiouy][yY]$/.test(text) ? `${text.slice(0, -1)}i` : text);

const LONGER = table(
  'tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogi:og fulli:ful lessli:less li:',
);

function longer({ text, r1 }: Word): string {
  const suffix = suffixOf(text, LONGER.suffixes);
  if (!suffix || text.length - suffix.length < r1) return text;
  const base = text.slice(0, -suffix.length);
  if (suffix === 'ogi') return base.endsWith('l') ? `${base}og` : text;
  if (suffix === 'li') return /[cdeghkmnrt]$/.test(base) ? base : text;
  return base + LONGER.to.get(suffix)!;
}

const SHORTER = table('tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:');

function shorter({ text, r1, r2 }: Word): string {
  const suffix = suffixOf(text, SHORTER.suffixes);
  if (!suffix || text.length - suffix.length < (suffix === 'ative' ? Math.max(r1, r2) : r1)) return text;
  return text.slice(0, -suffix.length) + SHORTER.to.get(suffix)!;
}

const BARE = longestFirst('al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion');

function bare({ text, r2 }: Word): string {
  const suffix = suffixOf(text, BARE);
  if (!suffix || text.length - suffix.length < r2) return text;
  const base = text.slice(0, -suffix.length);
  return suffix === 'ion' && !/[st]$/.test(base) ? text : base;
}

function last({ text, r1, r2 }: Word): string {
  const base = text.slice(0, -1);
  if (text.endsWith('e')) return base.length >= r2 || (base.length >= r1 && !isShort(base)) ? base : text;
  return text.endsWith('ll') && base.length >= r2 ? base : text;
}

function table(rows: string) {
  const to = new Map(rows.split(' ').map((row) => row.split(':') as [string, string]));
  return { to, suffixes: longestFirst([...to.keys()].join(' ')) };
}
