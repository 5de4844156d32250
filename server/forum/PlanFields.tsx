import { Field, type Problem, type Typed } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';

/** What the newsroom says of a conversation that it opens, by the names of its fields. */
export const MOMENTS = ['answersFrom', 'answersUntil', 'opensAt', 'closesAt', 'remindsAt'] as const;
export const PLANNED = [...MOMENTS, 'article'] as const;

type Props = { t: Translate; typed: Typed; problem?: Problem | undefined; zone: string };

/** Folded until wanted, or until something is said in it. */
export function PlanFields({ t, typed, problem, zone }: Props) {
  const said = PLANNED.some((name) => typed[name] || problem?.fields[name]);
  const faults = problem ? { problem } : {};
  return (
    <>
      <fieldset class="field">
        <legend>{t('plan.answers')}</legend>
        <p class="meta">{t('plan.answersHelp', { zone })}</p>
        <MomentFields names={['answersFrom', 'answersUntil']} {...{ t, typed, problem }} />
      </fieldset>
      <details open={said || undefined}>
        <summary>{t('plan.title')}</summary>
        <div class="flow">
          <p class="meta">{t('plan.help', { zone })}</p>
          <MomentFields names={['opensAt', 'closesAt', 'remindsAt']} {...{ t, typed, problem }} />
          <Field name="article" label={t('plan.article')} help={t('plan.articleHelp')} required={false} value={typed.article} {...faults} />
        </div>
      </details>
    </>
  );
}

type MomentProps = Omit<Props, 'zone'> & { names: (typeof MOMENTS)[number][] };

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
