import type { DeskWire } from '#server/desk/wire.ts';
import { hrefOf, type ReportsPart } from '../route.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { DailyReview } from './DailyReview.tsx';
import { MonthReport } from './MonthReport.tsx';
import { ThreadReport } from './ThreadReport.tsx';
import { ThreadReports } from './ThreadReports.tsx';

type Props = { desk: DeskWire; part: ReportsPart; at: string | null };

/** What is looked back at: yesterday, a month, each discussion after its publication. */
export function ReportsScreen({ desk, part, at }: Props) {
  if (part === 'thread' && at) return <ThreadReport key={at} id={at} />;
  return <Parts {...{ desk, part, at }} />;
}

function Parts({ desk, part, at }: Props) {
  const { t } = useWords();
  useTitle(t('reporting.title'));
  const can = { day: desk.can.includes('review'), month: desk.can.includes('month'), threads: true };
  const parts = (['day', 'month', 'threads'] as const).filter((one) => can[one]);
  const shown = parts.find((one) => one === part) ?? 'threads';
  return (
    <div class="page stack">
      <header class="top">
        <h1>{t('reporting.title')}</h1>
      </header>
      <nav class="tabs" aria-label={t('reporting.which')}>
        {parts.map((one) => (
          <a key={one} href={hrefOf({ screen: 'reports', part: one, at: null })} aria-current={one === shown ? 'page' : undefined}>
            {t(`reporting.part.${one}`)}
          </a>
        ))}
      </nav>
      {shown === 'day' && <DailyReview key={at} day={at} />}
      {shown === 'month' && <MonthReport key={at} month={at} />}
      {shown === 'threads' && <ThreadReports />}
    </div>
  );
}
