/** What people write to get past a list of words, undone: case, accents, full width, and what takes no room. */
export function fold(text: string): string {
  return foldWithMap(text).folded;
}

/** Also where in the text each folded character came from, so that a match can be quoted as it was written. */
export function foldWithMap(text: string): { folded: string; at: number[] } {
  let folded = '';
  const at: number[] = [];
  let index = 0;
  for (const char of text) {
    const plain = char.normalize('NFKD').replace(INVISIBLE, '').toLowerCase();
    folded += plain;
    for (let i = 0; i < plain.length; i++) at.push(index);
    index += char.length;
  }
  at.push(text.length);
  return { folded, at };
}

/** Combining marks, format characters (zero-width, bidi), soft hyphen. */
const INVISIBLE = /[\p{M}\p{Cf}\u00ad]/gu;
