import { useState } from 'preact/hooks';
import type { MeasureRow } from '#server/members/wire.ts';
import { Ago, useMoments } from '../clock.tsx';
import { useMeasureWords } from '../queue/measure-words.ts';
import { WordsDialog } from '../queue/WordsDialog.tsx';
import { useWords } from '../words.tsx';

type Props = { measures: MeasureRow[]; mayLift: boolean; onLift: (id: string, reason: string) => Promise<unknown> };

/** What was asked or refused of them, the latest first. */
export function Measures({ measures, mayLift, onLift }: Props) {
  const { t } = useWords();
  const [lifting, setLifting] = useState<string | null>(null);
  return (
    <section class="author" aria-labelledby="member-measures">
      <h2 id="member-measures">{t('file.measures')}</h2>
      {measures.length === 0 && <p class="soft">{t('file.measures_none')}</p>}
      <ul class="lines">
        {measures.map((measure) => (
          <li key={measure.id}>
            <Measure measure={measure} />
            {mayLift && measure.state === 'in force' && (
              <button class="btn" data-quiet type="button" onClick={() => setLifting(measure.id)}>
                {t('file.lift')} <span class="vh">{t(`measure.noun.${measure.kind}`)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {lifting && (
        <WordsDialog
          title={t('file.lift_title')}
          label={t('file.lift_why')}
          go={t('file.lift_go')}
          onSend={(reason) => onLift(lifting, reason)}
          onClose={() => setLifting(null)}
        />
      )}
    </section>
  );
}

function Measure({ measure: { kind, from, until, rule, note, by, state, url } }: { measure: MeasureRow }) {
  const { t } = useWords();
  const dateOf = useMoments();
  const { asNoun, asState } = useMeasureWords();
  const end = until && state !== 'in force' && dateOf(until);
  return (
    <>
      <p>
        <a href={url}>{state === 'in force' ? asState({ kind, until }) : asNoun({ kind, until: null })}</a>{' '}
        <span class="state" data-s={state === 'in force' ? 'bad' : undefined}>
          {t(`file.state.${state}`)}
        </span>
      </p>
      <p class="small soft">
        <Ago at={from} />
        {end && ` · ${t('file.until', { date: end })}`}
        {rule && ` · ${t('file.rule', { rule: rule.number })}`}
        {by && ` · ${by}`}
      </p>
      {note && <p class="small">{t('quote', { text: note })}</p>}
    </>
  );
}
