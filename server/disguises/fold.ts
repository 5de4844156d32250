import { LOOK_ALIKES } from './look-alikes.ts';
import { rewrite, untouched, type Traced } from './rewrite.ts';

/** What people write to get past a list of words, undone: case, accents, full width, letters of other scripts, any apostrophe, and what takes no room. */
export const fold = (text: string): string => foldTraced(text).text;

/** Also tells where in the text each folded sign came from, so that a match can be quoted as it was written. */
export function foldTraced(source: string): Traced {
  const { text, at } = rewrite(untouched(source), NOT_PLAIN, foldSign);
  return { text: text.toLowerCase(), at };
}

function foldSign(sign: string): string {
  const known = folds.get(sign);
  if (known !== undefined) return known;
  const plain = sign.normalize('NFKD').replace(INVISIBLE, '').toLowerCase();
  const read = (LOOK_ALIKES.get(plain) ?? plain).replace(APOSTROPHES, "'");
  if (sign < KEPT_BELOW) folds.set(sign, read);
  return read;
}

/** What accents and quotation marks fold into is kept, of the scripts up to there: they come again in every line. */
const KEPT_BELOW = '\u2100';
const folds = new Map<string, string>();

/** Pairs named: with the flag for them, a search takes four times as long. */
const NOT_PLAIN = /[\ud800-\udbff][\udc00-\udfff]|[`\u0080-\uffff]/g;
const APOSTROPHES = /[‘’ʼ`]/g;
/** Combining marks, format characters (zero-width, bidi), soft hyphen. */
const INVISIBLE = /[\p{M}\p{Cf}\u00ad]/gu;
