import type { ReportLine, ReportSection } from '#server/reporting/wire.ts';
import { useWords } from '../words.tsx';

const compares = (lines: ReportLine[]) => lines.some(({ before }) => before !== undefined);

/** What a report says, a table for each of its parts: the table is the chart. A number leads to what it counts. */
export function Sections({ sections }: { sections: ReportSection[] }) {
  const { t } = useWords();
  return (
    <>
      {sections.map(({ key, title, lines, none }) => (
        <section class="report-part" key={key} aria-labelledby={`report-${key}`}>
          <h2 id={`report-${key}`}>{title}</h2>
          {lines.length === 0 && <p class="soft">{none}</p>}
          {lines.length > 0 && (
            <table>
              <thead class={compares(lines) ? undefined : 'vh'}>
                <tr>
                  <th scope="col">{t('reporting.figure')}</th>
                  <th scope="col" class="num">
                    {t('reporting.value')}
                  </th>
                  {compares(lines) && (
                    <th scope="col" class="num">
                      {t('reporting.month_before')}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.key}>
                    <th scope="row">
                      {line.url ? <a href={line.url}>{line.label}</a> : line.label}
                      {line.note && <span class="soft small"> {line.note}</span>}
                    </th>
                    <td class="num">{line.value}</td>
                    {compares(lines) && <td class="num soft">{line.before}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </>
  );
}
