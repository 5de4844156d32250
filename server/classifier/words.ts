// Words of a normalised text by their places: letters and digits, with a mask inside; or one sign.

/** Where the next word begins, from a place on; the text's length where none does. */
export function nextWord(text: string, place: number): number {
  let from = place;
  while (from < text.length && kindAt(text, from) === GAP) from++;
  return from;
}

export function endOfWord(text: string, from: number): number {
  if (kindAt(text, from) === SIGN) return from + (text.codePointAt(from)! > 0xffff ? 2 : 1);
  let to = from + 1;
  while (kindAt(text, to) === LETTER || (text.charCodeAt(to) === MASK && kindAt(text, to + 1) === LETTER)) to++;
  return to;
}

const [GAP, LETTER, SIGN] = [0, 1, 2];
const MASK = '*'.charCodeAt(0);

const kindOf = (sign: string) => (/[a-z0-9]/.test(sign) ? LETTER : /[^\s\w]/.test(sign) ? SIGN : GAP);
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code < KINDS.length ? KINDS[code]! : kindOf(text.charAt(place));
}
