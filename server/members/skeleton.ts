/**
 * What a name looks like, whatever it is written with: two names with one skeleton pass for each other. After Unicode
 * UTS #39 §4, cut down to names read in Latin letters: width, style, accents and case undone, then the letters of other
 * scripts and the digits that are taken for one. Spaces and signs between letters do not count.
 */
export function skeletonOf(name: string): string {
  const plain = name.normalize('NFKD').replace(UNSEEN, '').toLowerCase();
  const letters = Array.from(plain, (sign) => LOOKS[sign] ?? sign)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return PAIRS.reduce((text, [seen, drawn]) => text.replaceAll(drawn, seen), letters);
}

/** Accents and other marks, and what takes no room: joiners, bidi controls, variation selectors. */
const UNSEEN = /[\p{M}\p{Cf}]/gu;

/**
 * A sign, and the Latin letters that look like it, in small letters: what is drawn alike in capitals only is here too,
 * for a name may be written in them. i, l and 1 are one, since I is.
 */
const ROWS: [as: string, signs: string][] = [
  ['a', 'а ɑ α ᴀ 4 @ ꭺ ª'],
  ['ae', 'æ ӕ'],
  ['b', 'ь ƅ ᏼ в β ʙ 8 ƀ'],
  ['c', 'с ϲ ᴄ ⅽ ¢ ꮯ'],
  ['d', 'ԁ ɗ đ ð ⅾ ꭰ'],
  ['e', 'е ё є ε ҽ ℮ ɛ 3 ҿ ꭼ €'],
  ['f', 'ƒ ſ ꜰ ϝ'],
  ['g', 'ɡ ց 9 ɢ ꮐ'],
  ['h', 'һ н η հ ʜ ħ ꮋ'],
  ['j', 'ј ϳ ʝ ȷ'],
  ['k', 'к κ ᴋ қ ƙ ꮶ'],
  ['l', 'i ı і ї ι ɩ ӏ ا ׀ ł ⅼ ⅰ 1 ! | ǀ ɪ ꙇ ˡ'],
  ['m', 'м ᴍ ⅿ ꮇ'],
  ['n', 'п и ո ռ ν ɴ ŋ ꮑ'],
  ['o', 'о ο σ օ ø ö 0 ᴏ ό ѳ ө ჿ ס ٥ ० ° ꬽ'],
  ['oe', 'œ'],
  ['p', 'р ρ ϱ þ ᴘ ƿ ꮲ'],
  ['q', 'ԛ գ զ'],
  ['r', 'г ᴦ ꭇ ʀ я ꮁ'],
  ['s', 'ѕ ꜱ 5 $ ƽ ꮪ'],
  ['ss', 'ß'],
  ['t', 'т τ ᴛ 7 ŧ ꭲ'],
  ['u', 'υ μ ս ʋ ᴜ ц'],
  ['v', 'ѵ ᴠ ⅴ ꮩ'],
  ['w', 'ԝ ѡ ա ω ᴡ ш щ'],
  ['x', 'х χ ⅹ ҳ ᕁ'],
  ['y', 'у ү γ ყ ʏ ɣ ў ч'],
  ['z', 'ᴢ ʐ ƶ 2 ζ ꮓ'],
];
const LOOKS: Record<string, string> = Object.fromEntries(ROWS.flatMap(([as, signs]) => signs.split(' ').map((sign) => [sign, as])));

/** Letters that, side by side, look like one. */
const PAIRS: [seen: string, drawn: string][] = [
  ['m', 'rn'],
  ['w', 'vv'],
  ['d', 'cl'],
];
