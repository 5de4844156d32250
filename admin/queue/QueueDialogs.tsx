import type { CaseRow, ChoicesWire, ManyOutcome } from '#server/cases/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import { goTo } from '../route.ts';
import { useWords } from '../words.tsx';
import { AuthorDialog } from './acts/AuthorDialog.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { readFilter, writeFilter } from './filter.ts';
import { FilterDialog } from './FilterDialog.tsx';
import { ManyDialog } from './ManyDialog.tsx';
import type { Choice, OpenCase } from './open-case.ts';
import type { Refusal } from './RulesDialog.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import type { Said } from './Toast.tsx';
import type { Picked } from './use-picked.ts';
import type { useWork } from './use-work.ts';
import { ViewsDialog } from './ViewsDialog.tsx';
import { WordsDialog } from './WordsDialog.tsx';

export type Opened =
  | 'reject'
  | 'ask_edit'
  | 'hide'
  | 'author'
  | 'filter'
  | 'views'
  | 'assign'
  | 'escalate'
  | 'note'
  | 'approve all'
  | 'reject all';

type Props = {
  dialog: Opened | null;
  desk: DeskWire;
  row: CaseRow | null;
  open: OpenCase | null;
  work: ReturnType<typeof useWork>;
  picked: Picked;
  /** The queue as it is shown: its address. */
  here: string;
  choices: ChoicesWire | null;
  /** What was chosen on each case before its dialog was closed. */
  drafts: Map<string, Refusal>;
  onSettle: (choice: Choice) => void;
  onFilter: (query: string) => void;
  onDecidedMany: (outcomes: ManyOutcome[]) => void;
  onSaid: (text: string, undo?: Said['undo']) => void;
  onClose: () => void;
};

/** The one that is open, if any. */
export function QueueDialogs(props: Props) {
  const { dialog, desk, row, open, work, picked, here, choices, drafts, onSettle, onFilter, onDecidedMany, onSaid, onClose } = props;
  const { t } = useWords();
  const query = here.split('?')[1] ?? '';
  if (dialog === 'filter' && choices) {
    const apply = (filter: Parameters<typeof writeFilter>[0]) => {
      onClose();
      onFilter(writeFilter(filter));
    };
    return <FilterDialog filter={readFilter(query)} choices={choices} onApply={apply} onClose={onClose} />;
  }
  if (dialog === 'views') {
    const follow = (href: string) => {
      onClose();
      goTo(href);
    };
    return <ViewsDialog here={here} onOpen={follow} onClose={onClose} />;
  }
  if (dialog === 'approve all' || dialog === 'reject all') {
    const verdict = dialog === 'approve all' ? 'approve' : 'reject';
    return <ManyDialog {...{ verdict, onClose }} rows={picked.rows} rules={desk.site.charter.rules} onDone={onDecidedMany} />;
  }
  if (!row) return null;
  switch (dialog) {
    case 'reject':
    case 'ask_edit':
    case 'hide':
      return (
        open?.seen && (
          <RulesDialog
            verdict={dialog}
            detail={open.seen}
            site={desk.site}
            draft={drafts.get(open.id) ?? null}
            sending={Boolean(open.sending)}
            onDraft={(draft) => drafts.set(open.id, draft)}
            onConfirm={({ rule, note }) => onSettle({ verdict: dialog, rule, note })}
            onClose={onClose}
          />
        )
      );
    case 'author':
      return (
        open?.seen && (
          <AuthorDialog
            member={open.seen.record}
            proposed={open.seen.record.ladder}
            can={open.seen.can}
            site={desk.site}
            onDone={onSaid}
            onClose={onClose}
          />
        )
      );
    case 'assign':
      return (
        choices && <AssignDialog row={row} me={desk.member} colleagues={choices.colleagues} onAssign={work.assign} onClose={onClose} />
      );
    case 'escalate':
      return (
        <WordsDialog
          title={t('work.escalate_title')}
          label={t('work.escalate_why')}
          go={t('work.escalate_go')}
          onSend={work.escalate}
          onClose={onClose}
        />
      );
    case 'note':
      return (
        <WordsDialog
          title={t('work.note_title')}
          label={t('work.note_label')}
          go={t('work.note_go')}
          onSend={work.note}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
