import type { DeskWire } from '#server/desk/wire.ts';
import type { MeetingsPage, MeetingWire } from '#server/meetings/wire.ts';
import { useState } from 'preact/hooks';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { More } from '../More.tsx';
import { hrefOf, type EventsWhen } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';

type Props = { site: DeskWire['site']; when: EventsWhen };

/** A site's events: who comes to each, and where it is run from. */
export function EventsScreen({ site, when }: Props) {
  const { t } = useWords();
  useTitle(t('events.title'));
  return (
    <div class="page">
      <header class="top">
        <div>
          <h1>{t('events.title')}</h1>
          <p>{t('events.hint')}</p>
        </div>
        <div class="bar">
          <a class="btn" href="/new?kind=event">
            {t('events.announce')}
          </a>
        </div>
      </header>
      <nav class="tabs" aria-label={t('events.which')}>
        {(['upcoming', 'past'] as const).map((one) => (
          <a key={one} href={hrefOf({ screen: 'events', when: one })} aria-current={one === when ? 'page' : undefined}>
            {t(`events.${one}`)}
          </a>
        ))}
      </nav>
      <List key={when} site={site} when={when} />
    </div>
  );
}

function List({ site, when }: Props) {
  const { t } = useWords();
  const path = `/events?site=${encodeURIComponent(site.key)}&when=${when}`;
  const loaded = useLoad(() => api.get<MeetingsPage>(path));
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { events, next } = loaded.value;
  if (events.length === 0) return <p class="soft">{t(`events.none.${when}`)}</p>;
  return (
    <div class="stack">
      {error && <Failure error={error} />}
      <div class="tw">
        <table class="threads">
          <caption class="vh">{t('events.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('events.event')}</th>
              <th scope="col">{t('events.hours')}</th>
              <th scope="col" class="num">
                {t('events.comes')}
              </th>
              <th scope="col" class="num">
                {t('events.maybes')}
              </th>
              <th scope="col" class="num">
                {t('events.waits')}
              </th>
              <th scope="col">{t('events.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <Row key={event.id} event={event} />
            ))}
          </tbody>
        </table>
      </div>
      <More<MeetingsPage>
        path={next && `${path}&cursor=${encodeURIComponent(next)}`}
        onPage={(page) => loaded.set({ events: [...events, ...page.events], next: page.next })}
        onFailure={setError}
      />
    </div>
  );
}

function Row({ event }: { event: MeetingWire }) {
  const { t, number, locale } = useWords();
  const { id, title, url, state, startsAt, timeZone, place, capacity, comes, maybes, waits } = event;
  const hours = new Date(startsAt).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <tr>
      <th scope="row">
        <a href={url}>{title}</a> <span class="soft small">{place}</span>
      </th>
      <td data-label={t('events.hours')}>
        <time dateTime={startsAt}>{hours}</time>{' '}
        {(state === 'under_way' || state === 'cancelled') && (
          <span class="tag" data-k={state === 'cancelled' ? 'bad' : undefined}>
            {t(`events.state.${state}`)}
          </span>
        )}
      </td>
      <td class="num" data-label={t('events.comes')}>
        {capacity === null ? number(comes) : t('events.of', { n: number(comes), of: number(capacity) })}
      </td>
      <td class="num" data-label={t('events.maybes')}>
        {number(maybes)}
      </td>
      <td class="num" data-label={t('events.waits')}>
        {number(waits)}
      </td>
      <td>
        <a class="tap small" href={`/events/${id}/list`} aria-label={t('threads.list_named', { title })}>
          {t('threads.list')}
        </a>
        {' · '}
        <a class="tap small" href={`/events/${id}/settings`} aria-label={t('events.settings_named', { title })}>
          {t(state === 'over' ? 'events.recap' : 'events.settings')}
        </a>
      </td>
    </tr>
  );
}
