import { useWords } from '../words.tsx';

/** « 24 nov. 2026 », of a day of the site's calendar. */
export function useDays(): (day: string) => string {
  const { locale } = useWords();
  return (day) => new Date(`${day}T12:00:00Z`).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** Beside a number in a table, how much of the largest it is. */
export const Bar = ({ value, of }: { value: number; of: number }) => (
  <td class="wide" aria-hidden="true">
    <div class="hbar" style={{ '--v': `${of === 0 ? 0 : (100 * value) / of}%` }} />
  </td>
);
