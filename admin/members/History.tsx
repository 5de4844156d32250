import type { SecurityEntryWire, SecurityLogWire } from '#server/security/wire.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Loading } from '../settings/Loading.tsx';
import { sayEvent, sayFacts } from '../settings/security-words.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** What the security log of this site holds of an account. */
export function History({ account }: { account: string }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<SecurityLogWire>(`/security-log?account=${encodeURIComponent(account)}`));
  return (
    <section class="stack" aria-labelledby="member-history">
      <h2 id="member-history">{t('members.history')}</h2>
      {!loaded.value ? (
        <Loading {...loaded} />
      ) : loaded.value.entries.length === 0 ? (
        <p class="soft">{t('members.history_none')}</p>
      ) : (
        <ol class="lines">
          {loaded.value.entries.map((entry) => (
            <Entry key={entry.id} entry={entry} of={account} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ entry: { event, actor, account, facts, at, network }, of }: { entry: SecurityEntryWire; of: string }) {
  const words = useWords();
  const { t } = words;
  const other = [actor, account].find((person) => person && person.id !== of)?.name;
  return (
    <li>
      {sayEvent(t, event)} <span class="soft">{[sayFacts(words, facts), other, network].filter(Boolean).join(' · ')}</span>{' '}
      <span class="soft">
        <Ago at={at} />
      </span>
    </li>
  );
}
