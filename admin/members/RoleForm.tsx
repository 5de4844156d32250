import { useState } from 'preact/hooks';
import type { MemberCard, RoleInput } from '#server/members/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Checks } from '../settings/Checks.tsx';
import { Choice } from '../settings/fields.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Props = { member: MemberCard; onSaved: (card: MemberCard) => void; onStale: () => void };

/** From and to these one signs in anew. */
const STAFF: Role[] = ['journalist', 'moderator', 'manager', 'admin'];

/** The roles that whoever asks may give, and the spaces that a moderator is limited to. */
export function RoleForm({ member, onSaved, onStale }: Props) {
  const { t } = useWords();
  const [role, setRole] = useState(member.role);
  const [spaces, setSpaces] = useState(member.spaces.filter(({ theirs }) => theirs).map(({ id }) => id));
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const options = [...new Set([member.role, ...member.roles])].map((each) => [each, t(`role.${each}`)] as [Role, string]);
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setSaved(false);
    };

  const save = async () => {
    try {
      onSaved(await api.put<MemberCard>(`/members/${member.id}/role`, { from: member.role, role, spaces } satisfies RoleInput));
      setSaved(true);
      setError(null);
    } catch (failure) {
      const refused = asApiError(failure);
      setError(refused);
      if (refused.code === 'taken') onStale(); // seen what it is now, one may press again
    }
  };

  return (
    <form
      class="stack"
      aria-labelledby="member-role-title"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="member-role-title">{t('members.rights')}</h2>
      {error && <Failure error={error} />}
      {saved && (
        <output class="notice" data-k="good">
          {t('members.saved')}
        </output>
      )}
      <div class="two">
        <Choice
          id="member-new-role"
          label={t('members.role')}
          value={role}
          options={options}
          hint={t(`members.role_hint.${role}`)}
          onChange={change((chosen: string) => setRole(chosen as Role))}
        />
        {role === 'moderator' && member.spaces.length > 0 && <Spaces all={member.spaces} chosen={spaces} onChange={change(setSpaces)} />}
      </div>
      <p class="bar">
        <button class="btn" data-primary type="submit">
          {t('members.save')}
        </button>
        {role !== member.role && STAFF.some((each) => each === role || each === member.role) && (
          <span class="soft small">{t('members.signs_out')}</span>
        )}
      </p>
    </form>
  );
}

type SpacesProps = { all: MemberCard['spaces']; chosen: string[]; onChange: (chosen: string[]) => void };

function Spaces({ all, chosen, onChange }: SpacesProps) {
  const { t } = useWords();
  return (
    <div>
      <Checks
        id="member-spaces"
        legend={t('members.spaces')}
        options={all.map(({ id, name }) => [id, name] as const)}
        values={chosen}
        onChange={onChange}
      />
      <p class="hint">{t(chosen.length > 0 ? 'members.spaces_some' : 'members.spaces_all')}</p>
    </div>
  );
}
