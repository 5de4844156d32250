import { useState } from 'preact/hooks';
import type { CharterWire, ScreeningWire } from '#server/sites/wire.ts';
import type { ApiError } from '../../api.ts';
import { api } from '../../api.ts';
import { useLeaveGuard, useSaveKey } from '../../use-form.ts';
import { useKept } from '../../use-kept.ts';
import { asApiError, useLoad } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { Loading } from '../Loading.tsx';
import { Refused } from '../Refused.tsx';
import { Classifier } from './Classifier.tsx';
import { ClassifierRecord } from './ClassifierRecord.tsx';
import { Effects } from './Effects.tsx';
import { External } from './External.tsx';
import { fromForm, toForm, type ScreeningForm } from './form.ts';
import { Places } from './Places.tsx';
import { Thresholds } from './Thresholds.tsx';
import { Trial } from './Trial.tsx';
import { WordTable } from './WordTable.tsx';

/** What holds a post, and what would change before it does. */
export function Screening() {
  const loaded = useLoad(() => Promise.all([api.get<ScreeningWire>('/screening'), api.get<CharterWire>('/charter')]));
  if (!loaded.value) return <Loading {...loaded} />;
  const [saved, charter] = loaded.value;
  return <Editor saved={saved} rules={charter.rules} />;
}

type Typed = { base: ScreeningWire; form: ScreeningForm };
const startFrom = (base: ScreeningWire): Typed => ({ base, form: toForm(base) });

function Editor({ saved, rules }: { saved: ScreeningWire; rules: CharterWire['rules'] }) {
  const { t } = useWords();
  const [{ base, form }, keep] = useKept<Typed>('screening', () => startFrom(saved));
  const [error, setError] = useState<ApiError | null>(null);
  const [done, setDone] = useState(false);
  const input = fromForm(form);
  const unchanged = JSON.stringify(input) === JSON.stringify(fromForm(toForm(base)));
  useLeaveGuard(!unchanged);
  const adopt = (wire: ScreeningWire) => {
    keep(startFrom(wire));
    setError(null);
  };
  const put = (change: Partial<ScreeningForm>) => {
    setDone(false);
    keep({ base, form: { ...form, ...change } });
  };
  const save = () =>
    api.put<ScreeningWire>('/screening', { version: base.version, ...input }).then(
      (wire) => (adopt(wire), setDone(true)),
      (failure) => setError(asApiError(failure)),
    );
  /** What was typed stays, on top of theirs. */
  const goOn = async () => {
    keep({ base: await api.get<ScreeningWire>('/screening'), form });
    setError(null);
  };
  useSaveKey(() => unchanged || void save());
  const fields = error?.facts.fields ?? {};
  const parts = { form, fields, put };
  return (
    <form
      class="stack-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!unchanged) void save();
      }}
    >
      <p class="soft">{t('screening.hint')}</p>
      <Refused error={error} onTheirs={() => void api.get<ScreeningWire>('/screening').then(adopt)} onMine={() => void goOn()} />
      <WordTable {...parts} rules={rules} />
      <Thresholds {...parts} />
      <Classifier {...parts} />
      <ClassifierRecord />
      <Effects {...parts} />
      <External {...parts} secret={base.externalSecret} unchanged={form.externalUrl === (base.screening.external?.url ?? '')} />
      <Places {...parts} />
      <Trial input={input} unchanged={unchanged} onRefused={setError} />
      <div class="bar savebar">
        <button class="btn" data-primary type="submit" aria-disabled={unchanged}>
          {t('screening.save')} <kbd aria-hidden="true">Ctrl S</kbd>
        </button>
        {!unchanged && (
          <button class="btn" data-quiet type="button" onClick={() => adopt(base)}>
            {t('settings.discard')}
          </button>
        )}
        <output>
          {done && (
            <span class="state" data-s="good">
              {t('settings.saved')}
            </span>
          )}
        </output>
      </div>
    </form>
  );
}
