import { useState } from 'preact/hooks';
import type { SpacesWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Choice } from './fields.tsx';
import type { SpaceForm } from './spaces.ts';
import { SureButton } from './SureButton.tsx';

type Props = { space: SpaceForm; spaces: SpaceForm[]; unchanged: boolean; onMerged: (wire: SpacesWire) => void };

/** A space goes into another one, for good: only from what is saved. */
export function MergeSpace({ space, spaces, unchanged, onMerged }: Props) {
  const { t } = useWords();
  const [into, setInto] = useState('');
  const { error, errorIn, submit } = useSubmit(async () => onMerged(await api.put(`/spaces/${space.slug}/merger`, { into })), into !== '');
  const others = spaces.flatMap(({ slug, name }) => (slug && slug !== space.slug ? [[slug, name] as [string, string]] : []));
  const fault = errorIn('into');
  if (others.length === 0) return null;
  return (
    <div class="stack">
      {error && !fault && <Failure error={error} />}
      <div class="bar ask">
        <Choice
          id={`space-${space.key}-into`}
          label={t('spaces.merge')}
          hint={t(unchanged ? 'spaces.merge_hint' : 'spaces.merge_save')}
          value={into}
          options={[['', '—'], ...others]}
          {...(fault && { error: fault })}
          onChange={setInto}
        />
        {into && unchanged && (
          <SureButton
            label={t('spaces.merge_go')}
            sure={t('spaces.merge_sure')}
            named={(act) => t('spaces.act_named', { act, name: space.name })}
            onPress={() => void submit()}
          />
        )}
      </div>
    </div>
  );
}
