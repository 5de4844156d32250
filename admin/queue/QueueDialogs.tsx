import type { CaseRow, ChoicesWire, ManyOutcome } from '#server/cases/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import { goTo } from '../route.ts';
import { useWords } from '../words.tsx';
import { AuthorDialog } from './acts/AuthorDialog.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { CaseMacros } from './canned/CaseMacros.tsx';
import { readFilter, writeFilter } from './filter.ts';
import { FilterDialog } from './FilterDialog.tsx';
import { becauseOf, type Taking } from './grounds/grounds.ts';
import { RefuseDialog } from './grounds/RefuseDialog.tsx';
import type { Refusal } from './grounds/RefusalFields.tsx';
import { ManyDialog } from './many/ManyDialog.tsx';
import { ManyMacros } from './many/ManyMacros.tsx';
import type { Picked } from './many/use-picked.ts';
import type { Choice, OpenCase } from './open-case.ts';
import type { Said } from './Toast.tsx';
import type { useWork } from './use-work.ts';
import { ViewsDialog } from './ViewsDialog.tsx';
import { WordsDialog } from './WordsDialog.tsx';

/** `all`: with the cases that are selected. */
export type Opened = OfMany | Taking | 'take_out' | 'macro' | 'author' | 'filter' | 'views' | 'assign' | 'escalate' | 'note';
export type OfMany = `${'approve' | Taking | 'macro'} all`;

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
  const many = { rows: picked.rows, rules: desk.site.charter.rules, onDone: onDecidedMany, onClose };
  if (dialog === 'macro all') return <ManyMacros {...many} />;
  if (isOfMany(dialog)) return <ManyDialog {...many} verdict={verdictOf(dialog)} />;
  if (!row) return null;
  switch (dialog) {
    case 'reject':
    case 'ask_edit':
    case 'hide':
    case 'take_out':
      return (
        open?.seen && (
          <RefuseDialog
            verdict={dialog}
            detail={open.seen}
            site={desk.site}
            draft={drafts.get(open.id) ?? null}
            sending={Boolean(open.sending)}
            onDraft={(draft) => drafts.set(open.id, draft)}
            onConfirm={({ ground, note, media }) =>
              onSettle({ verdict: dialog, ...becauseOf(ground), note, ...(dialog === 'take_out' && { media }) })
            }
            onClose={onClose}
          />
        )
      );
    case 'macro':
      return (
        open?.seen && (
          <CaseMacros detail={open.seen} site={desk.site} sending={Boolean(open.sending)} onConfirm={onSettle} onClose={onClose} />
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

const isOfMany = (dialog: Opened | null): dialog is OfMany => dialog?.endsWith(' all') ?? false;
const verdictOf = (dialog: Exclude<OfMany, 'macro all'>) => dialog.slice(0, -' all'.length) as 'approve' | Taking;
