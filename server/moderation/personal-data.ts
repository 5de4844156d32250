// What lets one find somebody: shapes that are bounded, each checked as far as it can be.

type PersonalKind = 'email' | 'phone' | 'iban' | 'address' | 'street';
export type Personal = { kind: PersonalKind; passage: string };

/** `own`: addresses that are the author's to give. A street and number without its town is told apart: shops have one too. */
export function personalDataIn(source: string, own: string[]): Personal[] {
  const emails = found(source, EMAIL).filter((email) => !own.includes(email.toLowerCase()));
  const ibans = found(source, IBAN).filter(isIban);
  const phones = found(source, PHONE).filter((phone) => isPhone(phone) && !ibans.some((iban) => iban.includes(phone)));
  const streets = STREETS.flatMap((street) => found(source, street));
  const full = streets.filter((street) => TOWN.test(after(source, street)));
  return [
    ...kindOf('email', emails),
    ...kindOf('iban', ibans),
    ...kindOf('phone', phones),
    ...kindOf('address', full),
    ...kindOf(
      'street',
      streets.filter((street) => !full.includes(street)),
    ),
  ];
}

const kindOf = (kind: PersonalKind, passages: string[]): Personal[] => passages.map((passage) => ({ kind, passage }));
const found = (source: string, shape: RegExp) => Array.from(source.matchAll(shape), ({ 0: passage }) => passage.trim());

// A look-behind keeps each from beginning again at every sign of a long run: time grows by the text's length.
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}(?![\w-])/gi;
/** French, with its separators; any other after a plus. What letters go on with, or into, is a part of some id. */
const PHONE =
  /(?<![\w+])(?:(?:\+33|0033) ?(?:\(0\) ?)?|0)[1-79](?:[ .-]?\d{2}){4}(?!\w)|(?<![\w+])\+\d{1,3}(?:[ .-]?\d{2,4}){3,5}(?!\w)|(?<![\w+])0\d{4} \d{6}(?!\w)/g;
const IBAN = /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![A-Za-z\d])/g;
const STREETS = [
  /(?<![\d.,])\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:rue|avenue|av\.?|boulevard|bd|place|all[ée]e|chemin|impasse|quai|cours|square|route|passage) (?:(?:de|du|des|la|le|les|l['’]|d['’]) ?){0,3}\p{Lu}[\p{L}’'-]{1,30}(?: \p{Lu}[\p{L}’'-]{1,30}){0,3}/gu,
  /(?<![\d.,])\d{1,4}[A-Za-z]? \p{Lu}[\p{L}’'-]{1,30}(?: \p{Lu}[\p{L}’'-]{1,30}){0,2} (?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Crescent|Terrace|Gardens)\b/gu,
];
/** A post code at once after it, French or British. */
const TOWN = /^[,\s–-]{0,4}(?:\p{L}{2,30},? )?(?:\d{5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?!\d)/u;

export const SHAPES = [EMAIL, PHONE, IBAN, ...STREETS, TOWN];

const after = (source: string, passage: string) =>
  source.slice(source.indexOf(passage) + passage.length, source.indexOf(passage) + passage.length + 60);

/** Enough digits to be rung; dates and prices have fewer. */
const isPhone = (phone: string) => {
  const digits = phone.replace(/\D/g, '').length;
  return digits >= 10 && digits <= 15;
};

/** ISO 13616: the first four signs moved to the end, letters as numbers, modulo 97 leaves 1. */
function isIban(written: string): boolean {
  const iban = written.replace(/ /g, '');
  if (iban.length < 15 || iban.length > 34) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
