import { longestFirst, regionAfter, suffixOf } from './suffix.ts';

// Snowball's algorithm for French (snowballstem.org/algorithms/french/stemmer.html), by its own names: RV, R1 and R2 are
// regions, named here by where they begin. Letters in capitals are those that the prelude made consonants.

type Word = { text: string; rv: number; r1: number; r2: number };
/** Each step takes from the end; null where it finds nothing to take. */
type Step = (word: Word, base: string, suffix: string) => string | null;

/** The stem of a word in small letters, composed (NFC). */
export function stemFrench(text: string): string {
  const marked = prelude(text);
  const r1 = regionAfter(marked, 0, isVowel);
  const word: Word = { text: marked, rv: beginOfRv(marked), r1, r2: regionAfter(marked, r1, isVowel) };
  return postlude(unaccented(undoubled(withoutSuffix(word))));
}

const VOWELS = 'aeiouyâàëéêèïîôûù';
const isVowel = (letter: string | undefined) => letter !== undefined && VOWELS.includes(letter);

/** What is written as a vowel but is none there. In one walk: what is marked is no vowel to what comes after. */
function prelude(text: string): string {
  const letters = [...text];
  letters.forEach((letter, i) => {
    const next = letters[i + 1];
    const glides = next === 'y' || ((next === 'u' || next === 'i') && isVowel(letters[i + 2]));
    if ((isVowel(letters[i]) && glides) || (letter === 'q' && next === 'u')) letters[i + 1] = next!.toUpperCase();
    if (letters[i] === 'y' && isVowel(letters[i + 1])) letters[i] = 'Y';
  });
  return letters.join('').replaceAll('ë', 'He').replaceAll('ï', 'Hi');
}

const postlude = (text: string) => text.replaceAll('He', 'ë').replaceAll('Hi', 'ï').replaceAll('H', '').toLowerCase();

function beginOfRv(text: string): number {
  if (isVowel(text[0]) && isVowel(text[1])) return Math.min(3, text.length);
  if (/^(?:par|col|tap)/.test(text)) return 3;
  for (let i = 1; i < text.length; i++) if (isVowel(text[i])) return i + 1;
  return text.length;
}

function withoutSuffix(word: Word): string {
  const [text, done] = standardSuffix(word);
  const taken = done ? text : (verbInI({ ...word, text }) ?? verb({ ...word, text }));
  if (taken === null) return residualSuffix({ ...word, text });
  if (taken.endsWith('Y')) return `${taken.slice(0, -1)}i`;
  return taken.endsWith('ç') ? `${taken.slice(0, -1)}c` : taken;
}

/** Adverbs in -ment lose it here, and are not done: what is left may be a verb's form. */
function standardSuffix(word: Word): [text: string, done: boolean] {
  const suffix = suffixOf(word.text, STANDARD_SUFFIXES);
  if (!suffix) return [word.text, false];
  const base = word.text.slice(0, -suffix.length);
  const taken = STANDARD.get(suffix)!(word, base, suffix);
  return [taken ?? word.text, taken !== null && !/^(?:[ae]m)?ments?$/.test(suffix)];
}

const inR1: Step = ({ r1 }, base) => (base.length >= r1 ? base : null);
const inR2: Step = ({ r2 }, base) => (base.length >= r2 ? base : null);
const inRv: Step = ({ rv }, base) => (base.length >= rv ? base : null);
const to =
  (region: Step, ending: string): Step =>
  (word, base, suffix) => {
    const kept = region(word, base, suffix);
    return kept === null ? null : kept + ending;
  };
/** Another suffix before it, given up where it lies in R2; else `otherwise` stands in its place, if there is something. */
const dropped = (word: Word, base: string, suffix: string, otherwise = suffix) => {
  if (!base.endsWith(suffix)) return base;
  const rest = base.slice(0, -suffix.length);
  return rest.length >= word.r2 ? rest : rest + otherwise;
};

