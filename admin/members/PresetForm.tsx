import { useState } from 'preact/hooks';
import type { MemberCard } from '#server/members/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Choice } from '../settings/fields.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Props = { member: MemberCard; onSaved: (card: MemberCard) => void };

/** By which trade somebody of the newsroom sees the inbox and the home: saved as it is chosen. */
export function PresetForm({ member, onSaved }: Props) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const options = ['', ...member.presets].map((each) => [each, t(`preset.${(each || 'none') as 'none'}`)] as [string, string]);
  const save = (preset: string) =>
    api.put<MemberCard>(`/members/${member.id}/preset`, { preset: preset || null }).then(
      (card) => (setError(null), onSaved(card)),
      (failure) => setError(asApiError(failure)),
    );
  return (
    <section class="stack" aria-labelledby="member-preset-title">
      <h2 id="member-preset-title">{t('preset.title')}</h2>
      <p class="soft">{t('preset.not_rights')}</p>
      {error && <Failure error={error} />}
      <Choice
        id="member-preset"
        label={t('preset.label')}
        value={member.preset ?? ''}
        options={options}
        hint={t(`preset.hint.${(member.preset ?? 'none') as 'none'}`)}
        onChange={(chosen: string) => void save(chosen)}
      />
    </section>
  );
}
