import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { sayDay, sayFull, sayWhen } from '#widget/thread/dates.ts';
import type { Locale } from './words.tsx';
import { useWords } from './words.tsx';

const TICK = 20_000; // ms; the finest age shown is a minute
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const Context = createContext(0);
/** Where the site is; until it is known, where the reader is. */
export const SiteZone = createContext<string | null>(null);

export const useNow = () => useContext(Context);

/** One clock for all the ages of the page. */
export function ClockProvider({ children }: { children: ComponentChildren }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return <Context.Provider value={now}>{children}</Context.Provider>;
}

/** « il y a 38 min » as readers see it, or « 38 min » where `short`; the full date on hover. */
export function Ago({ at, short = false }: { at: string; short?: boolean }) {
  const now = useNow();
  const { locale, reader } = useWords();
  const clock = { t: reader, lang: locale, now };
  return (
    <time dateTime={at} title={sayFull(at, clock)}>
      {short ? shortAge(now - Date.parse(at), locale) : sayWhen(at, clock)}
    </time>
  );
}

/** The date and the hour, where it is evidence, or to come. */
export function Moment({ at }: { at: string }) {
  const now = useNow();
  const { locale, reader } = useWords();
  const zoneOf = useZoneOf();
  return (
    <time dateTime={at}>
      {sayFull(at, { t: reader, lang: locale, now })}
      {zoneOf(at)}
    </time>
  );
}

/** « 24 nov. 2026, 14:20 », for a sentence. */
export function useMoments(): (at: string) => string {
  const { locale } = useWords();
  const zoneOf = useZoneOf();
  return (at) => `${new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })}${zoneOf(at)}`;
}

/** « (UTC+1) », where it is another hour at the site: who reads it must know which one is meant. */
function useZoneOf() {
  const { locale } = useWords();
  const site = useContext(SiteZone);
  return (at: string) => {
    const date = new Date(at);
    if (!site || date.toLocaleString('en', { timeZone: site }) === date.toLocaleString('en')) return '';
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(date);
    return ` (${parts.find(({ type }) => type === 'timeZoneName')!.value})`;
  };
}

/** How long until then, or since: what must be done by an hour. */
export function Left({ until }: { until: string }) {
  const now = useNow();
  const { t, locale } = useWords();
  const left = Date.parse(until) - now;
  const time = shortAge(Math.abs(left), locale);
  return (
    <time dateTime={until} data-late={left <= 0 ? '' : undefined}>
      {t(left > 0 ? 'clock.left' : 'clock.late', { time })}
    </time>
  );
}

/** A day, where the hour says nothing. */
export function Day({ at }: { at: string }) {
  const now = useNow();
  const { locale, reader } = useWords();
  return <time dateTime={at}>{sayDay(at, { t: reader, lang: locale, now })}</time>;
}

function shortAge(age: number, locale: Locale): string {
  const [value, unit] = age < HOUR ? [age / MINUTE, 'minute'] : age < DAY ? [age / HOUR, 'hour'] : [age / DAY, 'day'];
  return Math.max(1, Math.floor(value)).toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'short' });
}
