import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import type { LegalGroundWire } from '#server/notices/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { MediaChoice } from '../grounds/MediaChoice.tsx';
import type { Choice } from '../open-case.ts';
import { missingOf, type Six } from './six.ts';
import { GroundField, RuleField } from './fields.tsx';

type Props = {
  detail: CaseDetail;
  rules: RuleWire[];
  grounds: LegalGroundWire[];
  noticed: string;
  sending: boolean;
  onSettle: (choice: Choice) => void;
};

const VERDICTS = ['reject', 'hide', 'ask_edit', 'take_out', 'approve'] as const;

/** The decision's form is the statement of reasons: the six elements of article 17(3), each filled or to fill. */
export function SixParts({ detail, rules, grounds, noticed, sending, onSettle }: Props) {
  const { t } = useWords();
  const shown = detail.media.filter(({ taken }) => !taken);
  const [six, set] = useState<Six>({
    verdict: 'reject',
    ground: noticed,
    rule: '',
    note: '',
    media: shown.length === 1 ? [shown[0]!.id] : [],
  });
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = missingOf(six);
  const put = (change: Partial<Six>) => set({ ...six, ...change });
  const automatic = detail.findings.length > 0;
  const submit = (event: Event) => {
    event.preventDefault();
    setAsked(true);
    if (missing.length > 0) return form.current?.querySelector<HTMLElement>(`[name=${missing[0]}]`)?.focus();
    if (sending) return;
    const { verdict, ground, rule, note, media } = six;
    if (verdict === 'approve') return onSettle({ verdict });
    onSettle({
      verdict,
      note: note.trim(),
      ...(ground && { legalGround: ground }),
      ...(rule && { rule: Number(rule) }),
      ...(verdict === 'take_out' && { media }),
    });
  };
  const taking = six.verdict !== 'approve';
  return (
    <form class="six why" data-form="six" aria-labelledby="six" noValidate ref={form} onSubmit={submit}>
      <h3 id="six">{t('case.law.six')}</h3>
      <label class="field">
        <span>{t('case.law.measure')}</span>
        <select value={six.verdict} onChange={(event) => put({ verdict: event.currentTarget.value as Six['verdict'] })}>
          {VERDICTS.filter((verdict) => verdict !== 'take_out' || shown.length > 0).map((verdict) => (
            <option key={verdict} value={verdict}>
              {t(`case.law.measure_${verdict}`)}
            </option>
          ))}
        </select>
      </label>
      {taking && (
        <ol class="letters">
          <Part title={t('case.law.part_a')} filled={!missing.includes('media')}>
            <p>{t(`case.law.a_${six.verdict as 'reject'}`)}</p>
            {six.verdict === 'take_out' && (
              <MediaChoice media={shown} chosen={six.media} missing={asked} onChange={(media) => put({ media })} />
            )}
          </Part>
          <Part title={t('case.law.part_b')} filled={!missing.includes('note')}>
            <label class="field">
              <span>{t('case.law.b_note')}</span>
              <textarea
                name="note"
                rows={3}
                maxLength={2000}
                value={six.note}
                aria-invalid={asked && missing.includes('note')}
                onInput={(event) => put({ note: event.currentTarget.value })}
              />
              <span class={asked && missing.includes('note') ? 'err' : 'hint'}>{t('case.law.b_hint')}</span>
            </label>
          </Part>
          <Part title={t('case.law.part_c')} filled>
            <p>{t(automatic ? 'case.law.c_found' : 'case.law.c_none')}</p>
          </Part>
          <Part title={t('case.law.part_d')} filled={!missing.includes('ground')}>
            <GroundField
              {...{ grounds }}
              invalid={asked && missing.includes('ground')}
              value={six.ground}
              onChange={(ground) => put({ ground })}
            />
          </Part>
          <Part title={t('case.law.part_e')} filled={!missing.includes('ground')}>
            <RuleField {...{ rules }} value={six.rule} onChange={(rule) => put({ rule })} />
          </Part>
          <Part title={t('case.law.part_f')} filled>
            <p>{t('case.law.f')}</p>
          </Part>
        </ol>
      )}
      <p class="err" role="alert">
        {asked && missing.length > 0 && t('case.law.missing', { n: missing.length })}
      </p>
      <button class="btn" data-primary type="submit" aria-disabled={sending}>
        {t(sendWords({ taking, answerable: detail.law!.notices.some(({ email }) => email !== null) }))}
      </button>
    </form>
  );
}

/** Who gave neither name nor address reads the answer on their notice's page: nobody can be told. */
function sendWords({ taking, answerable }: { taking: boolean; answerable: boolean }) {
  if (!answerable) return taking ? 'case.law.send_author' : 'case.law.send_nobody';
  return taking ? 'case.law.send' : 'case.law.send_nothing';
}

function Part({ title, filled, children }: { title: string; filled: boolean; children: ComponentChildren }) {
  const { t } = useWords();
  return (
    <li>
      <h4>
        {title}{' '}
        <span class="state" data-s={filled ? 'good' : 'dash'}>
          {t(filled ? 'case.law.filled' : 'case.law.toFill')}
        </span>
      </h4>
      {children}
    </li>
  );
}
