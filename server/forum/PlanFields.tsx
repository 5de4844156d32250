import { Field } from '../accounts/form.tsx';
import type { PartnersWire } from '../partners/wire.ts';
import type { FieldsProps } from './kind-parts.tsx';

/** What the newsroom says of a conversation that it opens, by the names of its fields. */
export const MOMENTS = ['answersFrom', 'answersUntil', 'opensAt', 'closesAt', 'remindsAt'] as const;
export const PLANNED = ['opensAt', 'closesAt', 'remindsAt', 'article', 'partner'] as const;

type Offered = Pick<PartnersWire['partners'][number], 'id' | 'said'>;

/** Folded until wanted, or until something is said in it. */
export function PlanFields({ t, typed, problem, zone, partners }: FieldsProps & { partners: Offered[] }) {
  const said = PLANNED.some((name) => typed[name] || problem?.fields[name]);
  const faults = problem ? { problem } : {};
  return (
    <details open={said || undefined}>
      <summary>{t('plan.title')}</summary>
      <div class="flow">
        <p class="meta">{t('plan.help', { zone })}</p>
        <MomentFields names={['opensAt', 'closesAt', 'remindsAt']} {...{ t, typed, problem }} />
        <Field name="article" label={t('plan.article')} help={t('plan.articleHelp')} required={false} value={typed.article} {...faults} />
        <PartnerField {...{ t, typed, problem, partners }} />
      </div>
    </details>
  );
}

/** With whom it is held: those that run; nothing where there is none. */
function PartnerField({ t, typed, problem, partners }: Omit<FieldsProps, 'zone'> & { partners: Offered[] }) {
  const fault = problem?.fields.partner;
  if (partners.length === 0 && !fault) return null;
  return (
    <div class="field">
      <label for="partner">{t('plan.partner')}</label>
      <select
        id="partner"
        name="partner"
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? 'partner-err' : 'partner-help'}
      >
        <option value="">{t('plan.noPartner')}</option>
        {partners.map(({ id, said }) => (
          <option value={id} selected={id === typed.partner} key={id}>
            {said}
          </option>
        ))}
      </select>
      {fault ? (
        <p id="partner-err">{fault}</p>
      ) : (
        <p class="meta" id="partner-help">
          {t('plan.partnerHelp')}
        </p>
      )}
    </div>
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
