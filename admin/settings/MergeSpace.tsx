import { useState } from 'preact/hooks';
import type { SpacesWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Choice, Line } from './fields.tsx';
import type { SpaceForm } from './spaces.ts';

type Props = { space: SpaceForm; spaces: SpaceForm[]; unchanged: boolean; onMerged: (wire: SpacesWire) => void };

/** A space goes into another one, for good: only from what is saved, with how much goes, and its name typed. */
export function MergeSpace({ space, spaces, unchanged, onMerged }: Props) {
  const { t } = useWords();
  const [into, setInto] = useState('');
  const [typed, setTyped] = useState('');
  const named = typed.trim() === space.name;
  const merging = useSubmit(
    async () => onMerged(await api.put(`/spaces/${space.slug}/merger`, { into, name: typed })),
    into !== '' && named,
  );
  const others = spaces.flatMap(({ slug, name }) => (slug && slug !== space.slug ? [[slug, name] as [string, string]] : []));
  const fault = merging.errorIn('into');
  if (others.length === 0) return null;
  const id = `space-${space.key}`;
  return (
    <div class="stack">
      {merging.error && !fault && !merging.errorIn('name') && <Failure error={merging.error} />}
      <Choice
        id={`${id}-into`}
        label={t('spaces.merge')}
        hint={t(unchanged ? 'spaces.merge_hint' : 'spaces.merge_save')}
        value={into}
        options={[['', '—'], ...others]}
        {...(fault && { error: fault })}
        onChange={setInto}
      />
      {into && unchanged && (
        <>
          <p class="soft" role="status">
            {t('spaces.merge_what', { n: space.threads, name: space.name, into: new Map(others).get(into)! })}
          </p>
          <div class="bar ask">
            <Line
              id={`${id}-name`}
              label={t('spaces.merge_name')}
              hint={space.name}
              value={typed}
              {...(merging.errorIn('name') && { error: merging.errorIn('name')! })}
              onChange={setTyped}
            />
            <button class="btn" data-danger type="button" aria-disabled={!named} onClick={() => void merging.submit()}>
              {t('spaces.merge_go')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
