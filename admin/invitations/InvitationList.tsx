import { useState } from 'preact/hooks';
import type { InvitationsPage, InvitationWire } from '#server/invitations/wire.ts';
import type { ApiError } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { More } from '../More.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { nameOf } from './name-of.ts';
import { MARK, standOf, wordOf } from './states.ts';

type Props = { page: InvitationsPage; onChange: (page: InvitationsPage) => void };

export function InvitationList({ page, onChange }: Props) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const { invitations, next } = page;
  if (!invitations.length) return <p class="soft">{t('invitations.empty')}</p>;
  return (
    <div class="stack">
      {error && <Failure error={error} />}
      <ul class="lines" aria-label={t('rail.invitations')}>
        {invitations.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      <More<InvitationsPage>
        path={next && `/invitations?cursor=${encodeURIComponent(next)}`}
        onPage={(rest) => onChange({ ...page, invitations: [...invitations, ...rest.invitations], next: rest.next })}
        onFailure={setError}
      />
    </div>
  );
}

function Row({ invitation }: { invitation: InvitationWire }) {
  const { t } = useWords();
  const { id, kind, role, threads, endsAt, createdAt, by, answers, quota, uses } = invitation;
  const stand = standOf(invitation);
  return (
    <li>
      <p class="bar">
        <a class="tap" href={hrefOf({ screen: 'invitations', at: id, thread: null })}>
          <b>{nameOf(invitation, t)}</b>
        </a>
        <span class="state push" data-s={MARK[stand]}>
          {t(wordOf(stand))}
        </span>
      </p>
      <p class="soft">
        {kind === 'expert' ? threads.map(({ title }) => title).join(', ') : t(`role.${role}`)}
        {kind === 'expert' && answers > 0 && ` · ${t('invitations.answered', { n: answers })}`}
        {kind === 'link' && ` · ${t('invitations.taken', { uses, quota: quota ?? 0 })}`}
        {endsAt && (
          <>
            {' · '}
            {t('invitations.until_day')} <Day at={endsAt} />
          </>
        )}
        {' · '}
        {t('invitations.sent_day')} <Day at={createdAt} /> {t('invitations.by', { name: by })}
      </p>
    </li>
  );
}
