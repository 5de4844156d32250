/**
 * Letters of other scripts, and rarer ones of ours, by the Latin letters they are taken for, in small letters: what is drawn
 * alike in capitals only is here too. Digits and signs are in leet.ts: what they stand for depends on what is read.
 */
const ROWS: [as: string, letters: string][] = [
  ['a', 'а ɑ α ᴀ ꭺ'],
  ['ae', 'æ ӕ'],
  ['b', 'ь ƅ ᏼ в β ʙ ƀ'],
  ['c', 'с ϲ ᴄ ꮯ'],
  ['d', 'ԁ ɗ đ ð ᴅ ꭰ'],
  ['e', 'е є ε ҽ ɛ ᴇ ҿ ꭼ'],
  ['f', 'ƒ ꜰ ϝ'],
  ['g', 'ɡ ց ɢ ꮐ'],
  ['h', 'һ н հ ʜ ħ ꮋ'],
  ['i', 'ı і ι ɩ ɪ ꙇ'],
  ['j', 'ј ϳ ʝ ȷ ᴊ'],
  ['k', 'к κ ᴋ қ ƙ ꮶ'],
  ['l', 'ӏ ł ʟ'],
  ['m', 'м ᴍ ꮇ'],
  ['n', 'п и η ո ռ ν ɴ ŋ ꮑ'],
  ['o', 'о ο σ օ ø ᴏ ѳ ө ჿ ס ꬽ'],
  ['oe', 'œ'],
  ['p', 'р ρ ϱ þ ᴘ ƿ ꮲ'],
  ['q', 'ԛ գ զ'],
  ['r', 'г ᴦ ꭇ ʀ я ꮁ'],
  ['s', 'ѕ ꜱ ƽ ꮪ'],
  ['ss', 'ß'],
  ['t', 'т τ ᴛ ŧ ꭲ'],
  ['u', 'υ μ ս ʋ ᴜ ц'],
  ['v', 'ѵ ᴠ ꮩ'],
  ['w', 'ԝ ѡ ա ω ᴡ ш щ'],
  ['x', 'х χ ҳ ᕁ'],
  ['y', 'у ү γ ყ ʏ ɣ ч'],
  ['z', 'ᴢ ʐ ƶ ζ ꮓ'],
];

export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([as, letters]) => letters.split(' ').map((letter) => [letter, as] as const)),
);
