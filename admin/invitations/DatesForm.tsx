import { useState } from 'preact/hooks';
import type { DatesInput, InvitationWire } from '#server/invitations/wire.ts';
import { useWords } from '../words.tsx';
import { toIso, toLocal } from './local-time.ts';
import { MomentField } from './MomentField.tsx';

type Props = { invitation: InvitationWire; onSave: (dates: DatesInput) => void };

/** Prolongs, opens again, or answers a date that was proposed: the expert is told by mail. */
export function DatesForm({ invitation: { startsAt, endsAt, state }, onSave }: Props) {
  const { t } = useWords();
  const [from, setFrom] = useState(toLocal(new Date(startsAt!)));
  const [until, setUntil] = useState(toLocal(new Date(endsAt!)));
  return (
    <form
      class="bar ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ startsAt: toIso(from), endsAt: toIso(until) });
      }}
    >
      <MomentField id="dates-from" label={t('invitations.from')} value={from} onChange={setFrom} />
      <MomentField id="dates-until" label={t('invitations.until')} value={until} onChange={setUntil} />
      <button class="btn" type="submit" data-primary={state === 'proposed' ? '' : undefined}>
        {t(state === 'proposed' ? 'invitations.propose_dates' : 'invitations.change_dates')}
      </button>
    </form>
  );
}
