/** Runs of three words; fewer words than this are courtesies, and say nothing of where they come from. */
const RUN = 3;
const FEWEST_WORDS = 12;

/**
 * What a text is made of, to be compared: hashes of its runs of words, quotes apart, whatever their case and accents. A
 * short one is a single run, so that it is like the very same and nothing else.
 */
export function shinglesOf(source: string): number[] {
  const words = wordHashes(unquoted(source));
  if (words.length === 0) return [];
  if (words.length < FEWEST_WORDS) return [words.reduce((run, word) => Math.imul(run, 31) ^ word)];
  return words.slice(RUN - 1).map((last, i) => Math.imul(Math.imul(words[i]!, 31) ^ words[i + 1]!, 31) ^ last);
}

/** Of the smaller's runs, the share that the other has: 0 to 1. Words added around a text do not hide it. */
export function likeness(one: ReadonlySet<number>, other: number[]): number {
  const least = Math.min(one.size, other.length);
  const shared = new Set(other.filter((run) => one.has(run)));
  return least === 0 ? 0 : Math.min(1, shared.size / least);
}

/** The same of two texts, in percent, as people are told. */
export const percentAlike = (one: string, other: string): number => Math.round(100 * likeness(new Set(shinglesOf(one)), shinglesOf(other)));

const unquoted = (source: string) => (source.includes('>') ? source.replace(/^ {0,3}>.*$/gm, '') : source);

/** FNV-1a, 32 bits, of each word; in one walk, for each post is compared with fifty others. */
function wordHashes(text: string): number[] {
  const plain = text.toLowerCase().normalize('NFKD');
  const hashes: number[] = [];
  let hash = BASIS;
  for (let i = 0; i <= plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (isAccent(code)) continue;
    if (isOfWord(code)) hash = Math.imul(hash ^ code, 0x01000193);
    else if (hash !== BASIS) {
      hashes.push(hash);
      hash = BASIS;
    }
  }
  return hashes;
}
const BASIS = 0x811c9dc5 | 0;

const isAccent = (code: number) => code >= 0x300 && code <= 0x36f;
const isOfWord = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 0xc0 && (code < 0x2000 || code > 0x206f));
