import { useState } from 'preact/hooks';
import type { SpacesWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useFocusNext, useSave } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Loading } from './Loading.tsx';
import { SaveBar } from './SaveBar.tsx';
import { moveId, nameId, SpaceRow } from './SpaceRow.tsx';
import { addSpace, movedSpace, putSpace, sameSpaces, spacesInput, startSpaces, withoutSpace } from './spaces.ts';

const ADD_ID = 'space-add';

/** The forum's sections, in the order in which readers find them. */
export function Spaces() {
  const loaded = useLoad(() => api.get<SpacesWire>('/spaces'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <Editor saved={loaded.value} onSaved={loaded.set} />;
}

function Editor({ saved, onSaved }: { saved: SpacesWire; onSaved: (wire: SpacesWire) => void }) {
  const { t } = useWords();
  const [base, setBase] = useState(saved);
  const [spaces, setSpaces] = useState(() => startSpaces(saved));
  const [dragged, setDragged] = useState<string | null>(null);
  const focusNext = useFocusNext();
  const unchanged = sameSpaces(spaces, base);
  const adopt = (wire: SpacesWire) => {
    setBase(wire);
    setSpaces(startSpaces(wire));
    onSaved(wire);
  };
  const saving = useSave(!unchanged, async () => adopt(await api.put<SpacesWire>('/spaces', spacesInput(base, spaces))));
  const reload = () => api.get<SpacesWire>('/spaces').then(adopt).then(saving.forget);
  const drop = (at: number) => {
    const from = spaces.findIndex(({ key }) => key === dragged);
    if (from >= 0) setSpaces(putSpace(spaces, from, at));
    setDragged(null);
  };
  return (
    <form class="stack-6" {...saving.form}>
      <p class="soft">{t('spaces.hint')}</p>
      {saving.error?.code === 'taken' ? (
        <div class="notice" role="alert">
          <p>{t('spaces.taken')}</p>
          <button class="btn" type="button" onClick={() => void reload()}>
            {t('spaces.reload')}
          </button>
        </div>
      ) : (
        saving.error && <Failure error={saving.error} />
      )}
      {saving.error?.facts.fields?.spaces && <p class="err">{saving.error.facts.fields.spaces}</p>}
      <ol class="spaces">
        {spaces.map((space, i) => (
          <SpaceRow
            key={space.key}
            {...{ spaces, at: i, unchanged, dragged: dragged === space.key, errorIn: (field) => saving.errorIn(`spaces.${i}.${field}`) }}
            onChange={(change) => setSpaces(spaces.with(i, { ...space, ...change }))}
            onMove={(by) => (focusNext(moveId(space, by)), setSpaces(movedSpace(spaces, i, by)))}
            onRemove={() => (focusNext(ADD_ID), setSpaces(withoutSpace(spaces, i)))}
            onDrag={() => setDragged(space.key)}
            onDrop={() => drop(i)}
            onMerged={adopt}
          />
        ))}
      </ol>
      <p>
        <button
          class="btn"
          type="button"
          id={ADD_ID}
          onClick={() => {
            const longer = addSpace(spaces);
            focusNext(nameId(longer.at(-1)!));
            setSpaces(longer);
          }}
        >
          {t('spaces.add')}
        </button>
      </p>
      <div class="savebar">
        <SaveBar saving={saving} changed={!unchanged} label={t('spaces.save')} />
      </div>
    </form>
  );
}
