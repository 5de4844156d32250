import { useContext, useEffect, useRef } from 'preact/hooks';
import type { DeskWire } from '#server/desk/wire.ts';
import type { HomeWire } from '#server/home/wire.ts';
import { api } from '../api.ts';
import { useCalendarEvents } from '../calendar/live.ts';
import { SiteZone, useNow } from '../clock.tsx';
import { dayIn } from '../calendar/zone.ts';
import { Failure } from '../Failure.tsx';
import type { Cases } from '../queue/use-cases.ts';
import { goTo, hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useKeys } from '../use-keys.ts';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { dayWords } from './day-words.ts';
import { DueList } from './DueList.tsx';
import { Health } from './Health.tsx';
import { Rising } from './Rising.tsx';
import { isLate, Waiting } from './Waiting.tsx';

const SETTLE = 1500; // ms; what happens at once is read once
const FRESH = 60_000; // ms; what rises is told by nobody

const NEW_ITEM = hrefOf({ screen: 'calendar', view: 'item', at: null });
const CALENDAR = hrefOf({ screen: 'calendar', view: 'week', at: null });

/** What needs me now? Due today, what waits, what rises, how we are doing. */
export function HomeScreen({ desk, cases }: { desk: DeskWire; cases: Cases }) {
  const { t, locale } = useWords();
  const zone = useContext(SiteZone)!;
  const loaded = useLoad(() => api.get<HomeWire>('/home'));
  const now = useNow();
  const day = dayIn(zone, now);
  useFresh(loaded.reload, cases, day);
  useTitle(t('home.title'));
  const plans = desk.can.includes('calendar');
  useKeys({ note: () => plans && goTo(NEW_ITEM) });
  const home = loaded.value;
  return (
    <div class="page">
      <header class="top bar">
        <div>
          <h1>{dayWords(day, locale)}</h1>
          <p>{home && <Summary home={home} now={now} />}</p>
        </div>
        {plans && (
          <a class="btn push" data-primary href={NEW_ITEM}>
            {t('home.plan')} <kbd aria-hidden="true">N</kbd>
          </a>
        )}
      </header>
      <output>{!cases.connected && <span class="pace">{t('desk.offline')}</span>}</output>
      {!home && <Loading {...loaded} />}
      {home && loaded.error && <Failure error={loaded.error} onRetry={loaded.reload} />}
      {home && (
        <>
          <div class="home">
            <section aria-labelledby="home-due">
              <header>
                <h2 id="home-due">{t('home.today')}</h2>
                {plans && (
                  <a class="tap small" href={CALENDAR}>
                    {t('rail.calendar')}
                  </a>
                )}
              </header>
              <DueList items={home.today} none={t('home.today_none')} />
              {home.reviews.length > 0 && (
                <>
                  <h3>{t('home.reviews')}</h3>
                  <DueList items={home.reviews} dated />
                </>
              )}
            </section>
            <Waiting waiting={home.waiting} />
            <Rising rising={home.rising} />
            <section aria-labelledby="home-tomorrow">
              <header>
                <h2 id="home-tomorrow">{t('home.tomorrow')}</h2>
              </header>
              <DueList items={home.tomorrow} none={t('home.tomorrow_none')} />
            </section>
          </div>
          {home.health && <Health health={home.health} />}
        </>
      )}
    </div>
  );
}

/** In a sentence, before anything is looked for. */
function Summary({ home, now }: { home: HomeWire; now: number }) {
  const { t } = useWords();
  const waits = home.waiting.reduce((sum, { n }) => sum + n, 0);
  const late = home.waiting.filter((lane) => isLate(lane, now)).length;
  return <>{t('home.summary', { today: home.today.length, reviews: home.reviews.length, waits, late })}</>;
}

/** Read anew after whatever the desk hears of, each minute, and at midnight. */
function useFresh(reload: () => void, { listen, listenToInbox }: Pick<Cases, 'listen' | 'listenToInbox'>, day: string) {
  const timer = useRef(0);
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(reload, SETTLE);
  };
  useCalendarEvents(soon);
  useEffect(() => {
    const each = setInterval(reload, FRESH);
    const unlisten = [listen(soon), listenToInbox(soon)];
    return () => {
      clearInterval(each);
      clearTimeout(timer.current);
      for (const stop of unlisten) stop();
    };
  }, []);
  const first = useRef(day);
  useEffect(() => {
    if (first.current !== day) reload();
    first.current = day;
  }, [day]);
}
