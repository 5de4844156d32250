import type { CaseDetail } from '#server/cases/wire.ts';
import type { SiteWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { StatementPreview } from '../grounds/StatementPreview.tsx';
import type { Choice } from '../open-case.ts';
import { factsOf, macrosOf } from './canned.ts';
import { MacroDialog } from './MacroDialog.tsx';
import { useCanned } from './use-canned.ts';

type Props = { detail: CaseDetail; site: SiteWire; sending: boolean; onConfirm: (choice: Choice) => void; onClose: () => void };

/** The open case, decided by a canned reply. */
export function CaseMacros({ detail, site, sending, onConfirm, onClose }: Props) {
  const { t } = useWords();
  const replies = useCanned();
  const { rules } = site.charter;
  const { can, language } = detail;
  const macros = replies && macrosOf(replies, { rules, can, language, facts: factsOf(detail) });
  return (
    <MacroDialog
      {...{ macros, sending, onClose }}
      title={t('macro.title')}
      preview={({ choice: { verdict, rule, note } }) => <StatementPreview {...{ detail, site, verdict, note }} ground={String(rule)} />}
      onConfirm={({ choice }) => onConfirm(choice)}
    />
  );
}
