import { dateFormat } from '../i18n/date-format.ts';
import { momentOf, type Locale } from '../i18n/translate.ts';
import type { Meeting } from './queries.ts';

type Hours = Pick<Meeting, 'startsAt' | 'endsAt' | 'timeZone'>;

/** « mardi 24 novembre 2026 de 19:00 à 21:00 (Europe/Paris) »: by its own clocks, whoever reads, and where. */
export const sayHours = (locale: Locale, { startsAt, endsAt, timeZone }: Hours) =>
  `${dateFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).formatRange(startsAt, endsAt)} (${timeZone})`;

/** When it begins, in a line. */
export const sayStart = (locale: Locale, { startsAt, timeZone }: Hours) => momentOf(locale, startsAt, timeZone);

/** « 19:00 » there. */
export const sayHour = (locale: Locale, at: Date, timeZone: string) => dateFormat(locale, { timeStyle: 'short', timeZone }).format(at);
