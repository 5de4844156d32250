import { useRef, useState } from 'preact/hooks';
import type { CaseDetail, CaseRow, DecisionWire } from '#server/cases/wire.ts';
import { api } from '../api.ts';
import { asApiError } from '../use-load.ts';
import type { Words } from '../words.tsx';
import { groundFacts, groundOf } from './grounds/grounds.ts';
import type { Said } from './Toast.tsx';

/** What was said last of what was done, and the way back from it. */
export function useSaying({ t, number }: Words, onUndone: (details: CaseDetail[]) => void) {
  const [said, show] = useState<Said | null>(null);
  const latest = useRef<Said['undo']>(undefined);
  const say = (text: string, undo?: Said['undo']) => {
    if (undo) latest.current = undo;
    show({ text, ...(undo && { undo }) });
  };
  const undo = async () => {
    const { decisions = [], until = '' } = latest.current ?? {};
    if (decisions.length === 0) return;
    if (Date.parse(until) <= Date.now()) return say(t('said.too_late'));
    latest.current = undefined;
    show(null);
    const { details, failure } = await undoAll(decisions);
    if (details.length === 0) return say(failure!.message);
    say(sayUndone(details, decisions.length - details.length));
    onUndone(details);
  };
  const sayUndone = ([first, ...others]: CaseDetail[], left: number) =>
    others.length || left ? t('said.undone_many', { n: others.length + 1, left }) : t('said.undone', { number: number(first!.number) });
  /** What was decided here may be taken back while nobody was told. */
  const wayBack = (rows: CaseRow[]): Said['undo'] => {
    const untold = rows.flatMap(({ decision }) => (decision?.tellAt ? { id: decision.id, at: decision.tellAt } : []));
    if (untold.length === 0) return undefined;
    return { until: untold.map(({ at }) => at).toSorted()[0]!, decisions: untold.map(({ id }) => id) };
  };
  return {
    said,
    say,
    clear: () => show(null),
    undo: () => void undo(),
    sayDecision: (detail: CaseDetail) => {
      const { decision } = detail;
      const text = t(`said.${decision?.verdict ?? 'approve'}`, { number: number(detail.number), ...factsOf(decision) });
      say(text, wayBack([detail]));
    },
    /** Of several at once; `left`: those that could not be decided. */
    sayDecisions: (rows: CaseRow[], left: number) => {
      const decision = rows[0]?.decision;
      const facts = { verdict: decision?.verdict ?? 'approve', ...factsOf(decision) };
      say(t('said.bulk', { done: rows.length, left, ...facts }), wayBack(rows));
    },
  };
}

const factsOf = (decision: DecisionWire | null | undefined) => groundFacts(decision ? groundOf(decision) : null);

/** One after the other: each is a decision of its own, which may be told before its turn comes. */
async function undoAll(decisions: string[]) {
  const details: CaseDetail[] = [];
  let failure = null;
  for (const decision of decisions) {
    try {
      details.push((await api.post<{ case: CaseDetail }>(`/decisions/${decision}/undo`, {})).case);
    } catch (problem) {
      failure = asApiError(problem);
    }
  }
  return { details, failure };
}
