import { useState } from 'preact/hooks';
import type { MemberFile } from '#server/members/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';

type Props = Pick<MemberFile, 'labels' | 'knownLabels' | 'segments'> & { id: string; onChange: (file: MemberFile) => void };

/** What the team finds somebody by: labels put by hand, and the segments that their doings put them in. */
export function Labels({ id, labels, knownLabels, segments, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const pathOf = (label: string) => `/members/${id}/labels/${encodeURIComponent(label)}`;
  const adding = useSubmit(async () => {
    onChange(await api.put<MemberFile>(pathOf(typed.trim())));
    setTyped('');
  }, typed.trim() !== '');
  return (
    <section class="stack" aria-labelledby="member-labels">
      <h2 id="member-labels">{t('file.labels')}</h2>
      {labels.length > 0 && (
        <div class="bar">
          {labels.map((label) => (
            <Label key={label} {...{ label, onChange }} path={pathOf(label)} />
          ))}
        </div>
      )}
      <form class="bar labelling" {...adding.form}>
        <label class="vh" for="label-new">
          {t('file.label_new')}
        </label>
        <input
          id="label-new"
          list="labels-known"
          value={typed}
          maxLength={30}
          placeholder={t('file.label_new')}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <datalist id="labels-known">
          {knownLabels.map((label) => (
            <option key={label}>{label}</option>
          ))}
        </datalist>
        <button class="btn" type="submit">
          {t('file.label_add')}
        </button>
      </form>
      {adding.error && <Failure error={adding.error} />}
      <p class="small soft">
        {t('file.segments', { n: segments.length })} {segments.map(({ name }) => name).join(', ')} {t('file.labels_hint')}
      </p>
    </section>
  );
}

function Label({ label, path, onChange }: { label: string; path: string; onChange: Props['onChange'] }) {
  const { t } = useWords();
  const taking = useSubmit(async () => onChange(await api.removeFor<MemberFile>(path)));
  return (
    <>
      <button class="chip" type="button" title={t('file.unlabel', { label })} onClick={() => void taking.submit()}>
        {label} <span aria-hidden="true">×</span>
        <span class="vh">{t('file.unlabel', { label })}</span>
      </button>
      {taking.error && <Failure error={taking.error} />}
    </>
  );
}
