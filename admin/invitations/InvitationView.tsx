import { useState } from 'preact/hooks';
import type { InvitationDetail } from '#server/invitations/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Loading } from '../settings/Loading.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { DatesForm } from './DatesForm.tsx';
import { ExpertPhoto } from './ExpertPhoto.tsx';
import { Facts } from './Facts.tsx';
import { nameOf } from './name-of.ts';
import { MARK, standOf, wordOf } from './states.ts';

type Props = { id: string; onChanged: () => void };

/** One invitation: how it stands, what may be done about it, what came of it. */
export function InvitationView({ id, onChanged }: Props) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<InvitationDetail>(`/invitations/${id}`));
  const [error, setError] = useState<ApiError | null>(null);
  const [done, setDone] = useState<'sent' | 'dates' | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const invitation = loaded.value;
  const stand = standOf(invitation);

  const act = (work: () => Promise<unknown>, what: typeof done) =>
    work().then(
      () => {
        setError(null);
        setDone(what);
        loaded.reload();
        onChanged();
      },
      (failure) => setError(asApiError(failure)),
    );
  return (
    <div class="stack-6">
      <div class="stack">
        <h2>{nameOf(invitation, t)}</h2>
        <p>
          <span class="state" data-s={MARK[stand]}>
            {t(wordOf(stand))}
          </span>
        </p>
        {invitation.words && <Words invitation={invitation} />}
      </div>
      {error && <Failure error={error} />}
      <output>
        {done && (
          <span class="state" data-s="good">
            {t(`invitations.done_${done}`)}
          </span>
        )}
      </output>
      <Facts invitation={invitation} />
      {invitation.givesPhoto && <ExpertPhoto invitation={invitation} onSaved={loaded.set} />}
      <Acts invitation={invitation} onAct={act} />
      {invitation.kind === 'expert' && <Answered answered={invitation.answered} />}
    </div>
  );
}

function Words({ invitation: { state, words } }: { invitation: InvitationDetail }) {
  const { t } = useWords();
  return (
    <div class="notice">
      <div>
        <p>
          <b>{t(state === 'proposed' ? 'invitations.proposes' : 'invitations.declines')}</b>
        </p>
        <blockquote>{words}</blockquote>
      </div>
    </div>
  );
}

type ActsProps = { invitation: InvitationDetail; onAct: (work: () => Promise<unknown>, what: 'sent' | 'dates' | null) => void };

function Acts({ invitation, onAct }: ActsProps) {
  const { t } = useWords();
  const { id, kind } = invitation;
  const stand = standOf(invitation);
  if (stand === 'revoked' || (kind === 'mail' && stand === 'accepted')) return null;
  const stands = stand !== 'over' && stand !== 'full';
  return (
    <div class="stack-6">
      {kind === 'expert' && (
        <DatesForm
          key={invitation.endsAt}
          invitation={invitation}
          onSave={(dates) => onAct(() => api.put(`/invitations/${id}/dates`, dates), 'dates')}
        />
      )}
      <div class="bar">
        {((kind === 'expert' && stands) || kind === 'mail') && (
          <button class="btn" type="button" onClick={() => onAct(() => api.post(`/invitations/${id}/mails`, {}), 'sent')}>
            {t('invitations.send_again')}
          </button>
        )}
        {(stands || kind === 'expert') && <Revoke onRevoke={() => onAct(() => api.remove(`/invitations/${id}`), null)} />}
      </div>
    </div>
  );
}

/** Takes two presses of the same place: the link dies, and an expert's right with it. */
function Revoke({ onRevoke }: { onRevoke: () => void }) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  return (
    <button
      class="btn"
      data-danger={sure ? '' : undefined}
      data-quiet={sure ? undefined : ''}
      type="button"
      onBlur={() => setSure(false)}
      onClick={() => (sure ? onRevoke() : setSure(true))}
    >
      {t(sure ? 'invitations.revoke_sure' : 'invitations.revoke')}
    </button>
  );
}

function Answered({ answered }: Pick<InvitationDetail, 'answered'>) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="answered">
      <h3 id="answered">{t('invitations.answered', { n: answered.length })}</h3>
      <ul class="lines">
        {answered.map(({ url, at, text, question }) => (
          <li key={url}>
            {question && <p class="soft">{question}</p>}
            <p>{text}</p>
            <p>
              <a class="tap" href={url}>
                <Ago at={at} />
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
