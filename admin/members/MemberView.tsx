import { useState } from 'preact/hooks';
import type { MemberCard } from '#server/members/wire.ts';
import type { SiteWire } from '#server/threads/wire.ts';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { countOutcomes } from '../queue/outcomes.ts';
import { NEW } from '../mediations/MediationsScreen.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Account } from './Account.tsx';
import { Badges } from './Badges.tsx';
import { AccountActs } from './AccountActs.tsx';
import { File } from './File.tsx';
import { History } from './History.tsx';
import { Names } from './Names.tsx';
import { PresetForm } from './PresetForm.tsx';
import { RoleForm } from './RoleForm.tsx';

/** `history`: what the security log holds of them is shown too; `segments`: what managers read is. */
type Props = { id: string; history: boolean; segments: boolean; site: SiteWire };

export function MemberView({ id, history, segments, site }: Props) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MemberCard>(`/members/${id}`));
  const [saved, setSaved] = useState(0);
  const member = loaded.value;
  return (
    <div class="stack">
      <p>
        <a class="tap" href={hrefOf({ screen: 'members', id: null })}>
          {t('members.back')}
        </a>
      </p>
      {!member ? (
        <Loading {...loaded} />
      ) : (
        <div class="stack-6">
          <header>
            <h1>{member.name}</h1>
            <p class="soft">
              {said([t(member.owner ? 'members.owner' : `role.${member.role}`), member.title, member.affiliation, ...member.badges])}
            </p>
          </header>
          {loaded.error && <Failure error={loaded.error} onRetry={loaded.reload} />}
          <div class="two">
            <Record member={member} />
            {member.account && <Account account={member.account} />}
          </div>
          {member.role !== 'guest' && (
            <p>
              <a href={hrefOf({ screen: 'mediations', at: NEW, query: `first=${member.id}` })}>{t('mediations.new')}</a>
            </p>
          )}
          {isReader(member) && <Badges id={member.id} />}
          <File member={member} reader={isReader(member)} manages={segments} site={site} />
          {(member.renamable || member.formerNames.length > 0) && (
            <Names
              member={member}
              onSaved={(card) => {
                loaded.set(card);
                setSaved(saved + 1);
              }}
            />
          )}
          {member.roles.length > 0 && (
            <RoleForm
              member={member}
              onSaved={(card) => {
                loaded.set(card);
                setSaved(saved + 1);
              }}
              onStale={loaded.reload}
            />
          )}
          {member.presets.length > 0 && <PresetForm member={member} onSaved={loaded.set} />}
          {member.account?.inHand && (
            <AccountActs
              id={member.id}
              name={member.name}
              doors={member.account.doors}
              onDone={() => {
                loaded.reload();
                setSaved(saved + 1);
              }}
            />
          )}
          {history && member.account && <History key={saved} account={member.account.id} />}
        </div>
      )}
    </div>
  );
}

/** The newsroom gives; it is given nothing. */
const isReader = ({ role }: MemberCard) => ['guest', 'member', 'subscriber', 'expert'].includes(role);

/** Each once: somebody’s title may be the name of their role. */
const said = (words: (string | null)[]) => [...new Set(words.filter(Boolean))].join(' · ');

function Record({ member }: { member: MemberCard }) {
  const { t, number } = useWords();
  const { published, held, refused, deleted } = countOutcomes(member.last);
  return (
    <section class="author" aria-labelledby="member-record">
      <h2 id="member-record">{t('members.record')}</h2>
      {member.last.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by the sheet, and one picture to who listens
        <div class="past" role="img" aria-label={t('author.last', { n: member.last.length, published, held, refused, deleted })}>
          {member.last.map((outcome, i) => (
            <i key={i} data-o={outcome} />
          ))}
        </div>
      )}
      <dl class="kv">
        <dt>{t('members.since')}</dt>
        <dd>
          <Day at={member.since} />
        </dd>
        <dt>{t('author.posts')}</dt>
        <dd>{t('author.posts_value', { n: member.posts, shown: number(member.posts), refused: member.rejected })}</dd>
        <dt>{t('author.reports')}</dt>
        <dd>{t('author.reports_value', { n: member.reportsMade, upheld: member.reportsUpheld })}</dd>
      </dl>
    </section>
  );
}
