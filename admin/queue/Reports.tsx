import type { ReportWire } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';

type Props = { reports: ReportWire[]; revision: number; rules: RuleWire[] };

export function Reports({ reports, revision, rules }: Props) {
  const { t } = useWords();
  if (!reports.length) return null;
  return (
    <section class="why" aria-labelledby="reports">
      <h3 id="reports">{t('reports.title', { n: reports.length })}</h3>
      <ul class="lines">
        {reports.map(({ id, reporter, at, rule, note, revision: on }) => (
          <li key={id}>
            <p>
              <b class="who">{reporter.name}</b>{' '}
              {rule && <span>{t('rule.named', { rule, title: rules.find((each) => each.number === rule)?.title ?? '' })}</span>}{' '}
              <span class="soft">
                <Ago at={at} />
                {on < revision && ` · ${t('reports.older')}`}
              </span>
            </p>
            {note && <p class="small">{t('quote', { text: note })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
