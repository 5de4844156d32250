import { LOOK_ALIKES } from '../disguises/look-alikes.ts';

/**
 * What a name looks like, whatever it is written with: two names with one skeleton pass for each other. After Unicode
 * UTS #39 §4, cut down to names read in Latin letters: width, style, accents and case undone, then the letters of other
 * scripts and the digits that are taken for one. Spaces and signs between letters do not count.
 */
export function skeletonOf(name: string): string {
  const plain = name.normalize('NFKD').replace(UNSEEN, '').toLowerCase();
  const letters = Array.from(plain, looksLike)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return PAIRS.reduce((text, [seen, drawn]) => text.replaceAll(drawn, seen), letters);
}

/** Accents and other marks, and what takes no room: joiners, bidi controls, variation selectors. */
const UNSEEN = /[\p{M}\p{Cf}]/gu;

/** Digits and signs that pass for a letter; i, l and 1 are one, since I is; and η, whose capital is H. */
const ROWS: [as: string, signs: string][] = [
  ['a', '4 @'],
  ['b', '8'],
  ['c', '¢'],
  ['e', '3 € ℮'],
  ['g', '9'],
  ['h', 'η'],
  ['l', 'i 1 ! | ǀ ׀ ا'],
  ['o', '0 ٥ ० °'],
  ['s', '5 $'],
  ['t', '7'],
  ['z', '2'],
];
const SIGNS = new Map(ROWS.flatMap(([as, signs]) => signs.split(' ').map((sign) => [sign, as] as const)));

function looksLike(sign: string): string {
  const letter = SIGNS.get(sign) ?? LOOK_ALIKES.get(sign) ?? sign;
  return SIGNS.get(letter) ?? letter;
}

/** Letters that, side by side, look like one. */
const PAIRS: [seen: string, drawn: string][] = [
  ['m', 'rn'],
  ['w', 'vv'],
  ['d', 'cl'],
];
