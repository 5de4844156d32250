import { translate, type Locale } from '../i18n/translate.ts';
import { sayHour } from './say-hours.ts';
import { hourOf } from '../time/wall-time.ts';
import type { MeetingWire } from './wire.ts';

/** From this hour on, what is to come today is this evening's. */
const EVENING = 17;

type Said = { lang: Locale; now: Date; timeZone: string };

/** What is on, in a publisher's page. */
export const Programme = ({ events, lang, ...said }: Said & { events: MeetingWire[] }) => (
  <section class="quotes" lang={lang} aria-label={sayProgramme(events, { lang, ...said })} hidden={events.length === 0}>
    <p class="head">
      <strong>{sayProgramme(events, { lang, ...said })}</strong>
    </p>
    <ul class="list">
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.startsAt}>{sayHour(lang, new Date(event.startsAt), event.timeZone)}</time>{' '}
          <a href={event.url}>{event.title}</a> <span>{event.place || translate(lang, 'event.online')}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** « Au programme ce soir » where nothing of it begins before the evening; else « aujourd’hui ». */
export const sayProgramme = (events: MeetingWire[], { lang, now, timeZone }: Said): string =>
  translate(
    lang,
    hourOf(now, timeZone) >= EVENING || events.every(({ startsAt }) => hourOf(new Date(startsAt), timeZone) >= EVENING)
      ? 'event.tonight'
      : 'event.today',
  );
