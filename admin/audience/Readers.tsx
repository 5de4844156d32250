import { useState } from 'preact/hooks';
import type { AudienceWire } from '#server/audience/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import { api } from '../api.ts';
import { Chart } from '../charts/Chart.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useDays } from '../use-days.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Bar } from './figures.tsx';
import { Period } from './Period.tsx';

type Props = { site: DeskWire['site'] };

/** Views and visitors by day, what was read, and what led there. */
export function Readers({ site }: Props) {
  const [days, setDays] = useState(28);
  return (
    <div class="stack-6">
      <Period days={days} onDays={setDays} />
      <Figures key={days} days={days} site={site} />
    </div>
  );
}

function Figures({ days, site }: Props & { days: number }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<AudienceWire>(`/audience?days=${days}`));
  if (!loaded.value) return <Loading {...loaded} />;
  if (loaded.value.days.every(({ views }) => views === 0)) return <p class="soft">{t('audience.none')}</p>;
  return (
    <>
      <Days audience={loaded.value} />
      <Pages audience={loaded.value} />
      <Sources audience={loaded.value} forum={site.forumName} />
    </>
  );
}

function Days({ audience: { days } }: { audience: AudienceWire }) {
  const { t, number } = useWords();
  const dayOf = useDays();
  const [visitors, views] = [sum(days, 'visitors'), sum(days, 'views')];
  const best = days.reduce((a, b) => (b.visitors > a.visitors ? b : a));
  const said = t('audience.said.best', { day: dayOf(best.day), n: best.visitors });
  const span = { from: dayOf(days[0]!.day), to: dayOf(days.at(-1)!.day) };
  return (
    <section class="stack" aria-labelledby="audience-days">
      <h2 id="audience-days">
        {t('audience.said', { visitors: number(visitors), n: visitors, views: number(views), m: views, days: days.length })}
      </h2>
      <p>{said}</p>
      <Chart
        caption={t('audience.chart', span)}
        sentence={said}
        points={days.map((day) => ({ key: day.day, name: dayOf(day.day), n: day.visitors, of: day.views }))}
        shape="columns"
        say={(n) => number(n)}
        ends={[span.from, span.to]}
        figure={t('audience.visitors')}
        when={t('audience.day')}
        of={t('audience.views')}
        marked={best.day}
      />
      <p>
        <a class="btn" href={`/api/v1/audience/days.csv?days=${days.length}`} download>
          {t('audience.csv')}
        </a>
      </p>
    </section>
  );
}

const sum = (days: AudienceWire['days'], figure: 'views' | 'visitors') => days.reduce((all, day) => all + day[figure], 0);

function Pages({ audience: { pages, from, to } }: { audience: AudienceWire }) {
  const { t, number } = useWords();
  const dayOf = useDays();
  if (pages.length === 0) return null;
  const most = Math.max(...pages.map(({ visitors }) => visitors));
  return (
    <section class="stack" aria-labelledby="audience-pages">
      <h2 id="audience-pages">{t('audience.pages')}</h2>
      <div class="tw">
        <table>
          <caption class="vh">{t('audience.pages.caption', { from: dayOf(from), to: dayOf(to) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('audience.page')}</th>
              <th scope="col" class="num barred" colSpan={2}>
                {t('audience.visitors')}
              </th>
              <th scope="col" class="num">
                {t('audience.views')}
              </th>
            </tr>
          </thead>
          <tbody>
            {pages.map(({ title, url, article, visitors, views }) => (
              <tr key={url}>
                <th scope="row">
                  <a href={url}>{title ?? t('audience.untitled')}</a> {article && <span class="soft small">{t('audience.under')}</span>}
                </th>
                <td class="num">{number(visitors)}</td>
                <Bar value={visitors} of={most} />
                <td class="num">{number(views)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Sources({ audience: { sources, from, to }, forum }: { audience: AudienceWire; forum: string }) {
  const { t, number } = useWords();
  const dayOf = useDays();
  if (sources.length === 0) return null;
  const most = Math.max(...sources.map(({ visits }) => visits));
  return (
    <section class="stack" aria-labelledby="audience-sources">
      <h2 id="audience-sources">{t('audience.sources')}</h2>
      <p class="soft">{t('audience.sources.hint', { forum })}</p>
      <div class="tw">
        <table>
          <caption class="vh">{t('audience.sources.caption', { from: dayOf(from), to: dayOf(to) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('audience.source')}</th>
              <th scope="col" class="num barred" colSpan={2}>
                {t('audience.visits')}
              </th>
              <th scope="col" class="num">
                {t('audience.visitors')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ host, visits, visitors }) => (
              <tr key={host}>
                <th scope="row">{host === '' ? t('audience.straight') : host === '*' ? t('audience.others') : host}</th>
                <td class="num">{number(visits)}</td>
                <Bar value={visits} of={most} />
                <td class="num">{number(visitors)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
