import { useEffect, useRef, useState } from 'preact/hooks';
import type { SavedFilterWire } from '#server/cases/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Dialog } from '../Dialog.tsx';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Props = { here: string; onOpen: (href: string) => void; onClose: () => void };
type Answer = { filters: SavedFilterWire[] };

/** Views kept under a name. A digit opens the one of that number. `here`: the queue as it is shown, its address. */
export function ViewsDialog({ here, onOpen, onClose }: Props) {
  const { t } = useWords();
  const { value, error, set, reload } = useLoad(() => api.get<Answer>('/saved-filters'));
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<ApiError | null>(null);
  const filters = value?.filters ?? [];
  const list = useRef<HTMLOListElement>(null);
  // Not the field of the name, where a digit is text.
  useEffect(() => list.current?.focus(), []);
  const tell = (problem: unknown) => setFailure(asApiError(problem));
  const save = () =>
    void api.post<Answer>('/saved-filters', { name, query: here }).then((answer) => {
      set(answer);
      setName('');
      setFailure(null);
    }, tell);
  const forget = (id: string) =>
    void api.remove(`/saved-filters/${id}`).then(() => set({ filters: filters.filter((one) => one.id !== id) }), tell);
  const pressed = (event: KeyboardEvent) => {
    const chosen = event.target instanceof HTMLInputElement ? null : filters[Number(event.key) - 1];
    if (chosen) onOpen(chosen.query);
  };
  return (
    <Dialog titleId="views-title" onClose={onClose}>
      <form
        class="stack"
        onKeyDown={pressed}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <h2 id="views-title">{t('views.title')}</h2>
        {(error ?? failure) && <Failure error={(error ?? failure)!} onRetry={error ? reload : undefined} />}
        {value && !filters.length && <p class="soft">{t('views.none')}</p>}
        <ol class="views" ref={list} tabIndex={-1}>
          {filters.map((one, i) => (
            <li key={one.id}>
              <a
                href={one.query}
                onClick={(event) => {
                  event.preventDefault();
                  onOpen(one.query);
                }}
              >
                <kbd aria-hidden="true">{i + 1}</kbd> {one.name}
              </a>
              <button class="btn" data-quiet type="button" onClick={() => forget(one.id)}>
                <span aria-hidden="true">×</span>
                <span class="vh">{t('views.remove', { name: one.name })}</span>
              </button>
            </li>
          ))}
        </ol>
        <div class="field">
          <label for="view-name">{t('views.name')}</label>
          <input id="view-name" required maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </div>
        <div class="bar">
          <button class="btn" data-primary type="submit">
            {t('views.save')}
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
