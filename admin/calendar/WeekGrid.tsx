import { useContext } from 'preact/hooks';
import type { ItemRow, RhythmWire } from '#server/planning/wire.ts';
import { SiteZone, useNow } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { ItemChip } from './ItemChip.tsx';
import { clashesIn, placeBeside } from './overlap.ts';
import { clockIn, dayIn, minuteIn, weekday } from './zone.ts';

/** Hours that are always there; what is planned outside of them is there too. */
const [FIRST, LAST] = [8, 22];
/** Of one line of the grid. */
const ROW_MINUTES = 30;

type Props = { days: string[]; items: ItemRow[]; rhythm: RhythmWire | null; onMove: (item: ItemRow, clock: string) => void };

/** Seven days, from the first hour that has something to the last; behind them when readers write. A list on a phone. */
export function WeekGrid({ days, items, rhythm, onMove }: Props) {
  const { t } = useWords();
  const zone = useContext(SiteZone)!;
  const today = dayIn(zone, useNow());
  const starts = items.map(({ at }) => minuteIn(zone, Date.parse(at!)));
  const first = Math.min(FIRST, ...starts.map((minute) => Math.floor(minute / 60)));
  const last = Math.min(24, Math.max(LAST, ...items.map(({ minutes }, i) => Math.ceil((starts[i]! + minutes) / 60))));
  const clashing = new Set(clashesIn(items).flatMap((pair) => pair.map(({ id }) => id)));
  const drop = (event: DragEvent, day: string) => {
    event.preventDefault();
    const item = items.find(({ id }) => id === event.dataTransfer?.getData('text/plain'));
    const list = event.currentTarget as HTMLElement;
    const high = Number.parseFloat(getComputedStyle(list).gridTemplateRows); // no number where it is a list
    const row = Math.floor((event.clientY - list.getBoundingClientRect().top) / high);
    const lastRow = (last - first) * (60 / ROW_MINUTES) - 1;
    const hour =
      high > 0 ? sayMinute(first * 60 + Math.min(row, lastRow) * ROW_MINUTES) : item && clockIn(zone, Date.parse(item.at!)).slice(11);
    if (item) onMove(item, `${day}T${hour}`);
  };
  const placed = days.map((day) => placeBeside(items.filter(({ at }) => dayIn(zone, Date.parse(at!)) === day)));
  // Where some stand side by side there is room for both to be read.
  const columns = placed.map((beside) => `minmax(0, ${Math.max(1, ...beside.map(({ lanes }) => lanes))}fr)`).join(' ');
  return (
    <section class="week" style={{ '--hours': last - first, '--columns': columns }} aria-label={t('calendar.week')}>
      <div class="hours" aria-hidden="true">
        {Array.from({ length: last - first }, (_, i) => (
          <span key={i}>{t('calendar.hour', { hour: first + i })}</span>
        ))}
      </div>
      <div class="days">
        {days.map((day, i) => (
          <section key={day} class="day" data-today={day === today ? '' : undefined} aria-labelledby={`day-${day}`}>
            <DayName day={day} today={day === today} />
            <ol
              style={{ '--heat': heatOf(rhythm, day, [first, last]) }}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => drop(event, day)}
            >
              {placed[i]!.map(({ item, lane, lanes }) => {
                const minute = minuteIn(zone, Date.parse(item.at!)) - first * 60;
                const place = {
                  '--r': Math.floor(minute / ROW_MINUTES) + 1,
                  '--n': Math.max(2, Math.ceil(item.minutes / ROW_MINUTES)),
                  '--lane': lane,
                  '--lanes': lanes,
                };
                return (
                  <li key={item.id} class="ev" style={place}>
                    <ItemChip item={item} clashes={clashing.has(item.id)} onMove={onMove} />
                  </li>
                );
              })}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

function DayName({ day, today }: { day: string; today: boolean }) {
  const { t, locale } = useWords();
  const date = new Date(`${day}T12:00Z`);
  const say = (options: Intl.DateTimeFormatOptions) => date.toLocaleDateString(locale, { timeZone: 'UTC', ...options });
  return (
    <h2 id={`day-${day}`}>
      <time dateTime={day} title={say({ dateStyle: 'full' })}>
        <span>{say({ weekday: 'short' })}</span> {date.getUTCDate()}
      </time>
      {today && <span class="vh">, {t('calendar.is_today')}</span>}
    </h2>
  );
}

/** Fainter where fewer write: bands of an hour each, down the day. */
function heatOf(rhythm: RhythmWire | null, day: string, [first, last]: [number, number]): string {
  const most = Math.max(1, ...(rhythm?.hours ?? []));
  const bands = Array.from({ length: last - first }, (_, i) => {
    const share = (rhythm?.hours[weekday(day) * 24 + first + i] ?? 0) / most;
    const [from, until] = [i, i + 1].map((n) => `${((n / (last - first)) * 100).toFixed(2)}%`);
    return `color-mix(in oklab, var(--staff) ${Math.round(share * 18)}%, transparent) ${from} ${until}`;
  });
  return bands.join(', ');
}

const sayMinute = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
