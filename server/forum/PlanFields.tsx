import { Field } from '../accounts/form.tsx';
import type { FieldsProps } from './kind-parts.tsx';

/** What the newsroom says of a conversation that it opens, by the names of its fields. */
export const MOMENTS = ['answersFrom', 'answersUntil', 'opensAt', 'closesAt', 'remindsAt'] as const;
export const PLANNED = ['opensAt', 'closesAt', 'remindsAt', 'article'] as const;

/** Folded until wanted, or until something is said in it. */
export function PlanFields({ t, typed, problem, zone }: FieldsProps) {
  const said = PLANNED.some((name) => typed[name] || problem?.fields[name]);
  const faults = problem ? { problem } : {};
  return (
    <details open={said || undefined}>
      <summary>{t('plan.title')}</summary>
      <div class="flow">
        <p class="meta">{t('plan.help', { zone })}</p>
        <MomentFields names={['opensAt', 'closesAt', 'remindsAt']} {...{ t, typed, problem }} />
        <Field name="article" label={t('plan.article')} help={t('plan.articleHelp')} required={false} value={typed.article} {...faults} />
      </div>
    </details>
  );
}

/** When those who are asked answer. */
export const AnswerFields = ({ t, typed, problem, zone }: FieldsProps) => (
  <fieldset class="field">
    <legend>{t('plan.answers')}</legend>
    <p class="meta">{t('plan.answersHelp', { zone })}</p>
    <MomentFields names={['answersFrom', 'answersUntil']} {...{ t, typed, problem }} />
  </fieldset>
);

type MomentProps = Omit<FieldsProps, 'zone'> & { names: (typeof MOMENTS)[number][] };

export const MomentFields = ({ t, typed, problem, names }: MomentProps) => (
  <div class="pair">
    {names.map((name) => (
      <Field
        key={name}
        name={name}
        type="datetime-local"
        label={t(`plan.${name}`)}
        required={false}
        value={typed[name]}
        {...(problem && { problem })}
      />
    ))}
  </div>
);
