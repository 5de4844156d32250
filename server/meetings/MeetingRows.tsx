import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { sayStart } from './say-hours.ts';
import type { MeetingWire } from './wire.ts';

/** A list of events, each by its own clocks. */
export function MeetingRows({ c, events }: { c: Context<Env>; events: MeetingWire[] }) {
  const t = wordsOf(c);
  return (
    <ol class="rows">
      {events.map(({ id, url, title, state, startsAt, endsAt, timeZone, place, online, comes, own }) => (
        <li class="row" key={id}>
          <div>
            {state !== 'announced' && <p class="kicker">{t('event.state', { state })}</p>}
            <h3 class="small">
              <a href={new URL(url).pathname}>{title}</a>
            </h3>
            <p class="meta">
              <time dateTime={startsAt}>
                {sayStart(c.var.locale, { startsAt: new Date(startsAt), endsAt: new Date(endsAt), timeZone })}
              </time>
              <span>{place || (online && t('event.online'))}</span>
              {own && own.answer !== 'no' && <strong>{t('event.own', { answer: own.answer, before: own.before })}</strong>}
            </p>
          </div>
          <p class="num">
            <span>{t(state === 'over' ? 'event.came' : 'event.comes', { n: comes })}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
