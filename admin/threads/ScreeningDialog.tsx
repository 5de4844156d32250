import { useState } from 'preact/hooks';
import type { ThreadScreeningInput, ThreadScreeningWire } from '#server/moderation/wire.ts';
import { api } from '../api.ts';
import { Dialog } from '../Dialog.tsx';
import { Loading } from '../settings/Loading.tsx';
import { Refused } from '../settings/Refused.tsx';
import { SaveBar } from '../settings/SaveBar.tsx';
import { overrideOf, placeForm } from '../settings/screening/form.ts';
import { PlaceFields } from '../settings/screening/PlaceFields.tsx';
import { useSave } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Props = { thread: { id: string; title: string }; onClose: () => void };

/** What one thread screens otherwise than its section, its space and its site. */
export function ScreeningDialog({ thread, onClose }: Props) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<ThreadScreeningWire>(`/threads/${thread.id}/screening`));
  return (
    <Dialog titleId="screening-title" onClose={onClose}>
      <div class="stack">
        <h2 id="screening-title">{t('threads.screening_title', { title: thread.title })}</h2>
        {loaded.value ? <Editor {...{ thread, onClose }} saved={loaded.value} /> : <Loading {...loaded} />}
      </div>
    </Dialog>
  );
}

function Editor({ thread: { id }, saved, onClose }: Props & { saved: ThreadScreeningWire }) {
  const { t } = useWords();
  const [base, setBase] = useState(saved);
  const [place, setPlace] = useState(() => placeForm({ id: '', name: '' }, saved.screening));
  const { around } = base;
  const path = `/threads/${id}/screening`;
  const screening = overrideOf(place);
  const changed = JSON.stringify(screening) !== JSON.stringify(overrideOf(placeForm({ id: '', name: '' }, base.screening)));
  const adopt = (wire: ThreadScreeningWire) => {
    setBase(wire);
    setPlace(placeForm({ id: '', name: '' }, wire.screening));
  };
  const saving = useSave(changed, async () =>
    adopt(await api.put<ThreadScreeningWire>(path, { known: base.screening, screening } satisfies ThreadScreeningInput)),
  );
  const settle = async (mine: boolean) => {
    const theirs = await api.get<ThreadScreeningWire>(path);
    if (mine) setBase(theirs);
    else adopt(theirs);
    saving.forget();
  };
  const errorOf = (field: string) => saving.errorIn(`screening.${field}`);
  return (
    <form class="stack" {...saving.form}>
      <p class="soft small">{t('threads.screening_hint')}</p>
      <Refused error={saving.error} onTheirs={() => void settle(false)} onMine={() => void settle(true)} />
      <PlaceFields
        id="thread"
        place={place}
        hints={{
          newcomerPosts: t('threads.around', { n: around.newcomerPosts }),
          maxLinks: t('threads.around', { n: around.maxLinks }),
          words: `${t('threads.around_words', { n: around.words })} ${t('places.words_hint')}`,
        }}
        errors={{ newcomerPosts: errorOf('newcomerPosts'), maxLinks: errorOf('maxLinks'), words: errorOf('words') }}
        onChange={(change) => setPlace({ ...place, ...change })}
      />
      <div class="bar">
        <SaveBar saving={saving} changed={changed} label={t('screening.save')} />
        <button class="btn" data-quiet type="button" onClick={onClose}>
          {t('threads.measure_close')}
        </button>
      </div>
    </form>
  );
}
