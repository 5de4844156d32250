import type { DigestsWire } from '#server/digests/wire.ts';
import { api } from '../api.ts';
import { Moment } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { LETTER_FIGURES } from './letter-figures.ts';
import { useCalendarEvents } from './live.ts';

/** Letters that left, and what became of each. */
export function LettersView() {
  const { t, number } = useWords();
  const loaded = useLoad(() => api.get<DigestsWire>('/letters'));
  useCalendarEvents(loaded.reload);
  useTitle(t('calendar.letters'));
  const to = (view: 'week' | 'item', at: string | null) => hrefOf({ screen: 'calendar', view, at });
  return (
    <div class="page">
      <header class="top bar">
        <div>
          <p class="small">
            <a href={to('week', null)}>{t('rail.calendar')}</a>
          </p>
          <h1>{t('calendar.letters')}</h1>
          <p>{t('calendar.letters_hint')}</p>
        </div>
        <a class="btn push" data-primary href={to('item', 'letter')}>
          {t('calendar.letter.new')}
        </a>
      </header>
      {!loaded.value ? (
        <Loading {...loaded} />
      ) : loaded.value.letters.length === 0 ? (
        <p class="soft">{t('calendar.letters_none')}</p>
      ) : (
        <div class="tw">
          <table class="threads">
            <caption class="vh">{t('calendar.letters')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('calendar.letter.title')}</th>
                {LETTER_FIGURES.map((figure) => (
                  <th key={figure} scope="col" class="num">
                    {t(`calendar.letter.${figure}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {loaded.value.letters.map(({ item, title, to: name, at, figures }) => (
                <tr key={item}>
                  <th scope="row">
                    <a href={to('item', item)}>{title}</a>
                    <span class="soft small">
                      {' '}
                      {name} · <Moment at={at} />
                      {figures.calledOff && ` · ${t('calendar.letter.called_off_short')}`}
                    </span>
                  </th>
                  {LETTER_FIGURES.map((figure) => (
                    <td key={figure} class="num" data-label={t(`calendar.letter.${figure}`)}>
                      {number(figures[figure])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
