import { useContext } from 'preact/hooks';
import type { ItemRow } from '#server/planning/wire.ts';
import { hourOf } from '../calendar/ItemChip.tsx';
import { kindWord, shapeOf, wordOf } from '../calendar/item-words.ts';
import { dayIn } from '../calendar/zone.ts';
import { SiteZone } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { dateWords } from './day-words.ts';

/** What the calendar has for a day, by its hour; `dated`: by its day, of whichever. */
export function DueList({ items, none = '', dated = false }: { items: ItemRow[]; none?: string; dated?: boolean }) {
  const { t, locale } = useWords();
  const zone = useContext(SiteZone)!;
  if (items.length === 0) return <p class="nothing">{none}</p>;
  const when = (at: string) => (dated ? dateWords(dayIn(zone, Date.parse(at)), locale) : hourOf(at, zone, locale));
  return (
    <ol class="due">
      {items.map((item) => (
        <li key={item.id}>
          {item.at ? <time dateTime={item.at}>{when(item.at)}</time> : <span class="soft">–</span>}
          <span class="state" data-s={shapeOf(item)}>
            {t(wordOf(item))}
          </span>
          <span>
            <a href={hrefOf({ screen: 'calendar', view: 'item', at: item.id })}>{item.title}</a>
            <br />
            <span class="soft small">{t('home.item', { kind: t(kindWord(item.kind)), name: item.speaker?.name ?? item.author.name })}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
