import { useState } from 'preact/hooks';
import type { CaseRow, PersonWire } from '#server/cases/wire.ts';
import type { ApiError } from '../api.ts';
import { Dialog } from '../Dialog.tsx';
import { Failure } from '../Failure.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Props = {
  row: CaseRow;
  me: PersonWire;
  colleagues: PersonWire[];
  onAssign: (member: PersonWire | null) => Promise<unknown>;
  onClose: () => void;
};

export function AssignDialog({ row, me, colleagues, onAssign, onClose }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState(row.assignee?.id ?? me.id);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const others = colleagues.filter(({ id }) => id !== me.id);
  const choices = [{ id: me.id, name: t('work.me') }, ...others, { id: '', name: t('work.nobody') }];
  const assign = () =>
    void onAssign([me, ...others].find(({ id }) => id === chosen) ?? null).then(onClose, (problem) => setFailure(asApiError(problem)));
  return (
    <Dialog titleId="assign-title" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          assign();
        }}
      >
        <h2 id="assign-title">{t('work.assign_title')}</h2>
        {failure && <Failure error={failure} />}
        <fieldset class="rulelist">
          <legend class="vh">{t('work.assign_title')}</legend>
          {choices.map(({ id, name }) => (
            <label key={id}>
              <input type="radio" name="assignee" value={id} checked={id === chosen} onChange={() => setChosen(id)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <div class="bar">
          <button class="btn" data-primary type="submit">
            {t('work.assign_go')} <kbd aria-hidden="true">↵</kbd>
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
