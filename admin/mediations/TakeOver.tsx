import { useState } from 'preact/hooks';
import type { MediationRow } from '#server/mediations/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { goTo, hrefOf } from '../route.ts';
import { Lines } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';

/** With a reason that the log and both parties read. */
export function TakeOver({ row: { id, version } }: { row: MediationRow }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const taking = useSubmit(async () => {
    await api.put(`/mediations/${id}/mediator`, { reason, version });
    goTo(hrefOf({ screen: 'mediations', at: id }));
  }, reason.trim() !== '');
  return (
    <details class="fold">
      <summary>{t('mediations.take_over')}</summary>
      <form class="stack" {...taking.form}>
        {taking.error && <Failure error={taking.error} />}
        <Lines id={`reason-${id}`} label={t('mediations.reason')} hint={t('mediations.reason_hint')} value={reason} onChange={setReason} />
        <p>
          <button class="btn" type="submit" disabled={taking.busy || reason.trim() === ''}>
            {t('mediations.take_over')}
          </button>
        </p>
      </form>
    </details>
  );
}
