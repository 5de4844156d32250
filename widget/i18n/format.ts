export type Args = Record<string, string | number>;

/**
 * ICU MessageFormat, the part of it we use: `{name}`, `{n, number}`, `{n, plural, =0 {…} one {…} other {#…}}` and
 * `{x, select, a {…} other {…}}`, nested at will; no quoting. A test holds it against intl-messageformat.
 */
export function format(message: string, args: Args, locale: string): string {
  const { number, plural } = rulesOf(locale);
  let at = 0;

  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(message)!;
    at += found[0].length;
    return found;
  };
  const text = (count: number | null) => {
    let out = '';
    while (at < message.length && message[at] !== '}') {
      const char = message[at]!;
      if (char === '{') out += argument(count);
      else out += char === '#' && count !== null ? number.format(count) : char;
      at++;
    }
    return out;
  };
  const argument = (outer: number | null) => {
    const [, name, kind] = take(/\{\s*(\w+)\s*(?:,\s*(\w+)\s*,?\s*)?/y);
    const value = args[name!]!;
    if (!kind) return value;
    if (kind === 'number') return number.format(value as number);
    const cases: Record<string, string> = {};
    while (message[at] !== '}') {
      const [, key] = take(/(=?\w+)\s*\{/y);
      cases[key!] = text(kind === 'plural' ? (value as number) : outer);
      take(/\}\s*/y);
    }
    if (kind === 'select') return cases[value] ?? cases.other;
    return cases[`=${value}`] ?? cases[plural.select(value as number)] ?? cases.other;
  };

  return text(null);
}

const rules: Record<string, { number: Intl.NumberFormat; plural: Intl.PluralRules }> = {};
const rulesOf = (locale: string) => (rules[locale] ??= { number: new Intl.NumberFormat(locale), plural: new Intl.PluralRules(locale) });
