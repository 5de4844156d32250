import type { ReportWire, Score } from '#server/cases/wire.ts';
import { useWords } from '../../words.tsx';

const COLUMNS = ['base', 'trust', 'accuracy', 'reason', 'damping', 'weight'] as const;

/** How reports add up: the sentence, then the sum that proves it, as it stood at the last of them. */
export function ReportScore({ score, reports }: { score: Score | null; reports: ReportWire[] }) {
  const { t, locale } = useWords();
  if (!score) return null;
  const figure = (n: number) => n.toLocaleString(locale, { maximumFractionDigits: 2 });
  const nameOf = (report: string) => reports.find(({ id }) => id === report)?.reporter.name ?? '—';
  const said = {
    total: figure(score.total),
    threshold: figure(score.threshold),
    reporters: score.reporters,
    needed: score.needed,
    why: score.spared ?? '',
  };
  return (
    <section class="why">
      <p>{t(score.hides ? 'score.hidden' : score.spared ? 'score.spared' : 'score.below', said)}</p>
      <details>
        <summary>{t('score.table')}</summary>
        <div class="tw">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('score.reporter')}</th>
                {COLUMNS.map((column) => (
                  <th scope="col" class="num" key={column}>
                    {t(`score.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {score.parts.map((part) => (
                <tr key={part.report}>
                  <th scope="row">{nameOf(part.report)}</th>
                  {COLUMNS.map((column) => (
                    <td class="num" key={column}>
                      {column === 'damping' ? `× ${figure(part.damping)}` : figure(part[column])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={COLUMNS.length}>
                  {t('score.total')}
                </th>
                <td class="num">{figure(score.total)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      </details>
    </section>
  );
}
