import { useState } from 'preact/hooks';
import type { CaseRow, ManyOutcome } from '#server/cases/wire.ts';
import { api, type ApiError } from '../../api.ts';
import { asApiError } from '../../use-load.ts';
import type { Choice } from '../open-case.ts';

/** Decides several cases alike, once. Each names the text that was on the screen: what changed since is read before. */
export function useDecideMany(rows: CaseRow[], onDone: (outcomes: ManyOutcome[]) => void) {
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const decide = (choice: Choice) => {
    if (sending) return;
    setSending(true);
    const cases = rows.map(({ id, version, revision }) => ({ id, version, revision }));
    api.post<{ outcomes: ManyOutcome[] }>('/decisions', { cases, ...choice }).then(
      ({ outcomes }) => onDone(outcomes),
      (problem) => {
        setSending(false);
        setFailure(asApiError(problem));
      },
    );
  };
  return { decide, sending, failure };
}
