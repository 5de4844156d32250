import { useWords } from './words.tsx';

/** « 24 novembre 2026 », of a day that is one wherever it is read. */
export function useDays(): (day: string) => string {
  const { locale } = useWords();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00Z`));
}
