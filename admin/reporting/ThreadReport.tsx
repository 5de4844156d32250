import type { SpanReport, ThreadReport as Report } from '#server/reporting/wire.ts';
import { api } from '../api.ts';
import { useMoments } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';

/** What came of one discussion, at a day and at a week: the table is the chart. */
export function ThreadReport({ id }: { id: string }) {
  const { t, locale } = useWords();
  const moment = useMoments();
  const loaded = useLoad(() => api.get<Report>(`/reports/threads/${id}?lang=${locale}`));
  const report = loaded.value;
  useTitle(report ? t('reporting.after', { title: report.title }) : t('reporting.title'));
  return (
    <div class="page">
      <p>
        <a class="tap small" href={hrefOf({ screen: 'reports', part: 'threads', at: null })}>
          ← {t('reporting.threads')}
        </a>
      </p>
      {!report && <Loading {...loaded} />}
      {report && (
        <>
          <header class="top bar">
            <div>
              <h1>{t('reporting.after', { title: report.title })}</h1>
              <p>{t('reporting.opened_at', { at: moment(report.openedAt) })}</p>
            </div>
            <div class="bar push">
              <a class="btn" href={report.url}>
                {t('reporting.see')}
              </a>
              <a class="btn" href={`/api/v1/reports/threads/${id}/figures.csv?lang=${locale}`} download>
                {t('reporting.csv')}
              </a>
            </div>
          </header>
          <Spans spans={report.spans} />
        </>
      )}
    </div>
  );
}

function Spans({ spans }: { spans: SpanReport[] }) {
  const { t } = useWords();
  const moment = useMoments();
  const lines = [...new Map(spans.flatMap((span) => span.lines.map(({ key, label }) => [key, label])))];
  return (
    <div class="tw">
      <table>
        <caption class="vh">{t('reporting.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reporting.figure')}</th>
            {spans.map(({ span, until, over }) => (
              <th key={span} scope="col" class="num">
                {t(`reporting.${span}`)}
                <br />
                <span class="soft small">{t(over ? 'reporting.until' : 'reporting.going', { at: moment(until) })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([key, label]) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {spans.map((span) => (
                <td key={span.span} class="num">
                  {span.lines.find((line) => line.key === key)?.value ?? '0'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
