import { useState } from 'preact/hooks';
import { Dialog } from '../Dialog.tsx';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';

type Props = { title: string; label: string; hint?: string; go: string; onSend: (text: string) => Promise<unknown>; onClose: () => void };

const LENGTH = 2000; // what the API takes, in characters

/** Some words to the team: a note, or why a case is escalated. */
export function WordsDialog({ title, label, hint, go, onSend, onClose }: Props) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const { error, busy, submit, form } = useSubmit(async () => {
    await onSend(text.trim());
    onClose();
  }, text.trim() !== '');
  return (
    <Dialog titleId="words-title" onClose={onClose}>
      <form class="stack" {...form}>
        <h2 id="words-title">{title}</h2>
        {error && <Failure error={error} />}
        <div class="field">
          <label for="words">{label}</label>
          <textarea
            id="words"
            aria-describedby={hint && 'words-hint'}
            required
            rows={4}
            maxLength={LENGTH}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void submit()}
          />
          {hint && (
            <p class="hint" id="words-hint">
              {hint}
            </p>
          )}
        </div>
        <div class="bar">
          <button class="btn" data-primary type="submit" aria-disabled={busy}>
            {go} <kbd aria-hidden="true">Ctrl ↵</kbd>
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
