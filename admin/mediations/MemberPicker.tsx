import { useState } from 'preact/hooks';
import type { PersonWire } from '#server/cases/wire.ts';
import type { MembersPage } from '#server/members/wire.ts';
import { api } from '../api.ts';
import { Line } from '../settings/fields.tsx';
import { useLater } from '../use-later.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** Found at once: of more one types more of the name. */
const SHOWN = 6;

type Props = {
  id: string;
  label: string;
  chosen: PersonWire | null;
  error: string | undefined;
  onChange: (chosen: PersonWire | null) => void;
};

/** A member, by what their name begins with. */
export function MemberPicker({ id, label, chosen, error, onChange }: Props) {
  const { t } = useWords();
  const [sought, setSought] = useState('');
  if (chosen)
    return (
      <div class="field">
        <span class="label">{label}</span>
        <p class="bar">
          <b>{chosen.name}</b>
          <button
            class="btn"
            data-quiet
            type="button"
            aria-label={t('mediations.another_than', { name: chosen.name })}
            onClick={() => onChange(null)}
          >
            {t('mediations.another')}
          </button>
        </p>
        {error && <span class="err">{error}</span>}
      </div>
    );
  return (
    <div class="stack">
      <Line id={id} label={label} hint={t('mediations.find_hint')} value={sought} {...(error && { error })} onChange={setSought} />
      {sought.trim().length > 1 && <Found sought={sought.trim()} onChoose={onChange} />}
    </div>
  );
}

function Found({ sought, onChoose }: { sought: string; onChoose: (person: PersonWire) => void }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MembersPage>(`/members?q=${encodeURIComponent(sought)}`));
  useLater(sought, loaded.reload);
  const people = loaded.value?.members.filter(({ role }) => role !== 'guest').slice(0, SHOWN) ?? [];
  return (
    <>
      <output class="soft small">{loaded.value && t('members.found', { n: people.length })}</output>
      <ul class="lines">
        {people.map((person) => (
          <li key={person.id}>
            <button class="link" type="button" onClick={() => onChoose({ id: person.id, name: person.name })}>
              {person.name}
            </button>{' '}
            <span class="soft small">{t(`role.${person.role}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
