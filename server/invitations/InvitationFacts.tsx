import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { titleOf } from './present.ts';
import type { Invitation, InvitationThread } from './queries.ts';

type Props = { c: Context<Env>; invitation: Invitation; threads: InvitationThread[] };

/** To what an expert is invited, as what, from when until when, and in which words. */
export function InvitationFacts({ c, invitation, threads }: Props) {
  const t = wordsOf(c);
  const { locale } = c.var;
  const { message, person, startsAt, endsAt } = invitation;
  return (
    <>
      {message && <blockquote class="said">{message}</blockquote>}
      <dl class="facts">
        <dt>{t('invitations.threads')}</dt>
        {threads.map((row) => (
          <dd key={row.thread.uid}>
            <a href={`/t/${row.thread.uid}`}>{titleOf(row)}</a>
          </dd>
        ))}
        <dt>{t('invitations.when')}</dt>
        <dd>
          {t('invitations.term', {
            from: startsAt ? momentOf(locale, startsAt, zoneOf(c)) : '',
            until: endsAt ? momentOf(locale, endsAt, zoneOf(c)) : '',
          })}
        </dd>
        <dt>{t('invitations.as')}</dt>
        <dd>{[person!.name, person!.title, person!.affiliation].filter(Boolean).join(', ')}</dd>
        {person!.interests && <dd>{person!.interests}</dd>}
      </dl>
    </>
  );
}
