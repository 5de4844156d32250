import type { ReportedThreads } from '#server/reporting/wire.ts';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** Those that the newsroom opened, the latest first. */
export function ThreadReports() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<ReportedThreads>('/reports/threads'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { threads } = loaded.value;
  if (threads.length === 0) return <p class="soft">{t('reporting.none')}</p>;
  return (
    <div class="stack">
      <p class="soft">{t('reporting.threads_hint')}</p>
      <div class="tw">
        <table>
          <caption class="vh">{t('reporting.threads')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('reporting.thread')}</th>
              <th scope="col">{t('reporting.by')}</th>
              <th scope="col">{t('reporting.opened')}</th>
            </tr>
          </thead>
          <tbody>
            {threads.map(({ id, title, by, openedAt }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={hrefOf({ screen: 'reports', part: 'thread', at: id })}>{title}</a>
                </th>
                <td>{by}</td>
                <td>
                  <Day at={openedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
