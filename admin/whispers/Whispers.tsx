import { useState } from 'preact/hooks';
import type { WhispersWire, WhisperWire } from '#server/whispers/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** What the newsroom says to itself of a conversation: nobody else reads it, anywhere. */
export function Whispers({ thread }: { thread: string }) {
  const { t } = useWords();
  const path = `/threads/${thread}/whispers`;
  const loaded = useLoad(() => api.get<WhispersWire>(path));
  const [text, setText] = useState('');
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<ApiError | null>(null);
  const attempt = (work: () => Promise<void>) =>
    work().then(
      () => setError(null),
      (failure) => setError(asApiError(failure)),
    );
  const say = () =>
    attempt(async () => {
      loaded.set(await api.post<WhispersWire>(path, { text, clientId }));
      setText('');
      setClientId(crypto.randomUUID());
    });
  const remove = (id: string) =>
    attempt(async () => {
      await api.remove(`/whispers/${id}`);
      loaded.reload();
    });
  const rows = loaded.value?.whispers ?? [];
  const shown = error ?? loaded.error;
  return (
    <details class="fold" open={rows.length > 0}>
      <summary>{t('whispers.title', { n: rows.length })}</summary>
      {shown && <Failure error={shown} onRetry={loaded.reload} />}
      {rows.map((row) => (
        <Line key={row.id} row={row} onRemove={() => void remove(row.id)} />
      ))}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void say();
        }}
      >
        <label class="field">
          <span class="label">{t('whispers.text')}</span>
          <textarea rows={2} maxLength={1000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          <span class="hint">{t('whispers.hint')}</span>
        </label>
        <p>
          <button class="btn" type="submit" disabled={text.trim() === ''}>
            {t('whispers.send')}
          </button>
        </p>
      </form>
    </details>
  );
}

function Line({ row: { by, at, text, about, mine }, onRemove }: { row: WhisperWire; onRemove: () => void }) {
  const { t } = useWords();
  return (
    <blockquote class="note">
      <p class="small soft">
        <b class="who">{by.name}</b> <Ago at={at} /> {about && <a href={about.url}>{t('whispers.about', { name: about.name })}</a>}
      </p>
      <p>{text}</p>
      {mine && (
        <p class="small">
          <button class="link" type="button" onClick={onRemove} aria-label={t('whispers.remove_this', { name: by.name })}>
            {t('whispers.remove')}
          </button>
        </p>
      )}
    </blockquote>
  );
}