const STANDARD = new Map<string, Step>([
  ...listed('ance iqUe isme able iste eux ances iqUes ismes ables istes', inR2),
  ...listed('atrice ateur ation atrices ateurs ations', (word, base, suffix) => {
    const kept = inR2(word, base, suffix);
    return kept === null ? null : dropped(word, kept, 'ic', 'iqU');
  }),
  ...listed('logie logies', to(inR2, 'log')),
  ...listed('usion ution usions utions', to(inR2, 'u')),
  ...listed('ence ences', to(inR2, 'ent')),
  ...listed('ement ements', (word, base, suffix) => {
    const kept = inRv(word, base, suffix);
    return kept === null ? null : beforeEment(word, kept);
  }),
  ...listed('ité ités', (word, base, suffix) => {
    const kept = inR2(word, base, suffix);
    if (kept === null) return null;
    if (kept.endsWith('abil')) return dropped(word, kept, 'abil', 'abl');
    return kept.endsWith('ic') ? dropped(word, kept, 'ic', 'iqU') : dropped(word, kept, 'iv');
  }),
  ...listed('if ive ifs ives', (word, base, suffix) => {
    const kept = inR2(word, base, suffix);
    return kept === null ? null : withoutAt(word, kept);
  }),
  ...listed('eaux', (_, base) => `${base}eau`),
  ...listed('aux', to(inR1, 'al')),
  ...listed('euse euses', (word, base, suffix) => inR2(word, base, suffix) ?? to(inR1, 'eux')(word, base, suffix)),
  ...listed('issement issements', (word, base, suffix) => (isVowel(base.at(-1)) || base === '' ? null : inR1(word, base, suffix))),
  ...listed('amment', to(inRv, 'ant')),
  ...listed('emment', to(inRv, 'ent')),
  ...listed('ment ments', ({ rv }, base) => (isVowel(base.at(-1)) && base.length - 1 >= rv ? base : null)),
]);
const STANDARD_SUFFIXES = longestFirst([...STANDARD.keys()].join(' '));

function beforeEment(word: Word, base: string): string {
  if (base.endsWith('iv')) {
    const kept = dropped(word, base, 'iv');
    return kept === base ? base : dropped(word, kept, 'at');
  }
  if (base.endsWith('eus')) return dropped(word, base, 'eus', base.length - 3 >= word.r1 ? 'eux' : 'eus');
  if (base.endsWith('abl')) return dropped(word, base, 'abl');
  if (base.endsWith('iqU')) return dropped(word, base, 'iqU');
  return /[iI]èr$/.test(base) && base.length - 3 >= word.rv ? `${base.slice(0, -3)}i` : base;
}

function withoutAt(word: Word, base: string): string {
  const kept = dropped(word, base, 'at');
  return kept === base ? base : dropped(word, kept, 'ic', 'iqU');
}

const IN_I = longestFirst(
  'îmes ît îtes i ie Ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait issant issante issantes issants isse issent isses issez issiez issions issons it',
);

function verbInI({ text, rv }: Word): string | null {
  const suffix = suffixOf(text, IN_I, rv);
  if (!suffix) return null;
  const base = text.slice(0, -suffix.length);
  const before = base.at(-1);
  return base.length > rv && before !== 'H' && !isVowel(before) ? base : null;
}

const IN_E = 'é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez'.split(' ');
const VERB = longestFirst(`ions ${IN_E.join(' ')} âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions`);

function verb({ text, rv, r2 }: Word): string | null {
  const suffix = suffixOf(text, VERB, rv);
  if (!suffix) return null;
  const base = text.slice(0, -suffix.length);
  if (suffix === 'ions') return base.length >= r2 ? base : null;
  return !IN_E.includes(suffix) && base.endsWith('e') && base.length > rv ? base.slice(0, -1) : base;
}

const RESIDUAL = longestFirst('ion ier ière Ier Ière e');

function residualSuffix({ text: whole, rv, r2 }: Word): string {
  const text = /(?:Hi|[^aiouès])s$/.test(whole) ? whole.slice(0, -1) : whole;
  const suffix = suffixOf(text, RESIDUAL, rv);
  if (!suffix) return text;
  const base = text.slice(0, -suffix.length);
  if (suffix === 'ion') return base.length >= r2 && base.length > rv && /[st]$/.test(base) ? base : text;
  return suffix === 'e' ? base : `${base}i`;
}

const undoubled = (text: string) => (/(?:enn|onn|ett|ell|eill)$/.test(text) ? text.slice(0, -1) : text);

const unaccented = (text: string) => text.replace(ACCENT, 'e');

const ACCENT = new RegExp(`[éè](?=[^${VOWELS}]+$)`);

function listed(suffixes: string, step: Step): [string, Step][] {
  return suffixes.split(' ').map((suffix) => [suffix, step]);
}
