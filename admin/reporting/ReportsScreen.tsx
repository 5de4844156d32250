import { hrefOf, type ReportsPart } from '../route.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { ThreadReport } from './ThreadReport.tsx';
import { ThreadReports } from './ThreadReports.tsx';

type Props = { part: ReportsPart; at: string | null };

/** What is looked back at: each discussion after its publication. */
export function ReportsScreen({ part, at }: Props) {
  if (part === 'thread' && at) return <ThreadReport key={at} id={at} />;
  return <Choice />;
}

function Choice() {
  const { t } = useWords();
  useTitle(t('reporting.title'));
  return (
    <div class="page">
      <header class="top">
        <h1>{t('reporting.title')}</h1>
      </header>
      <nav class="tabs" aria-label={t('reporting.which')}>
        <a href={hrefOf({ screen: 'reports', part: 'threads', at: null })} aria-current="page">
          {t('reporting.threads')}
        </a>
      </nav>
      <ThreadReports />
    </div>
  );
}
