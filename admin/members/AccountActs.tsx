import { useState } from 'preact/hooks';
import type { HandlingInput } from '#server/members/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Line } from '../settings/fields.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';
import type { AccountOf } from './Account.tsx';

type Props = { id: string; name: string; doors: AccountOf['doors']; onDone: () => void };
type Act = 'sign-outs' | 'second-factor-resets';

/** What an admin does for somebody who lost a device, or to whoever found it; the log keeps why. */
export function AccountActs({ id, name, doors, onDone }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<Act | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const strong = doors.totp || doors.passkeys > 0;
  const fault = error?.facts.fields?.reason;

  const act = async (what: Act) => {
    try {
      await api.post(`/members/${id}/${what}`, { reason } satisfies HandlingInput);
      setDone(what);
      setError(null);
      setReason('');
      onDone();
    } catch (failure) {
      setDone(null);
      setError(asApiError(failure));
      document.getElementById('member-reason')?.focus();
    }
  };

  return (
    <section class="stack" aria-labelledby="member-acts">
      <h2 id="member-acts">{t('members.acts')}</h2>
      {error && !fault && <Failure error={error} />}
      <output>
        {done && (
          <span class="notice" data-k="good">
            {t(`members.done.${done}`)}
          </span>
        )}
      </output>
      <Line
        id="member-reason"
        label={t('members.reason')}
        hint={t('members.reason_hint')}
        value={reason}
        onChange={setReason}
        {...(fault && { error: fault })}
      />
      <p class="bar">
        <SureButton
          label={t('members.sign_out')}
          sure={t('members.sign_out_sure')}
          named={(shown) => t('members.act_on', { act: shown, name })}
          onPress={() => void act('sign-outs')}
        />
        {strong && (
          <SureButton
            label={t('members.reset_factors')}
            sure={t('members.reset_factors_sure')}
            named={(shown) => t('members.act_on', { act: shown, name })}
            onPress={() => void act('second-factor-resets')}
          />
        )}
      </p>
      {strong && <p class="hint">{t('members.acts_hint')}</p>}
    </section>
  );
}
