import { translate, type Locale } from '../i18n/translate.ts';
import type { MeetingWire } from './wire.ts';

type Counts = Pick<MeetingWire, 'state' | 'capacity' | 'comes' | 'maybes' | 'waits'>;

/** « 12 personnes viennent · 3 peut-être · encore 8 places » */
export function sayCounts(locale: Locale, { state, comes, maybes, waits, capacity }: Counts): string {
  const left = capacity === null ? null : Math.max(0, capacity - comes);
  const over = state === 'over' || state === 'cancelled';
  return [
    translate(locale, state === 'over' ? 'event.came' : 'event.comes', { n: comes }),
    ...(maybes > 0 && !over ? [translate(locale, 'event.maybes', { n: maybes })] : []),
    ...(left !== null && !over ? [translate(locale, 'event.left', { n: left })] : []),
    ...(waits > 0 && !over ? [translate(locale, 'event.waits', { n: waits })] : []),
  ].join(' · ');
}
