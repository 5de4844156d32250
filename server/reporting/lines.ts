import { currentRules } from '../charter/queries.ts';
import type { Reader } from '../db/database.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import type { ReportLine } from './wire.ts';

/** Of fewer, no rate is said. */
const LEAST = 30;

/** Numbers and words of one language. */
export type Say = ReturnType<typeof sayIn>;

export function sayIn(locale: Locale) {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const number = (n: number) => n.toLocaleString(locale);
  const share = (n: number, of: number) =>
    of < LEAST
      ? t('report.few', { n: number(n), of: number(of) })
      : t('report.share', {
          share: (n / of).toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
          n: number(n),
          of: number(of),
        });
  return {
    locale,
    t,
    number,
    /** A number. */
    line: (key: string, label: string, n: number, url: string | null = null): ReportLine => ({
      key,
      label,
      value: number(n),
      n,
      of: null,
      url,
    }),
    /** So many of so many. */
    part: (key: string, label: string, n: number, of: number): ReportLine => ({ key, label, value: share(n, of), n, of, url: null }),
  };
}

/** Of the site's charter as it is now, by number. */
export const ruleTitles = async (reader: Reader, site: Site) =>
  new Map((await currentRules(reader, site)).map(({ number, title }) => [String(number), title]));

/** What was removed, a line for each rule. */
export const rulesLines = ({ t, line }: Say, removed: Record<string, number>, titles: Map<string, string>): ReportLine[] =>
  Object.entries(removed).map(([rule, n]) =>
    line(`rule ${rule}`, rule === 'law' ? t('report.line.law') : t('report.line.rule', { rule, title: titles.get(rule) ?? '' }), n),
  );
