import { useState } from 'preact/hooks';
import type { MonthReport as Report } from '#server/reporting/wire.ts';
import { api } from '../api.ts';
import { Chart } from '../charts/Chart.tsx';
import { useMoments } from '../clock.tsx';
import { capital, dateWords, dayWords } from '../home/day-words.ts';
import { goTo, hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Sections } from './Sections.tsx';

/** A month, each number beside that of the month before; null: the last that is over. */
export function MonthReport({ month }: { month: string | null }) {
  const { t, locale } = useWords();
  const query = `lang=${locale}${month ? `&month=${month}` : ''}`;
  const loaded = useLoad(() => api.get<Report>(`/reports/month?${query}`));
  const report = loaded.value;
  useTitle(report ? monthWords(report.month, locale) : t('reporting.title'));
  if (!report) return <Loading {...loaded} />;
  return (
    <div class="stack-6">
      <Head report={report} />
      {report.countedAt === null && <p class="soft">{t('reporting.month_not_yet')}</p>}
      {report.days.length > 0 && (
        <div class="report-charts">
          <Posts days={report.days} />
          <Removed days={report.days} />
        </div>
      )}
      {report.sections.length > 0 && (
        <div class="report-parts">
          <Sections sections={report.sections} />
        </div>
      )}
    </div>
  );
}

const monthWords = (month: string, locale: string) =>
  capital(new Date(`${month}-15T12:00:00Z`).toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }));

function Head({ report: { month, from, until, over, months, countedAt } }: { report: Report }) {
  const { t, locale } = useWords();
  const moment = useMoments();
  const file = (name: string) => `/api/v1/reports/month/${name}?month=${month}&lang=${locale}`;
  const [picked, setPicked] = useState(month);
  return (
    <header class="bar">
      <div>
        <h2>{monthWords(month, locale)}</h2>
        <p class="soft small">
          {t('reporting.month_span', { from: moment(from), until: moment(until) })}{' '}
          {countedAt && t('reporting.counted_at', { at: moment(countedAt) })} {!over && t('reporting.month_going')}
        </p>
      </div>
      <div class="bar push no-print">
        {months.length > 0 && (
          <label class="bar">
            <span class="small">{t('reporting.month_pick')}</span>
            <select
              value={picked}
              onChange={({ currentTarget: { value } }) => {
                setPicked(value);
                goTo(hrefOf({ screen: 'reports', part: 'month', at: value }));
              }}
            >
              {!months.includes(month) && <option value={month}>{monthWords(month, locale)}</option>}
              {months.map((one) => (
                <option key={one} value={one}>
                  {monthWords(one, locale)}
                </option>
              ))}
            </select>
          </label>
        )}
        {countedAt && (
          <>
            <a class="btn" href={file('figures.csv')} download>
              {t('reporting.csv')}
            </a>
            <a class="btn" href={file('report.pdf')} download>
              {t('reporting.pdf')}
            </a>
            <button class="btn" type="button" onClick={() => print()}>
              {t('reporting.print')}
            </button>
          </>
        )}
      </div>
    </header>
  );
}

function Posts({ days }: Pick<Report, 'days'>) {
  const { t, number, locale } = useWords();
  const best = days.reduce((a, b) => (b.posts > a.posts ? b : a));
  const sentence = t('reporting.chart_posts_said', { best: dayWords(best.day, locale), n: best.posts });
  return (
    <section aria-label={t('reporting.chart_posts_figure')}>
      <p class="say">{sentence}</p>
      <Chart
        caption={t('reporting.chart_posts', { n: days.reduce((sum, { posts }) => sum + posts, 0) })}
        sentence={sentence}
        points={days.map(({ day, posts: n }) => ({ key: day, name: dayWords(day, locale), n }))}
        shape="columns"
        marked={best.day}
        say={(n) => number(n, Number.isInteger(n) ? 0 : 1)}
        ends={endsOf(days, locale)}
        figure={t('reporting.chart_posts_figure')}
        when={t('reporting.chart_day')}
      />
    </section>
  );
}

function Removed({ days }: Pick<Report, 'days'>) {
  const { t, number, locale } = useWords();
  const n = days.reduce((sum, { removed }) => sum + removed, 0);
  const sentence = t('reporting.chart_removed_said', { n });
  return (
    <section aria-label={t('reporting.chart_removed_figure')}>
      <p class="say">{sentence}</p>
      <Chart
        caption={t('reporting.chart_removed', { n })}
        sentence={sentence}
        points={days.map(({ day, removed, posts: of }) => ({ key: day, name: dayWords(day, locale), n: removed, of }))}
        shape="columns"
        say={(count) => number(count, Number.isInteger(count) ? 0 : 1)}
        ends={endsOf(days, locale)}
        figure={t('reporting.chart_removed_figure')}
        when={t('reporting.chart_day')}
        of={t('reporting.chart_posts_figure')}
      />
    </section>
  );
}

const endsOf = (days: Report['days'], locale: string) => [dateWords(days[0]!.day, locale), dateWords(days.at(-1)!.day, locale)];
