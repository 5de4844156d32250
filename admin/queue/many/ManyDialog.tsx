import { useState } from 'preact/hooks';
import type { CaseRow, ManyOutcome } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { Dialog } from '../../Dialog.tsx';
import { Failure } from '../../Failure.tsx';
import { useWords } from '../../words.tsx';
import { isForMany } from '../canned/canned.ts';
import { becauseOf, groundFacts, likelyRule, type Taking } from '../grounds/grounds.ts';
import { RefusalFields, type Refusal } from '../grounds/RefusalFields.tsx';
import { Differences } from './Differences.tsx';
import { useDecideMany } from './use-decide-many.ts';

type Props = {
  verdict: 'approve' | Taking;
  rows: CaseRow[];
  rules: RuleWire[];
  onDone: (outcomes: ManyOutcome[]) => void;
  onClose: () => void;
};

/** The same decision on several cases: what they share and in what they differ is said before. */
export function ManyDialog({ verdict, rows, rules, onDone, onClose }: Props) {
  const { t } = useWords();
  const n = rows.length;
  const likely = likelyRule(rules, { reported: [], like: [], reasons: sharedReason(rows) });
  const [refusal, setRefusal] = useState<Refusal>({ ground: likely, note: '' });
  const [missing, setMissing] = useState(false);
  const { decide, sending, failure } = useDecideMany(rows, onDone);
  const { ground } = refusal;
  const note = refusal.note.trim();
  const confirm = () => {
    if (verdict === 'approve') return decide({ verdict });
    if (ground === null) return setMissing(true);
    decide({ verdict, ...becauseOf(ground), ...(note && { note }) });
  };
  return (
    <Dialog titleId="many-title" class="rules" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <h2 id="many-title">{t('pick.title', { verdict, n })}</h2>
        {failure && <Failure error={failure} />}
        {n > 1 && <Differences rows={rows} titleId="many-title" />}
        {verdict !== 'approve' && (
          <RefusalFields
            {...{ rules, refusal, missing, likely }}
            label={t('pick.note')}
            facts={{}}
            fits={(one) => isForMany(one) && (one.verdict === null || one.verdict === verdict)}
            onChange={setRefusal}
            onSubmit={confirm}
          />
        )}
        <div class="bar">
          <button class="btn" data-primary type="submit" aria-disabled={sending}>
            {t('pick.go', { verdict, n, ...groundFacts(ground) })} <kbd aria-hidden="true">↵</kbd>
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Why they wait, where that is one thing. */
function sharedReason(rows: CaseRow[]) {
  const firsts = new Set(rows.map(({ reasons }) => reasons[0]));
  return firsts.size === 1 ? rows[0]!.reasons.slice(0, 1) : [];
}
