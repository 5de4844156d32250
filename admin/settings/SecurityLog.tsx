import { useState } from 'preact/hooks';
import type { SecurityEntryWire, SecurityLogWire, SecurityPerson } from '#server/security/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { More } from '../More.tsx';
import { useLoad } from '../use-load.ts';
import type { WordKey } from '../words.tsx';
import { useWords } from '../words.tsx';
import { Choice, Line } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { sayEvent, sayFacts } from './security-words.ts';

type Filter = { event: string; account: string; of: 'site' | 'installation' };
const ALL: Filter = { event: '', account: '', of: 'site' };

const pathOf = ({ event, account, of }: Filter, cursor?: string) =>
  `/security-log?${new URLSearchParams({ of, ...(event && { event }), ...(account && { account }), ...(cursor && { cursor }) })}`;

/** What admins read and nobody edits. */
export function SecurityLog() {
  const [filter, setFilter] = useState(ALL);
  return <Entries key={JSON.stringify(filter)} filter={filter} onFilter={(change) => setFilter({ ...filter, ...change })} />;
}

type Props = { filter: Filter; onFilter: (change: Partial<Filter>) => void };

function Entries({ filter, onFilter }: Props) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<SecurityLogWire>(pathOf(filter)));
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { entries, next, days, events, installation } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('security.hint', { days })}</p>
      <Filters {...{ filter, onFilter, events, installation }} />
      {error && <Failure error={error} />}
      <output class="vh">{t('security.shown', { n: entries.length })}</output>
      {entries.length === 0 ? (
        <p class="soft">{t('security.empty')}</p>
      ) : (
        <Table entries={entries} onPerson={(account) => onFilter({ account })} />
      )}
      <More<SecurityLogWire>
        path={next && pathOf(filter, next)}
        label="security.older"
        onPage={(page) => loaded.set({ ...page, entries: [...entries, ...page.entries] })}
        onFailure={setError}
      />
    </div>
  );
}

type FiltersProps = Props & Pick<SecurityLogWire, 'events' | 'installation'>;

function Filters({ filter, onFilter, events, installation }: FiltersProps) {
  const { t } = useWords();
  const [account, setAccount] = useState(filter.account);
  const options: [string, string][] = events.map((event): [string, string] => [event, sayEvent(t, event)]);
  return (
    <form
      class="bar ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onFilter({ account: account.trim() });
      }}
    >
      <Choice
        id="security-event"
        label={t('security.event')}
        value={filter.event}
        options={[['', t('security.all')], ...options.toSorted(([, a], [, b]) => a.localeCompare(b))]}
        onChange={(event) => onFilter({ event })}
      />
      <Line id="security-account" label={t('security.account')} value={account} onChange={setAccount} />
      {installation && (
        <Choice
          id="security-of"
          label={t('security.of')}
          value={filter.of}
          options={(['site', 'installation'] as const).map((of): [string, string] => [of, t(`security.of_${of}`)])}
          onChange={(of) => onFilter({ of: of as Filter['of'] })}
        />
      )}
      <button class="btn" type="submit">
        {t('security.search')}
      </button>
      {JSON.stringify(filter) !== JSON.stringify(ALL) && (
        <button class="btn" data-quiet type="button" onClick={() => onFilter(ALL)}>
          {t('security.clear')}
        </button>
      )}
    </form>
  );
}

const COLUMNS: WordKey[] = ['security.event', 'security.who', 'security.by', 'security.network', 'security.at'];

function Table({ entries, onPerson }: { entries: SecurityEntryWire[]; onPerson: (id: string) => void }) {
  const { t } = useWords();
  return (
    <div class="tw">
      <table class="tops">
        <caption class="vh">{t('settings.security')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th scope="col" key={column}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} onPerson={onPerson} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry, onPerson }: { entry: SecurityEntryWire; onPerson: (id: string) => void }) {
  const words = useWords();
  const { t } = words;
  const { event, facts, account, actor, network, at } = entry;
  return (
    <tr>
      <th scope="row">
        {sayEvent(t, event)} <span class="soft small">{sayFacts(words, facts)}</span>
      </th>
      <td>{account && <Person person={account} onPerson={onPerson} />}</td>
      <td>{actor && (actor.id === account?.id ? t('security.self') : <Person person={actor} onPerson={onPerson} />)}</td>
      <td>{network}</td>
      <td>
        <Ago at={at} />
      </td>
    </tr>
  );
}

/** Pressed, only what concerns them is shown. */
function Person({ person: { id, name }, onPerson }: { person: SecurityPerson; onPerson: (id: string) => void }) {
  const { t } = useWords();
  const shown = name ?? t('security.gone', { id: id.slice(-6) });
  return (
    <button class="link" type="button" aria-label={t('security.only', { name: shown })} onClick={() => onPerson(id)}>
      {shown}
    </button>
  );
}
