export type Args = Record<string, string | number>;

/** `count`: what a `#` stands for. */
type Say = (given: { args: Args; count: string; locale: string }) => string;

/**
 * ICU MessageFormat, the part of it we use: `{name}`, `{n, number}`, `{n, plural, =0 {…} one {…} other {#…}}` and
 * `{x, select, a {…} other {…}}`, nested at will; no quoting. A test holds it against intl-messageformat.
 */
export function format(message: string, args: Args, locale: string): string {
  return message.includes('{') ? (read[message] ??= parse(message))({ args, count: '#', locale }) : message;
}

const read: Record<string, Say> = {};

function parse(message: string): Say {
  let at = 0;

  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(message)!;
    at += found[0].length;
    return found;
  };
  const text = (): Say => {
    const [words] = take(/[^{}]*/y);
    const say: Say = ({ count }) => words.replaceAll('#', count);
    if (message[at] !== '{') return say;
    const value = argument();
    at++;
    const rest = text();
    return (given) => say(given) + value(given) + rest(given);
  };
  const argument = (): Say => {
    const [, name = '', kind] = take(/\{\s*(\w+)\s*(?:,\s*(\w+)\s*,?\s*)?/y);
    if (!kind) return ({ args }) => args[name] as string;
    if (kind === 'number') return ({ args, locale }) => inFigures(args[name] as number, locale);
    const cases: Record<string, Say> = {};
    while (message[at] !== '}') {
      const [, key] = take(/(=?\w+)\s*\{/y);
      cases[key!] = text();
      take(/\}\s*/y);
    }
    return (given) => {
      const value = given.args[name]!;
      if (kind === 'select') return (cases[value] ?? cases.other!)(given);
      const count = inFigures(value as number, given.locale);
      return (cases[`=${value}`] ?? cases[pluralOf(value as number, given.locale)] ?? cases.other!)({ ...given, count });
    };
  };

  return text();
}

// Each is made when it is first needed: that takes milliseconds.
const numbers: Record<string, Intl.NumberFormat> = {};
const plurals: Record<string, Intl.PluralRules> = {};
const inFigures = (n: number, locale: string) =>
  Number.isInteger(n) && n >= 0 && n < 1000 ? `${n}` : (numbers[locale] ??= new Intl.NumberFormat(locale)).format(n);
const pluralOf = (n: number, locale: string) => (plurals[locale] ??= new Intl.PluralRules(locale)).select(n);
