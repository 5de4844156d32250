import { useState } from 'preact/hooks';
import type { InvitationAnswer, InvitationsPage } from '#server/invitations/wire.ts';
import { api } from '../api.ts';
import { goTo, hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Directory } from './Directory.tsx';
import { InvitationList } from './InvitationList.tsx';
import { InvitationView } from './InvitationView.tsx';
import { InviteByLink } from './InviteByLink.tsx';
import { InviteByMail } from './InviteByMail.tsx';
import { InviteExpert } from './InviteExpert.tsx';
import { Made } from './Made.tsx';

/** What `at` names beside an invitation's id: the forms that make one. */
const FORMS = ['expert', 'directory', 'mail', 'link'] as const;

type Props = { at: string | null; thread: string | null };

export function InvitationsScreen({ at, thread }: Props) {
  const { t } = useWords();
  useTitle(t('rail.invitations'));
  const loaded = useLoad(() => api.get<InvitationsPage>('/invitations'));
  const [made, setMade] = useState<InvitationAnswer | null>(null);
  const done = (answer: InvitationAnswer) => {
    setMade(answer);
    loaded.reload();
    goTo(hrefOf({ screen: 'invitations', at: null, thread: null }));
  };
  return (
    <div class="page">
      <header class="top">
        <h1>{t('rail.invitations')}</h1>
        <p>{t('invitations.hint')}</p>
      </header>
      <div class="stack-6">
        <nav class="tabs" aria-label={t('rail.invitations')}>
          {[null, ...FORMS].map((each) => (
            <a
              key={each}
              href={hrefOf({ screen: 'invitations', at: each, thread: null })}
              aria-current={each === at ? 'page' : undefined}
              onClick={() => setMade(null)}
            >
              {t(each ? `invitations.tab.${each}` : 'invitations.tab.all')}
            </a>
          ))}
        </nav>
        {made && at === null && <Made answer={made} />}
        {loaded.value ? (
          <Shown at={at} thread={thread} page={loaded.value} onMade={done} onChange={loaded.set} onStale={loaded.reload} />
        ) : (
          <Loading {...loaded} />
        )}
      </div>
    </div>
  );
}

type ShownProps = Props & {
  page: InvitationsPage;
  onMade: (answer: InvitationAnswer) => void;
  onChange: (page: InvitationsPage) => void;
  onStale: () => void;
};

function Shown({ at, thread, page, onMade, onChange, onStale }: ShownProps) {
  if (at === null) return <InvitationList page={page} onChange={onChange} />;
  if (at === 'expert') return <InviteExpert key={thread} thread={thread} onMade={onMade} />;
  if (at === 'directory') return <Directory />;
  if (at === 'mail') return <InviteByMail roles={page.roles.mail} onMade={onMade} />;
  if (at === 'link') return <InviteByLink roles={page.roles.link} onMade={onMade} />;
  return <InvitationView key={at} id={at} onChanged={onStale} />;
}
