import type { MeasureKind } from '#server/cases/wire.ts';
import { useMoments } from '../clock.tsx';
import { useWords } from '../words.tsx';

type Measure = { kind: MeasureKind; until: string | null };

/** A measure as what was decided (« Suspension, jusqu’au … »), and as the state somebody is in (« Suspendu·e jusqu’au … »). */
export function useMeasureWords() {
  const { t } = useWords();
  const dateOf = useMoments();
  const say = (form: 'noun' | 'state') => (measure: Measure) => {
    const what = t(`measure.${form}.${measure.kind}`);
    return measure.until ? t(`measure.${form}_until`, { what, date: dateOf(measure.until) }) : what;
  };
  return { asNoun: say('noun'), asState: say('state') };
}
