import { useState } from 'preact/hooks';
import type { MemberCard, RenameInput } from '#server/members/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Line } from '../settings/fields.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Props = { member: MemberCard; onSaved: (card: MemberCard) => void };

/** What they were called before; and another name, where theirs cannot stay. They read why. */
export function Names({ member, onSaved }: Props) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="member-names">
      <h2 id="member-names">{t('members.names')}</h2>
      {member.formerNames.length > 0 && (
        <ul class="lines">
          {member.formerNames.map(({ name, until, reason }) => (
            <li key={until}>
              {name}{' '}
              <span class="soft">
                {t('members.name_until')} <Day at={until} />
                {reason && ` · ${reason}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {member.renamable && <RenameForm member={member} onSaved={onSaved} />}
    </section>
  );
}

function RenameForm({ member, onSaved }: Props) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const faults = error?.facts.fields ?? {};

  const rename = async () => {
    try {
      onSaved(await api.put<MemberCard>(`/members/${member.id}/name`, { name, reason } satisfies RenameInput));
      setError(null);
      setName('');
      setReason('');
      setSaved(true);
    } catch (failure) {
      const refused = asApiError(failure);
      setError(refused);
      setSaved(false);
      document.getElementById(refused.facts.fields?.name ? 'member-new-name' : 'member-name-reason')?.focus();
    }
  };

  return (
    <form
      class="stack"
      aria-labelledby="member-names"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      {error && !faults.name && !faults.reason && <Failure error={error} />}
      <output>
        {saved && (
          <span class="notice" data-k="good">
            {t('members.renamed')}
          </span>
        )}
      </output>
      <div class="two">
        <Line
          id="member-new-name"
          label={t('members.new_name')}
          value={name}
          onChange={setName}
          {...(faults.name && { error: faults.name })}
        />
        <Line
          id="member-name-reason"
          label={t('members.reason')}
          hint={t('members.rename_hint')}
          value={reason}
          onChange={setReason}
          {...(faults.reason && { error: faults.reason })}
        />
      </div>
      <p class="bar">
        <button class="btn" type="submit">
          {t('members.rename')}
        </button>
      </p>
    </form>
  );
}
