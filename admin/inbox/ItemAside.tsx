import { useState } from 'preact/hooks';
import type { InboxActWire, InboxDetail } from '#server/inbox/wire.ts';
import { api } from '../api.ts';
import { Ago, useMoments } from '../clock.tsx';
import { Key } from '../Key.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { laterChoices } from './later.ts';
import { Relay } from './Relay.tsx';
import type { OpenItem } from './use-item.ts';

type Props = { detail: InboxDetail; item: OpenItem; me: string; files: boolean; onDone: () => void; onChanged: () => void };

/** Whose it is, whether it sleeps, what it is labelled with, what was done with it, who asks. */
export function ItemAside(props: Props) {
  const { detail, item, files, onDone } = props;
  const { t } = useWords();
  const close = async (state: 'done' | 'open') => {
    if (await item.change({ state })) onDone();
  };
  return (
    <aside class="author" aria-label={t('inbox.beside')}>
      <Assignee {...props} />
      {detail.state !== 'done' && <Later {...props} />}
      <Labels {...props} />
      <p>
        <button class="btn" type="button" onClick={() => void close(detail.state === 'done' ? 'open' : 'done')}>
          {t(detail.state === 'done' ? 'inbox.reopen' : 'inbox.close')}
        </button>
      </p>
      {detail.passable && <Relay {...props} />}
      {detail.passable && detail.posts[0] && (
        <p>
          <a href={`/taken-up/${detail.posts.findLast(({ newsroom }) => newsroom)?.id ?? detail.posts[0].id}`}>{t('inbox.taken_up')}</a>
        </p>
      )}
      {detail.thanks && <Thanks {...props} thanks={detail.thanks} />}
      <History acts={detail.acts} />
      {files && (
        <p>
          <a href={hrefOf({ screen: 'members', id: detail.by.id })}>{t('inbox.file')}</a>
        </p>
      )}
    </aside>
  );
}

/** Of an error: by name, where its reader agrees. */
function Thanks({ detail, item, onChanged, thanks }: Props & { thanks: NonNullable<InboxDetail['thanks']> }) {
  const { t } = useWords();
  const path = `/inbox/${detail.id}/thanks`;
  const turn = async () => {
    if (await item.does(() => (thanks.at ? api.removeFor<InboxDetail>(path) : api.put<InboxDetail>(path)))) onChanged();
  };
  return (
    <p>
      {t(thanks.allowed ? 'inbox.may_thank' : 'inbox.may_not_thank')}{' '}
      {(thanks.allowed || thanks.at) && (
        <button class="btn" type="button" onClick={() => void turn()}>
          {t(thanks.at ? 'inbox.unthank' : 'inbox.thank')}
        </button>
      )}
    </p>
  );
}

function Assignee({ detail, item, me, onChanged }: Props) {
  const { t } = useWords();
  const give = async (to: string) => {
    if (await item.change({ assignee: to || null })) onChanged();
  };
  return (
    <label class="field">
      <span class="label">
        {t('inbox.assignee')} <Key of="I" />
      </span>
      <select data-act="assign" value={detail.assignee?.id ?? ''} onChange={(event) => void give(event.currentTarget.value)}>
        <option value="">{t('inbox.nobody')}</option>
        {detail.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {id === me ? t('inbox.me', { name }) : name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Later({ detail, item, onDone, onChanged }: Props) {
  const { t } = useWords();
  const moment = useMoments();
  const choices = laterChoices(new Date());
  const sleep = async (until: string) => {
    if (until === '') return void ((await item.change({ state: 'open' })) && onChanged());
    if (await item.change({ state: 'waiting', until: until === 'open end' ? null : until })) onDone();
  };
  return (
    <label class="field">
      <span class="label">
        {t('inbox.later')} <Key of="L" />
      </span>
      <select
        data-act="later"
        value={detail.state === 'waiting' ? 'asleep' : ''}
        onChange={(event) => void sleep(event.currentTarget.value)}
      >
        <option value="">{t('inbox.now')}</option>
        {detail.state === 'waiting' && (
          <option value="asleep" disabled>
            {detail.snoozedUntil ? t('inbox.until', { at: moment(detail.snoozedUntil) }) : t('inbox.kept')}
          </option>
        )}
        {choices.map((at) => (
          <option key={at.toISOString()} value={at.toISOString()}>
            {moment(at.toISOString())}
          </option>
        ))}
        <option value="open end">{t('inbox.open_end')}</option>
      </select>
    </label>
  );
}

function Labels({ detail, item, onChanged }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const put = async (labels: string[]) => {
    if (await item.change({ labels })) {
      setTyped('');
      onChanged();
    }
  };
  return (
    <div class="field">
      <label class="label" for="labels">
        {t('inbox.labels')} <Key of="E" />
      </label>
      <div class="bar">
        {detail.labels.map((label) => (
          <button
            key={label}
            class="chip"
            type="button"
            title={t('inbox.unlabel', { label })}
            onClick={() => void put(detail.labels.filter((one) => one !== label))}
          >
            {label} <span aria-hidden="true">×</span>
            <span class="vh">{t('inbox.unlabel', { label })}</span>
          </button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) void put([...detail.labels, typed.trim()]);
        }}
      >
        <input
          id="labels"
          data-act="label"
          value={typed}
          maxLength={30}
          placeholder={t('inbox.label_hint')}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </div>
  );
}

function History({ acts }: { acts: InboxActWire[] }) {
  const { t } = useWords();
  const moment = useMoments();
  const say = ({ act, by, to, until, labels }: InboxActWire) =>
    t(`inbox.act.${act}`, {
      name: by?.name ?? '',
      someone: by ? 'yes' : 'no',
      to: to ?? '',
      given: to ? 'yes' : 'no',
      at: until ? moment(until) : '',
      dated: until ? 'yes' : 'no',
      labels: labels.join(', '),
    });
  return (
    <section>
      <h3>{t('inbox.history')}</h3>
      <ul class="lines">
        {acts.toReversed().map((act) => (
          <li key={act.id}>
            <Ago at={act.at} /> · {say(act)}
          </li>
        ))}
      </ul>
    </section>
  );
}
