import { useContext, useState } from 'preact/hooks';
import type { ItemRow } from '#server/planning/wire.ts';
import { SiteZone } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { kindWord, shapeOf, wordOf } from './item-words.ts';
import { addDays, clockIn, momentIn } from './zone.ts';

const STEP = 30; // minutes; what a row of the week is
const ARROWS: Partial<Record<string, { days: number; minutes: number }>> = {
  ArrowUp: { days: 0, minutes: -STEP },
  ArrowDown: { days: 0, minutes: STEP },
  ArrowLeft: { days: -1, minutes: 0 },
  ArrowRight: { days: 1, minutes: 0 },
};

type Props = { item: ItemRow; clashes: boolean; onMove: (item: ItemRow, clock: string) => void };

/** One of a week: it is dragged, or moved by D and the arrows, Enter to leave it there, Escape to let it be. */
export function ItemChip({ item, clashes, onMove }: Props) {
  const { t, locale } = useWords();
  const zone = useContext(SiteZone)!;
  const [moving, setMoving] = useState<string | null>(null);
  const movable = item.may.includes('move');
  const clock = moving ?? clockIn(zone, Date.parse(item.at!));
  const pressed = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (moving === null) {
      if (event.key.toLowerCase() !== 'd' || event.ctrlKey || event.metaKey || !movable) return;
      setMoving(clock);
    } else if (arrow) setMoving(shift(moving, arrow));
    else if (event.key === 'Enter' || event.key === 'Escape') {
      if (event.key === 'Enter') onMove(item, moving);
      setMoving(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const said = (at: string) =>
    new Date(momentIn(zone, at)).toLocaleString(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: zone,
    });
  return (
    <a
      class="planned"
      data-state={item.state}
      data-clash={clashes ? '' : undefined}
      data-moving={moving ? '' : undefined}
      href={hrefOf({ screen: 'calendar', view: 'item', at: item.id })}
      draggable={movable}
      onDragStart={(event) => event.dataTransfer?.setData('text/plain', item.id)}
      onKeyDown={pressed}
    >
      <span class="small">
        <time dateTime={item.at!}>{hourOf(item.at!, zone, locale)}</time>
      </span>{' '}
      {item.label && <span class="small soft">{item.label} · </span>}
      <b>{item.title}</b>
      <span class="small soft kd">{t(kindWord(item.kind))}</span>
      <span class="state" data-s={shapeOf(item)}>
        {t(wordOf(item))}
      </span>
      {clashes && (
        <span class="state clash" data-s="bad">
          {t('calendar.clashes')}
        </span>
      )}
      <span class="small moving" role="status">
        {moving && t('calendar.moving', { at: said(moving) })}
      </span>
    </a>
  );
}

export const hourOf = (at: string, zone: string, locale: string) =>
  new Date(at).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone });

function shift(clock: string, { days, minutes }: { days: number; minutes: number }): string {
  const moved = new Date(Date.parse(`${clock}Z`) + minutes * 60_000).toISOString().slice(0, 16);
  return `${addDays(moved.slice(0, 10), days)}${moved.slice(10)}`;
}
