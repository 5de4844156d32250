import type { MeasureKind } from '#server/cases/wire.ts';
import { spansOf } from '../../queue/acts/measure-form.ts';
import { sayHours } from '../../queue/acts/say-hours.ts';
import { useFocusNext } from '../../use-form.ts';
import { useWords } from '../../words.tsx';
import { Heads } from '../Heads.tsx';
import { addStep, KINDS, withKind, type StepForm } from './ladder-form.ts';

const ADD_ID = 'ladder-add';
const fromId = (key: number) => `ladder-from-${key}`;

type Props = { steps: StepForm[]; errorIn: (field: string) => string | undefined; onChange: (steps: StepForm[]) => void };

/** From how many points on, which measure, for how long. */
export function Steps({ steps, errorIn, onChange }: Props) {
  const { t } = useWords();
  const focusNext = useFocusNext();
  const add = () => {
    const next = addStep(steps);
    focusNext(fromId(next.at(-1)!.key));
    onChange(next);
  };
  return (
    <fieldset class="stack">
      <legend>{t('ladder.steps')}</legend>
      <div class="tw">
        <table class="roomy">
          <Heads columns={[t('ladder.from'), t('ladder.kind'), t('ladder.span')]} />
          <tbody>
            {steps.map((step, i) => (
              <Step
                key={step.key}
                step={step}
                error={errorIn(`ladder.steps.${i}`)}
                onChange={(changed) => onChange(steps.with(i, changed))}
                onRemove={() => (focusNext(ADD_ID), onChange(steps.toSpliced(i, 1)))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {steps.length === 0 && <p class="err">{errorIn('ladder.steps')}</p>}
      <p>
        <button class="btn" type="button" id={ADD_ID} onClick={add}>
          {t('ladder.add')}
        </button>
      </p>
    </fieldset>
  );
}

type StepProps = { step: StepForm; error: string | undefined; onChange: (step: StepForm) => void; onRemove: () => void };

function Step({ step, error, onChange, onRemove }: StepProps) {
  const { t } = useWords();
  const { key, from, kind, hours } = step;
  const name = t('ladder.step', { from, kind: t(`measure.noun.${kind}`) });
  const cell = (field: 'kind' | 'span') => ({ 'aria-label': t('section.cell', { field: t(`ladder.${field}`), name }) });
  const spans = spansOf(kind);
  return (
    <tr>
      <td>
        <input
          id={fromId(key)}
          class="figure"
          aria-label={t('ladder.from')}
          aria-invalid={error ? true : undefined}
          aria-describedby={error && `${fromId(key)}-error`}
          inputMode="numeric"
          value={from}
          onInput={(event) => onChange({ ...step, from: event.currentTarget.value })}
        />
        {error && (
          <span class="err" id={`${fromId(key)}-error`}>
            {error}
          </span>
        )}
      </td>
      <td>
        <select {...cell('kind')} value={kind} onChange={(event) => onChange(withKind(step, event.currentTarget.value as MeasureKind))}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {t(`measure.noun.${each}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        {spans.length === 0 ? (
          <span class="soft">{t(kind === 'ban' ? 'measure.endless' : 'ladder.once')}</span>
        ) : (
          <select
            {...cell('span')}
            value={String(hours)}
            onChange={(event) =>
              onChange({ ...step, hours: event.currentTarget.value === 'null' ? null : Number(event.currentTarget.value) })
            }
          >
            {[...new Set([...spans, hours])].map((each) => (
              <option key={each} value={String(each)}>
                {sayHours(t, each)}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        <button class="btn" data-quiet type="button" aria-label={t('section.remove_named', { name })} onClick={onRemove}>
          {t('section.remove')}
        </button>
      </td>
    </tr>
  );
}
