import type { PlannedKind, Problem as Said } from '#server/planning/wire.ts';
import { Moment } from '../clock.tsx';
import { useWords } from '../words.tsx';

/** Why its hour came and it was not opened. */
export function Problem({ kind, problem: { code, at, fields } }: { kind: PlannedKind; problem: Said }) {
  const { t } = useWords();
  const why = Object.values(fields ?? {});
  return (
    <div class="notice" data-k="bad">
      <div>
        <p>
          <b>{t(kind === 'digest' ? 'calendar.letter.problem' : 'calendar.problem')}</b> <Moment at={at} />
        </p>
        {why.length > 0 ? (
          why.map((sentence) => <p key={sentence}>{sentence}</p>)
        ) : (
          <p>{t(code === 'late' ? 'calendar.problem_late' : 'calendar.problem_refused')}</p>
        )}
      </div>
    </div>
  );
}
