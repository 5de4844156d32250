import type { Words } from '../../words.tsx';

/** For how long a measure holds, as something to choose; null until somebody lifts it. */
export function sayHours(t: Words['t'], hours: number | null): string {
  if (hours === null) return t('measure.endless');
  return hours < 24 ? t('measure.hours', { n: hours }) : t('measure.days', { n: hours / 24 });
}
