import type { DecisionWire } from '#server/cases/wire.ts';
import { useWords } from '../words.tsx';

/** What was decided, and by whom: a word, a shape, then a colour. No decision: the author took the post back. */
export function Verdict({ decision }: { decision: DecisionWire | null }) {
  const { t } = useWords();
  if (!decision) return <span class="state">{t('verdict.withdrawn')}</span>;
  const { verdict, rule, by } = decision;
  return (
    <span class="state" data-s={verdict === 'approve' ? 'good' : 'bad'}>
      {t(`verdict.${verdict}`, { rule: rule?.number ?? 0, by: by.name })}
    </span>
  );
}
