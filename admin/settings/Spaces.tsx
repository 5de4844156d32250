import { useState } from 'preact/hooks';
import type { SpacesWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useFocusNext, useLeaveGuard, useSaveKey } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Line } from './fields.tsx';
import { errorOf } from './form.ts';
import { Loading } from './Loading.tsx';
import type { SpaceForm } from './spaces.ts';
import { addSpace, movedSpace, sameSpaces, spacesInput, startSpaces } from './spaces.ts';

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
  const [error, setError] = useState<ApiError | null>(null);
  const focusNext = useFocusNext();
  const unchanged = sameSpaces(spaces, base);
  useLeaveGuard(!unchanged);
  const adopt = (wire: SpacesWire) => {
    setBase(wire);
    setSpaces(startSpaces(wire));
    onSaved(wire);
  };
  const save = async () => {
    try {
      adopt(await api.put<SpacesWire>('/spaces', spacesInput(base, spaces)));
      setError(null);
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  useSaveKey(() => unchanged || void save());
  const fields = error?.facts.fields ?? {};
  return (
    <form
      class="stack-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!unchanged) void save();
      }}
    >
      <p class="soft">{t('spaces.hint')}</p>
      {error?.code === 'taken' ? (
        <div class="notice" role="alert">
          <p>{t('spaces.taken')}</p>
          <button
            class="btn"
            type="button"
            onClick={() =>
              void api
                .get<SpacesWire>('/spaces')
                .then(adopt)
                .then(() => setError(null))
            }
          >
            {t('spaces.reload')}
          </button>
        </div>
      ) : (
        error && <Failure error={error} />
      )}
      {fields.spaces && <p class="err">{fields.spaces}</p>}
      <ol class="stack-6">
        {spaces.map((space, i) => (
          <Space
            key={space.key}
            {...{ space, first: i === 0, last: i === spaces.length - 1, error: errorOf(fields, `spaces.${i}`) }}
            onChange={(change) => setSpaces(spaces.with(i, { ...space, ...change }))}
            onMove={(by) => (focusNext(moveId(space, by)), setSpaces(movedSpace(spaces, i, by)))}
            onRemove={() => (focusNext(ADD_ID), setSpaces(spaces.toSpliced(i, 1)))}
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
      <div class="bar savebar">
        <button class="btn" data-primary type="submit" aria-disabled={unchanged}>
          {t('spaces.save')} <kbd aria-hidden="true">Ctrl S</kbd>
        </button>
      </div>
    </form>
  );
}

type SpaceProps = {
  space: SpaceForm;
  first: boolean;
  last: boolean;
  error: string | undefined;
  onChange: (change: Partial<SpaceForm>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

function Space({ space, first, last, error, onChange, onMove, onRemove }: SpaceProps) {
  const { t } = useWords();
  const { slug, name, description, threads } = space;
  const named = (act: 'up' | 'down' | 'remove') => t('spaces.act_named', { act: t(`spaces.${act}`), name: name || t('spaces.unnamed') });
  return (
    <li class="stack">
      <div class="two">
        <Line
          id={nameId(space)}
          label={t('spaces.name')}
          value={name}
          {...(error && { error })}
          onChange={(next) => onChange({ name: next })}
        />
        <Line
          id={`space-${space.key}-description`}
          label={t('spaces.description')}
          value={description}
          onChange={(next) => onChange({ description: next })}
        />
      </div>
      <div class="bar">
        <span class="soft">{slug ? `/s/${slug} · ${t('spaces.threads', { n: threads })}` : t('spaces.new')}</span>
        <button
          class="btn push"
          data-quiet
          type="button"
          id={moveId(space, -1)}
          aria-label={named('up')}
          aria-disabled={first}
          onClick={() => first || onMove(-1)}
        >
          {t('spaces.up')}
        </button>
        <button
          class="btn"
          data-quiet
          type="button"
          id={moveId(space, 1)}
          aria-label={named('down')}
          aria-disabled={last}
          onClick={() => last || onMove(1)}
        >
          {t('spaces.down')}
        </button>
        {threads === 0 && (
          <button class="btn" data-quiet type="button" aria-label={named('remove')} onClick={onRemove}>
            {t('spaces.remove')}
          </button>
        )}
      </div>
    </li>
  );
}

const nameId = ({ key }: SpaceForm) => `space-${key}`;
const moveId = ({ key }: SpaceForm, by: 1 | -1) => `space-${key}-${by < 0 ? 'up' : 'down'}`;
