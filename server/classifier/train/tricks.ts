/** What people do to words so that no list finds them. */
export const TRICKS: [name: string, disguise: (text: string) => string][] = [
  ['zero-width spaces', (text) => Array.from(text).join('\u200b')],
  ['letters of other scripts', (text) => swap(text, 'aceopxyi', 'асеорхуі')],
  ['full width', (text) => text.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))],
  ['accents', (text) => text.replace(/[aeiou]/g, '$&\u0301')],
  ['heaped marks (zalgo)', (text) => text.replace(/[a-z]/g, '$&\u0337\u0321\u0489\u0361')],
  ['digits and signs', (text) => swap(text, 'aeios', '@310$')],
  ['spaced letters', (text) => text.replace(/[a-zà-ÿ]{4,}/gi, (word) => Array.from(word).join(' '))],
  ['stretched', (text) => text.replace(/([a-z])(?=\P{L}|$)/giu, '$1$1$1$1$1')],
  ['a masked vowel', (text) => text.replace(/(?<=[a-z]{1,20})[aeiou](?=[a-z]{2})/i, '*')],
  ['two letters swapped', (text) => text.replace(/([a-z])([a-z])([a-z])([a-z]+)/gi, '$1$3$2$4')],
];

const swap = (text: string, from: string, to: string) => text.replace(/./gu, (sign) => to[from.indexOf(sign)] ?? sign);
