import { useState } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import type { AppealInput, AppealWire, LegalGroundWire, LegalWire } from '#server/notices/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { api, type ApiError } from '../../api.ts';
import { Ago } from '../../clock.tsx';
import { Failure } from '../../Failure.tsx';
import { asApiError } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { GroundField, RuleField } from './fields.tsx';

type Props = {
  detail: CaseDetail;
  law: LegalWire;
  rules: RuleWire[];
  grounds: LegalGroundWire[];
  onAnswered: (detail: CaseDetail) => void;
};

/** Who contests what, who may not answer, and the answer. */
export function AppealPanel(props: Props) {
  const { t } = useWords();
  const { appeals, mayDecide } = props.law;
  const waiting = appeals.find(({ state }) => state === 'open');
  const { by } = appeals[0]!.contested;
  return (
    <section class="why" aria-labelledby="appeal">
      <h3 id="appeal">{t('case.law.appeal')}</h3>
      {appeals.map((appeal) => (
        <Appeal key={appeal.id} appeal={appeal} />
      ))}
      {waiting && mayDecide !== 'yes' && <p class="notice">{t(`case.law.${mayDecide === 'no' ? 'notYou' : 'aloneYou'}`)}</p>}
      {waiting && mayDecide === 'yes' && by && <p class="small soft">{t('case.law.notThem', { name: by })}</p>}
      {waiting && mayDecide !== 'no' && <Answer {...props} appeal={waiting} />}
    </section>
  );
}

function Appeal({ appeal }: { appeal: AppealWire }) {
  const { t } = useWords();
  const { by, at, text, state, answer, decidedAt, alone, contested } = appeal;
  return (
    <article class="law-notice">
      <p class="small soft">
        <b class="who">{t(`case.law.by_${by}`)}</b> <Ago at={at} /> ·{' '}
        {t('case.law.contested', { name: contested.by ?? t('case.law.machine') })} <Ago at={contested.at} />
      </p>
      <blockquote class="kept">{text}</blockquote>
      {state !== 'open' && (
        <p>
          <b>{t(`case.law.outcome_${state}`)}</b> {decidedAt && <Ago at={decidedAt} />} {t('quote', { text: answer })}
          {alone && <span class="tag">{t('case.law.aloneTag')}</span>}
        </p>
      )}
    </article>
  );
}

type Outcome = AppealInput['outcome'];

function Answer({ detail, law, rules, grounds, onAnswered, appeal }: Props & { appeal: AppealWire }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<Outcome | ''>('');
  const [answer, setAnswer] = useState('');
  const [ground, setGround] = useState('');
  const [rule, setRule] = useState('');
  const [alone, setAlone] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const takes = appeal.by === 'notifier' && (outcome === 'partly' || outcome === 'reversed');
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const because = { ...(takes && ground && { legalGround: ground }), ...(takes && rule && { rule: Number(rule) }) };
    const input = { version: detail.version, outcome, answer: answer.trim(), ...because, ...(alone && { alone }) };
    await api
      .post<{ case: CaseDetail }>(`/appeals/${appeal.id}/decision`, input)
      .then(
        ({ case: decided }) => onAnswered(decided),
        (failure) => setError(asApiError(failure)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form class="six" data-form="appeal" noValidate onSubmit={(event) => void send(event)}>
      {error && <Failure error={error} />}
      <fieldset class="field">
        <legend>{t('case.law.answer_outcome')}</legend>
        {(['upheld', 'partly', 'reversed'] as const).map((one) => (
          <label class="check" key={one}>
            <input type="radio" name="outcome" value={one} checked={one === outcome} onChange={() => setOutcome(one)} />
            {t(`case.law.${appeal.by}_${one}`)}
          </label>
        ))}
        <span class="err">{error?.facts.fields?.outcome}</span>
      </fieldset>
      {takes && <GroundField {...{ grounds }} value={ground} onChange={setGround} />}
      {takes && <RuleField {...{ rules }} value={rule} onChange={setRule} />}
      <label class="field">
        <span>{t('case.law.answer')}</span>
        <textarea rows={3} maxLength={5000} value={answer} onInput={(event) => setAnswer(event.currentTarget.value)} />
        <span class="hint">{t('case.law.answer_hint')}</span>
        <span class="err">{error?.facts.fields?.answer ?? error?.facts.fields?.rule}</span>
      </label>
      {law.mayDecide === 'alone' && (
        <label class="check">
          <input type="checkbox" checked={alone} onChange={(event) => setAlone(event.currentTarget.checked)} />
          {t('case.law.alone')}
        </label>
      )}
      <button class="btn" data-primary type="submit" aria-disabled={busy}>
        {t('case.law.answer_send')}
      </button>
    </form>
  );
}
