import { useState } from 'preact/hooks';
import type { InboxDetail } from '#server/inbox/wire.ts';
import { api } from '../api.ts';
import { Ago, useNow } from '../clock.tsx';
import { useWords } from '../words.tsx';
import type { OpenItem } from './use-item.ts';

type Props = { detail: InboxDetail; item: OpenItem; me: string; onChanged: () => void };

/** A journalist asked by mail, and what became of it; those who signed the article come first. */
export function Relay(props: Props) {
  const { detail, item, onChanged } = props;
  const { t } = useWords();
  const { relay } = detail;
  const now = useNow();
  const awaited = relay?.state === 'asked' || relay?.state === 'waiting';
  const end = async () => {
    if (await item.does(() => api.removeFor<InboxDetail>(`/inbox/${detail.id}/relays`))) onChanged();
  };
  return (
    <>
      {relay && (
        <p role="status">
          {t(`inbox.relay.${relay.state}`, { name: relay.to.name })} · <Ago at={relay.at} />
          {awaited && relay.dueAt && Date.parse(relay.dueAt) < now && (
            <>
              {' '}
              · <strong class="bad">{t('inbox.relay.late')}</strong>
            </>
          )}
          {awaited && relay.remindedAt && (
            <>
              {' '}
              · {t('inbox.relay.reminded')} <Ago at={relay.remindedAt} />
            </>
          )}
        </p>
      )}
      {relay?.said && (
        <blockquote class="note">
          <p>{relay.said}</p>
        </blockquote>
      )}
      {awaited && (
        <p>
          <button class="btn" type="button" onClick={() => void end()}>
            {t('inbox.relay.end')}
          </button>
        </p>
      )}
      <details class="fold" key={relay ? 'again' : 'first'}>
        <summary>{t(relay ? 'inbox.relay.again' : 'inbox.relay')}</summary>
        <Ask {...props} />
      </details>
    </>
  );
}

function Ask({ detail, item, me, onChanged }: Props) {
  const { t } = useWords();
  const people = detail.people.filter(({ voice, id }) => !voice && id !== me).toSorted((a, b) => Number(b.signed) - Number(a.signed));
  const [to, setTo] = useState(people[0]?.id ?? '');
  const [word, setWord] = useState('');
  const send = async () => {
    const { id, version } = detail;
    if (!(await item.does(() => api.post<InboxDetail>(`/inbox/${id}/relays`, { version, to, word })))) return;
    setWord('');
    onChanged();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="field">
        <span class="label">{t('inbox.relay.to')}</span>
        <select value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          {people.map(({ id, name, signed }) => (
            <option key={id} value={id}>
              {signed ? t('inbox.relay.signed', { name }) : name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="label">{t('inbox.relay.word')}</span>
        <textarea rows={3} maxLength={2000} value={word} onInput={(event) => setWord(event.currentTarget.value)} />
      </label>
      <p>
        <button class="btn" type="submit" disabled={to === ''}>
          {t('inbox.relay.send')}
        </button>
      </p>
    </form>
  );
}
