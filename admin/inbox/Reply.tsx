import { useRef, useState } from 'preact/hooks';
import type { CannedReply } from '#server/canned/wire.ts';
import type { InboxDetail } from '#server/inbox/wire.ts';
import { api } from '../api.ts';
import { Key, useShortcut } from '../Key.tsx';
import { fillCanned } from '../queue/canned/canned.ts';
import { AtHand } from '../positioning/AtHand.tsx';
import { CannedMenu, slashTo } from '../queue/canned/CannedMenu.tsx';
import { useKept } from '../use-kept.ts';
import { useWords } from '../words.tsx';
import type { OpenItem } from './use-item.ts';

type Props = { detail: InboxDetail; item: OpenItem; taken: boolean; onDone: () => void; onChanged: () => void };
type Mode = 'answer' | 'note';
/** With the client id it is sent under: pressed twice, it is said once. */
type Draft = { text: string; clientId: string };

const fresh = (): Draft => ({ text: '', clientId: crypto.randomUUID() });

/** A word to whoever asks, or to the team; of an idea, the word that goes with what becomes of it. What was typed outlives the screen. */
export function Reply(props: Props) {
  const { detail, item, taken, onDone, onChanged } = props;
  const { t } = useWords();
  const shortcut = useShortcut();
  const speaks = detail.answerable || detail.turns.length > 0;
  const [mode, setMode] = useState<Mode>(speaks ? 'answer' : 'note');
  const [draft, setDraft] = useKept<Draft>(`inbox ${mode} ${detail.id}`, fresh);
  const [chosen, setVoice] = useKept('inbox voice', () => '');
  const voice = detail.voices.some(({ id }) => id === chosen) ? chosen : ''; // chosen for another item, it may not speak here
  const [turn, setTurn] = useState<string>(detail.turns[0] ?? '');
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const decides = mode === 'answer' && detail.turns.length > 0;
  const blocked = busy || draft.text.trim() === '' || (mode === 'answer' && taken);

  const show = (next: Mode) => {
    setMode(next);
    requestAnimationFrame(() => area.current?.focus());
  };
  const send = async (keep: boolean) => {
    if (blocked) return;
    setBusy(true);
    const sent = await item.does(() => (mode === 'note' ? note() : decides ? decide() : answer(keep)));
    setBusy(false);
    if (!sent) return;
    setDraft(fresh());
    if (mode === 'answer' && !keep) onDone();
    else onChanged();
  };
  const note = () => api.post<InboxDetail>(`/inbox/${detail.id}/notes`, { text: draft.text });
  const answer = (keep: boolean) =>
    api.post<InboxDetail>(`/inbox/${detail.id}/answers`, {
      source: draft.text,
      clientId: draft.clientId,
      version: detail.version,
      voice,
      keep,
    });
  const decide = async () => {
    await api.put(`/ideas/${detail.thread}/state`, { state: turn, word: draft.text, clientId: draft.clientId });
    return api.get<InboxDetail>(`/inbox/${detail.id}`);
  };
  const insert = ({ body }: CannedReply) => {
    const said = fillCanned(body, { author: detail.by.name, article: detail.title });
    setDraft({ ...draft, text: draft.text.trim() ? `${draft.text.trimEnd()}\n\n${said}` : said });
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send(false);
  };

  return (
    <form
      class="reply stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send(false);
      }}
    >
      <div class="bar">
        {speaks && (
          <button
            class="chip"
            type="button"
            data-act="answer"
            data-on={mode === 'answer' ? '' : undefined}
            aria-pressed={mode === 'answer'}
            aria-keyshortcuts={shortcut('R')}
            onClick={() => show('answer')}
          >
            {t(detail.turns.length > 0 ? 'inbox.decide' : 'inbox.answer')} <Key of="R" />
          </button>
        )}
        <button
          class="chip"
          type="button"
          data-act="note"
          data-on={mode === 'note' ? '' : undefined}
          aria-pressed={mode === 'note'}
          aria-keyshortcuts={shortcut('N')}
          onClick={() => show('note')}
        >
          {t('inbox.note')} <Key of="N" />
        </button>
        {mode === 'answer' && !decides && detail.voices.length > 0 && (
          <label class="bar small push">
            <span>{t('inbox.voice')}</span>
            <select value={voice} onChange={(event) => setVoice(event.currentTarget.value)}>
              <option value="">{t('inbox.own_voice')}</option>
              {detail.voices.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {mode === 'answer' && <AtHand />}
        {mode === 'answer' && (
          <CannedMenu id="inbox-canned" language={detail.language} fits={({ verdict }) => verdict === null} onChoose={insert} />
        )}
        {decides && (
          <label class="bar small push">
            <span>{t('inbox.becomes')}</span>
            <select value={turn} onChange={(event) => setTurn(event.currentTarget.value)}>
              {detail.turns.map((state) => (
                <option key={state} value={state}>
                  {t(`inbox.turn.${state}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <label class="field">
        <span class="vh">{t(mode === 'note' ? 'inbox.your_note' : 'inbox.your_answer')}</span>
        <textarea
          ref={area}
          rows={4}
          value={draft.text}
          placeholder={t(mode === 'note' ? 'inbox.note_hint' : detail.secret ? 'inbox.secret_hint' : 'inbox.answer_hint')}
          onInput={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            slashTo('inbox-canned')(event);
            onKeyDown(event);
          }}
        />
      </label>
      <div class="bar">
        <button class="btn" data-primary type="submit" disabled={blocked}>
          {t(mode === 'note' ? 'inbox.keep_note' : decides ? 'inbox.send_decision' : 'inbox.send')}
        </button>
        {mode === 'answer' && detail.answerable && detail.state !== 'done' && (
          <button class="btn" type="button" disabled={blocked} onClick={() => void send(true)}>
            {t('inbox.send_keep')}
          </button>
        )}
        {mode === 'answer' && taken && <span class="soft small">{t('inbox.taken')}</span>}
      </div>
    </form>
  );
}
