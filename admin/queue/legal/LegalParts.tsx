import type { CaseDetail } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { useLegalGrounds } from '../grounds/use-legal-grounds.ts';
import type { Choice } from '../open-case.ts';
import { AppealPanel } from './AppealPanel.tsx';
import { decidedIn } from './decided-in.ts';
import { Evidence } from './Evidence.tsx';
import { Notices } from './Notices.tsx';
import { SixParts } from './SixParts.tsx';
import './legal.css';

export type LegalProps = {
  detail: CaseDetail;
  rules: RuleWire[];
  sending: boolean;
  onSettle: (choice: Choice) => void;
  onAnswered: (detail: CaseDetail) => void;
};

/** What the law adds to a case, in its order: what was kept, who gave notice and why, what is decided, who contests. */
export function LegalParts({ detail, rules, sending, onSettle, onAnswered }: LegalProps) {
  const { locale } = useWords();
  const grounds = useLegalGrounds(locale);
  const { law } = detail;
  if (!law) return null;
  const notice = law.notices.find(({ outcome }) => outcome === null);
  return (
    <>
      <Evidence evidence={law.evidence} />
      <Notices notices={law.notices} grounds={grounds} />
      {notice && decidedIn(detail) === 'six' && (
        <SixParts key={detail.version} {...{ detail, rules, grounds, sending, onSettle }} noticed={notice.ground} />
      )}
      {law.appeals.length > 0 && <AppealPanel key={`appeal ${detail.version}`} {...{ detail, law, rules, grounds, onAnswered }} />}
    </>
  );
}
