import type { CaseRow, ManyOutcome } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { isForMany, macrosOf } from '../canned/canned.ts';
import { MacroDialog } from '../canned/MacroDialog.tsx';
import { useCanned } from '../canned/use-canned.ts';
import { Differences } from './Differences.tsx';
import { useDecideMany } from './use-decide-many.ts';

type Props = { rows: CaseRow[]; rules: RuleWire[]; onDone: (outcomes: ManyOutcome[]) => void; onClose: () => void };

/** Several cases decided by one canned reply, of those that say the same to everybody. */
export function ManyMacros({ rows, rules, onDone, onClose }: Props) {
  const { t } = useWords();
  const replies = useCanned();
  const { decide, sending, failure } = useDecideMany(rows, onDone);
  const languages = new Set(rows.map(({ language }) => language));
  const language = languages.size === 1 ? rows[0]!.language : null;
  const macros = replies && macrosOf(replies.filter(isForMany), { rules, can: ['reject', 'hide', 'ask_edit'], language, facts: {} });
  return (
    <MacroDialog
      {...{ macros, sending, failure, onClose }}
      title={t('macro.title_many', { n: rows.length })}
      about={rows.length > 1 && <Differences rows={rows} titleId="macro-title" />}
      preview={({ choice }) => <p class="will">{t('quote', { text: choice.note })}</p>}
      onConfirm={({ choice }) => decide(choice)}
    />
  );
}
