import type { DecisionWire } from '#server/cases/wire.ts';
import { useWords } from '../words.tsx';
import { groundFacts, groundOf } from './grounds/grounds.ts';
import { useMeasureWords } from './measure-words.ts';

/** What was decided, and by whom: a word, a shape, then a colour. No decision: the author took the post back. */
export function Verdict({ decision }: { decision: DecisionWire | null }) {
  const { t } = useWords();
  const { asNoun } = useMeasureWords();
  if (!decision) return <span class="state">{t('verdict.withdrawn')}</span>;
  const { verdict, by, undoes, measures } = decision;
  const facts = { ...groundFacts(groundOf(decision)), by: by.name };
  const onAuthor = verdict === 'none' && measures.length > 0;
  return (
    <span class="state" data-s={toneOf(decision)}>
      {onAuthor ? t('verdict.measures', { ...facts, what: measures.map(asNoun).join(', ') }) : t(`verdict.${undoes ?? verdict}`, facts)}
    </span>
  );
}

/** Whoever takes their own back has decided nothing. */
function toneOf({ verdict, undoes, measures }: DecisionWire) {
  if (undoes === 'undo' || (verdict === 'none' && measures.length === 0)) return undefined;
  return verdict === 'approve' || verdict === 'restore' ? 'good' : 'bad';
}
