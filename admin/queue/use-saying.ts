import { useState } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import { api } from '../api.ts';
import { asApiError } from '../use-load.ts';
import type { Words } from '../words.tsx';
import type { Said } from './Toast.tsx';

/** What was said last of what was done, and the way back from it. */
export function useSaying(me: string, { t, number }: Words, onUndone: (detail: CaseDetail) => void) {
  const [said, say] = useState<Said | null>(null);
  const undo = () => {
    if (!said?.undo) return;
    const { decision } = said.undo;
    say(null);
    void api.post<{ case: CaseDetail }>(`/decisions/${decision}/undo`, {}).then(
      ({ case: detail }) => {
        say({ text: t('said.undone', { number: number(detail.number) }) });
        onUndone(detail);
      },
      (failure) => say({ text: asApiError(failure).message }),
    );
  };
  return {
    said,
    say: (text: string, undo?: Said['undo']) => say({ text, ...(undo && { undo }) }),
    clear: () => say(null),
    undo,
    /** Whoever decided may take it back while nobody was told. */
    sayDecision: (detail: CaseDetail) => {
      const { decision } = detail;
      const text = t(`said.${decision?.verdict ?? 'approve'}`, { number: number(detail.number), rule: decision?.rule?.number ?? 0 });
      const mine = decision?.by?.id === me && decision.tellAt;
      say({ text, ...(mine && { undo: { until: decision.tellAt!, decision: decision.id } }) });
    },
  };
}
