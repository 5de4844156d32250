import { useState } from 'preact/hooks';
import type { InvitationAnswer } from '#server/invitations/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Choice, Line } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { invite } from './invite.ts';
import { toIso, toLocal } from './local-time.ts';
import { MomentField } from './MomentField.tsx';

const WEEK = 7 * 86_400_000;

type Props = { roles: Role[]; onMade: (answer: InvitationAnswer) => void };

export function InviteByLink({ roles, onMade }: Props) {
  const { t } = useWords();
  const now = useNow();
  const [role, setRole] = useState<string>(roles[0]!);
  const [quota, setQuota] = useState('10');
  const [endsAt, setEndsAt] = useState(toLocal(new Date(now + WEEK)));
  const { error, busy, form, errorIn } = useSubmit(async () =>
    onMade(await invite({ kind: 'link', role: role as Role, quota: Number(quota), endsAt: toIso(endsAt) })),
  );
  return (
    <form class="stack" {...form}>
      <p class="soft">{t('invitations.link_hint')}</p>
      {error && <Failure error={error} />}
      <div class="two">
        <Choice
          id="role"
          label={t('invitations.role')}
          value={role}
          options={roles.map((each) => [each, t(`role.${each}`)])}
          error={errorIn('role')}
          onChange={setRole}
        />
        <Line id="quota" label={t('invitations.places')} value={quota} numeric error={errorIn('quota')} onChange={setQuota} />
        <MomentField id="endsAt" label={t('invitations.until')} value={endsAt} error={errorIn('endsAt')} onChange={setEndsAt} />
      </div>
      <p>
        <button class="btn" data-primary type="submit" aria-disabled={busy}>
          {t('invitations.make_link')}
        </button>
      </p>
    </form>
  );
}
