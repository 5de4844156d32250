import { useContext } from 'preact/hooks';
import type { ItemRow } from '#server/planning/wire.ts';
import { SiteZone } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { clashesIn } from './overlap.ts';

/** Said once above all, and by each of them. */
export function Clashes({ items }: { items: ItemRow[] }) {
  const { t, locale } = useWords();
  const zone = useContext(SiteZone)!;
  const clashes = clashesIn(items.filter(({ state }) => state !== 'reviewed'));
  if (clashes.length === 0) return null;
  const say = (at: string) =>
    new Date(at).toLocaleString(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: zone,
    });
  return (
    <div class="notice">
      <ul class="stack">
        {clashes.map(([first, second]) => (
          <li key={`${first.id} ${second.id}`}>
            <b>{t('calendar.clash', { at: say(second.at!) })}</b> {t('calendar.clash_of', { first: first.title, second: second.title })}
          </li>
        ))}
      </ul>
    </div>
  );
}
