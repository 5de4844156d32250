import { useState } from 'preact/hooks';
import type { InboxLane, PromisesWire } from '#server/inbox/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSave } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Line } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SaveBar } from './SaveBar.tsx';

const LANES: InboxLane[] = ['question', 'newsroom', 'correction', 'message', 'idea'];

/** Hours within which the newsroom promises a word, a lane; empty where it promises none. */
export function Promises() {
  const loaded = useLoad(() => api.get<PromisesWire>('/inbox-promises'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <PromisesForm saved={loaded.value} onSaved={loaded.set} />;
}

type Typed = Record<InboxLane, string>;

const typedOf = ({ promises }: PromisesWire): Typed =>
  Object.fromEntries(LANES.map((lane) => [lane, String(promises[lane] ?? '')])) as Typed;

function PromisesForm({ saved, onSaved }: { saved: PromisesWire; onSaved: (saved: PromisesWire) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => typedOf(saved));
  const changed = LANES.some((lane) => typed[lane] !== typedOf(saved)[lane]);
  const saving = useSave(changed, async () => {
    // What is no number goes out as none at all of them: the server says so beside its field.
    const promises = Object.fromEntries(LANES.map((lane) => [lane, typed[lane].trim() === '' ? null : Number(typed[lane]) || 0]));
    onSaved(await api.put<PromisesWire>('/inbox-promises', { version: saved.version, promises }));
  });
  return (
    <form class="stack" {...saving.form}>
      <p class="soft">{t('promises.hint')}</p>
      {saving.error && <Failure error={saving.error} />}
      {LANES.map((lane) => (
        <Line
          key={lane}
          id={`promise-${lane}`}
          label={t(`inbox.one.${lane}`)}
          hint={t('promises.hours')}
          numeric
          value={typed[lane]}
          error={saving.errorIn(`promises.${lane}`)}
          onChange={(value) => setTyped({ ...typed, [lane]: value })}
        />
      ))}
      <SaveBar saving={saving} changed={changed} label={t('promises.save')} />
    </form>
  );
}
