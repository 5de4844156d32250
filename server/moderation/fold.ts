import { LOOK_ALIKES } from './look-alikes.ts';

/** What people write to get past a list of words, undone: case, accents, full width, letters of other scripts, and what takes no room. */
export function fold(text: string): string {
  return foldWithMap(text).folded;
}

/** Also where in the text each folded character came from, so that a match can be quoted as it was written. */
export function foldWithMap(text: string): { folded: string; at: number[] } {
  let folded = '';
  let done = 0;
  const at: number[] = [];
  const takePlain = (to: number) => {
    folded += text.slice(done, to).toLowerCase();
    for (; done < to; done++) at.push(done);
  };
  for (const { 0: sign, index } of text.matchAll(BEYOND_ASCII)) {
    takePlain(index);
    const plain = foldSign(sign);
    folded += plain;
    for (let i = 0; i < plain.length; i++) at.push(index);
    done = index + sign.length;
  }
  takePlain(text.length);
  at.push(text.length);
  return { folded, at };
}

function foldSign(sign: string): string {
  const known = folds.get(sign);
  if (known !== undefined) return known;
  const plain = sign.normalize('NFKD').replace(INVISIBLE, '').toLowerCase();
  const read = LOOK_ALIKES.get(plain) ?? plain;
  if (sign < KEPT_BELOW) folds.set(sign, read);
  return read;
}

/** What accents and quotation marks fold into is kept, of the scripts up to there: they come again in every line. */
const KEPT_BELOW = '\u2100';
const folds = new Map<string, string>();

const BEYOND_ASCII = /\P{ASCII}/gu;
/** Combining marks, format characters (zero-width, bidi), soft hyphen. */
const INVISIBLE = /[\p{M}\p{Cf}\u00ad]/gu;
