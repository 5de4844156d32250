import { useContext } from 'preact/hooks';
import type { ItemRow } from '#server/planning/wire.ts';
import { SiteZone, useNow } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { hourOf } from './ItemChip.tsx';
import { shapeOf, wordOf } from './item-words.ts';
import { dayIn } from './zone.ts';

type Props = { weeks: string[][]; month: string; items: ItemRow[]; name: string };

export function MonthTable({ weeks, month, items, name }: Props) {
  const { t, locale } = useWords();
  const zone = useContext(SiteZone)!;
  const today = dayIn(zone, useNow());
  const on = (day: string) => items.filter(({ at }) => dayIn(zone, Date.parse(at!)) === day);
  const weekdayName = (day: string, weekday: 'short' | 'long') =>
    new Date(`${day}T12:00Z`).toLocaleDateString(locale, { weekday, timeZone: 'UTC' });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide, it scrolls: keys must reach it, in an empty month too
    <section class="tw" tabIndex={0} aria-label={name}>
      <table class="month">
        <caption class="vh">{name}</caption>
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th key={day} scope="col">
                <abbr title={weekdayName(day, 'long')}>{weekdayName(day, 'short')}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} class={day.startsWith(month) ? undefined : 'soft'} aria-current={day === today ? 'date' : undefined}>
                  <span class="dn">{Number(day.slice(8))}</span>
                  {on(day).map((item) => (
                    <a key={item.id} href={hrefOf({ screen: 'calendar', view: 'item', at: item.id })}>
                      <span class="state" data-s={shapeOf(item)}>
                        <span class="vh">{t('calendar.named_state', { state: t(wordOf(item)), at: hourOf(item.at!, zone, locale) })}</span>
                      </span>
                      {item.title}
                    </a>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
