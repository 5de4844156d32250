import type { InvitationWire } from '#server/invitations/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';

/** What was sent, to whom, by whom, and when. */
export function Facts({ invitation }: { invitation: InvitationWire }) {
  const { t, locale, number } = useWords();
  const { kind, role, person, email, by, createdAt, cameAt, answeredAt, startsAt, endsAt, threads, message, quota, uses } = invitation;
  const moment = (at: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
  return (
    <dl class="kv">
      {person && <dt>{t('invitations.person')}</dt>}
      {person && <dd>{[person.title, person.affiliation, person.interests].filter(Boolean).join(' · ')}</dd>}
      {email && <dt>{t('invitations.email')}</dt>}
      {email && <dd>{email}</dd>}
      {kind !== 'expert' && <dt>{t('invitations.role')}</dt>}
      {kind !== 'expert' && <dd>{t(`role.${role}`)}</dd>}
      {threads.length > 0 && <dt>{t('invitations.where')}</dt>}
      {threads.map(({ id, title, url }) => (
        <dd key={id}>
          <a class="tap" href={url}>
            {title}
          </a>
        </dd>
      ))}
      {endsAt && <dt>{t('invitations.when')}</dt>}
      {endsAt && (
        <dd>
          {startsAt
            ? t('invitations.from_until', { from: moment(startsAt), until: moment(endsAt) })
            : t('invitations.only_until', { until: moment(endsAt) })}
        </dd>
      )}
      {kind === 'link' && <dt>{t('invitations.places')}</dt>}
      {kind === 'link' && <dd>{t('invitations.taken', { uses: number(uses), quota: number(quota ?? 0) })}</dd>}
      <dt>{t('invitations.sent')}</dt>
      <dd>
        <Ago at={createdAt} /> {t('invitations.by', { name: by })}
      </dd>
      {kind !== 'link' && <dt>{t('invitations.came')}</dt>}
      {kind !== 'link' && <dd>{cameAt ? <Ago at={cameAt} /> : t('invitations.not_yet')}</dd>}
      {answeredAt && <dt>{t('invitations.replied')}</dt>}
      {answeredAt && (
        <dd>
          <Ago at={answeredAt} />
        </dd>
      )}
      {message && <dt>{t('invitations.message')}</dt>}
      {message && message.split('\n').map((line, i) => <dd key={i}>{line}</dd>)}
    </dl>
  );
}
