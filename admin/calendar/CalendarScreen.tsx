import { useContext, useState } from 'preact/hooks';
import type { CalendarWire, ItemRow, ItemWire, RhythmWire } from '#server/planning/wire.ts';
import { api, type ApiError } from '../api.ts';
import { SiteZone, useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { goTo, hrefOf, type CalendarView } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useKeys } from '../use-keys.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Agenda } from './Agenda.tsx';
import { Clashes } from './Clashes.tsx';
import { ItemScreen } from './ItemScreen.tsx';
import { LettersView } from './LettersView.tsx';
import { useCalendarEvents } from './live.ts';
import { MonthTable } from './MonthTable.tsx';
import { bestHours } from './overlap.ts';
import { SHAPES } from './item-words.ts';
import { Undated } from './Undated.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import { addDays, addMonths, dayIn, daysFrom, mondayOf, momentIn, weeksOf } from './zone.ts';

type Props = { view: CalendarView; at: string | null };

export function CalendarScreen({ view, at }: Props) {
  if (view === 'item') return <ItemScreen key={at} {...(at === 'letter' ? { id: null, kind: 'digest' } : { id: at })} />;
  if (view === 'letters') return <LettersView />;
  return <Dates key={`${view} ${at}`} view={view} at={at} />;
}

function Dates({ view, at }: { view: 'week' | 'month'; at: string | null }) {
  const { t, locale } = useWords();
  const zone = useContext(SiteZone)!;
  const today = dayIn(zone, useNow());
  const day = at ?? today;
  const weeks = view === 'week' ? [daysFrom(mondayOf(day), 7)] : weeksOf(day);
  const [from, until] = [weeks[0]![0]!, addDays(weeks.at(-1)![6]!, 1)];
  const loaded = useLoad(() =>
    api.get<CalendarWire>(`/calendar?from=${momentIn(zone, `${from}T00:00`)}&until=${momentIn(zone, `${until}T00:00`)}`),
  );
  const rhythm = useLoad(() => api.get<RhythmWire>('/calendar/rhythm')).value;
  const [error, setError] = useState<ApiError | null>(null);
  const [said, setSaid] = useState('');
  useCalendarEvents(loaded.reload);
  const name = nameOf(view, { day, from, until, locale });
  useTitle(`${t('rail.calendar')}, ${name}`);

  const step = (by: -1 | 1) => (view === 'week' ? addDays(mondayOf(day), by * 7) : addMonths(day, by));
  const to = (other: CalendarView, when: string | null) => hrefOf({ screen: 'calendar', view: other, at: when });
  useKeys({
    week: () => goTo(to('week', day)),
    month: () => goTo(to('month', day)),
    note: () => goTo(to('item', null)),
    'lane.next': () => goTo(to(view, step(1))),
    'lane.previous': () => goTo(to(view, step(-1))),
  });

  const move = async (item: ItemRow, clock: string | null) => {
    const moment = clock === null ? null : momentIn(zone, clock);
    if (moment === item.at) return;
    try {
      await api.put<ItemWire>(`/calendar/${item.id}/moment`, { version: item.version, at: moment });
      setError(null);
      setSaid(t('calendar.moved', { title: item.title }));
    } catch (failure) {
      setError(asApiError(failure));
    }
    loaded.reload();
  };

  return (
    <div class="page">
      <header class="top bar">
        <div>
          <h1>{name}</h1>
          <p>{loaded.value && <Summary rhythm={rhythm} n={loaded.value.items.length} />}</p>
        </div>
        <nav class="bar push" aria-label={t('calendar.moves')}>
          <span class="segs">
            <a class="btn" href={to('week', at)} aria-current={view === 'week' ? 'true' : undefined}>
              {t('calendar.week')} <kbd aria-hidden="true">W</kbd>
            </a>
            <a class="btn" href={to('month', at)} aria-current={view === 'month' ? 'true' : undefined}>
              {t('calendar.month')} <kbd aria-hidden="true">M</kbd>
            </a>
          </span>
          <a class="btn" href={to(view, step(-1))} aria-label={t(`calendar.previous_${view}`)}>
            ‹
          </a>
          <a class="btn" href={to(view, null)}>
            {t('calendar.today')}
          </a>
          <a class="btn" href={to(view, step(1))} aria-label={t(`calendar.next_${view}`)}>
            ›
          </a>
          <a class="btn" href={to('letters', null)}>
            {t('calendar.letters')}
          </a>
          <a class="btn" data-primary href={to('item', null)}>
            {t('calendar.new')} <kbd aria-hidden="true">N</kbd>
          </a>
        </nav>
      </header>
      <output class="vh">{said}</output>
      {error && <Failure error={error} />}
      {loaded.value ? (
        <div class="stack-6">
          <Clashes items={loaded.value.items} />
          {loaded.value.items.length === 0 && <p class="soft">{t('calendar.empty')}</p>}
          {view === 'week' ? (
            <WeekGrid days={weeks[0]!} items={loaded.value.items} rhythm={rhythm} onMove={(item, clock) => void move(item, clock)} />
          ) : (
            <MonthTable weeks={weeks} month={day.slice(0, 7)} items={loaded.value.items} name={name} />
          )}
          <Legend />
          <Undated items={loaded.value.undated} />
          <Agenda />
        </div>
      ) : (
        <Loading {...loaded} />
      )}
    </div>
  );
}

function Summary({ rhythm, n }: { rhythm: RhythmWire | null; n: number }) {
  const { t, locale, number } = useWords();
  const best = rhythm ? bestHours(rhythm) : [];
  const hour = (of: number) =>
    new Date(Date.UTC(2024, 0, 1, of)).toLocaleString(locale, { weekday: 'long', hour: 'numeric', timeZone: 'UTC' });
  return (
    <>
      {t('calendar.count', { n })}{' '}
      {rhythm && best.length > 0
        ? t('calendar.best', { hours: new Intl.ListFormat(locale).format(best.map(hour)), weeks: rhythm.weeks, n: number(rhythm.n) })
        : rhythm && t('calendar.too_little', { n: rhythm.n })}
    </>
  );
}

function Legend() {
  const { t } = useWords();
  return (
    <footer class="bar small">
      <ul class="bar">
        {Object.entries(SHAPES).map(([state, shape]) => (
          <li key={state} class="state" data-s={shape}>
            {t(`calendar.state.${state as keyof typeof SHAPES}`)}
          </li>
        ))}
      </ul>
      <p class="soft push">{t('calendar.how_to_move')}</p>
    </footer>
  );
}

function nameOf(view: 'week' | 'month', { day, from, until, locale }: { day: string; from: string; until: string; locale: string }) {
  const at = (one: string) => new Date(`${one}T12:00Z`);
  if (view === 'month')
    return capital(new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at(day)));
  const range = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return capital(range.formatRange(at(from), at(addDays(until, -1))));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
