import type { Act, CaseDetail } from '#server/cases/wire.ts';
import type { WordKey } from '../words.tsx';
import { useWords } from '../words.tsx';
import { DecideActs } from './acts/DecideActs.tsx';
import { actsOf, decidedIn, goToForm } from './legal/decided-in.ts';
import { ActButton } from './ActButton.tsx';
import type { Choice, OpenCase } from './open-case.ts';
import type { Opened } from './QueueDialogs.tsx';
import { WorkMenu } from './WorkMenu.tsx';

type Props = {
  open: OpenCase | null;
  /** A colleague has it: nothing is offered that would be refused; the strip above takes it over. */
  taken: boolean;
  escalated: boolean;
  onSettle: (choice: Choice) => void;
  onDialog: (dialog: Opened) => void;
  onHandBack: () => void;
  onFeature: (on: boolean) => void;
};

/** What the server says may be done. Not `disabled` while a decision is on its way: the focus stays where it is. */
export function Acts({ open, taken, escalated, onSettle, onDialog, onHandBack, onFeature }: Props) {
  const { t } = useWords();
  const waits = !open?.seen || Boolean(open.sending);
  const seen = open?.seen ?? null;
  const form = seen && decidedIn(seen);
  const can = actsOf(seen, { taken, form });
  const say = (act: Act, key: WordKey) => t(open?.sending === act ? 'acts.sending' : key);
  return (
    <fieldset class="acts">
      <legend class="vh">{t('acts.name')}</legend>
      {form && !taken && (
        <ActButton act="form" onPress={() => goToForm(form)}>
          {t('acts.form')}
        </ActButton>
      )}
      {can.includes('approve') && (
        <ActButton act="approve" of="A" primary waits={waits} onPress={() => onSettle({ verdict: 'approve' })}>
          {say('approve', 'acts.approve')}
        </ActButton>
      )}
      {can.includes('reject') && (
        <ActButton act="reject" of="R" danger waits={waits} onPress={() => onDialog('reject')}>
          {say('reject', 'acts.reject')}
        </ActButton>
      )}
      <DecideActs {...{ can, waits, onSettle, onDialog, onFeature }} media={seen?.media ?? []} />
      {seen?.state === 'open' && (
        <WorkMenu
          {...{ escalated, onDialog, onHandBack }}
          macros={can.includes('reject')}
          moveAt={moveOf(seen)}
          thankAt={can.includes('thank') ? thanksOf(seen) : null}
        />
      )}
      {seen?.state === 'decided' && can.includes('thank') && (
        <a class="btn" href={thanksOf(seen)} target="_blank" rel="noopener">
          {t('acts.thank')}
        </a>
      )}
    </fieldset>
  );
}

const thanksOf = ({ post }: CaseDetail) => `/thanks/${post!.id}`;

/** A page of the forum's, by forms: what it does is to a conversation, not to this case. */
const moveOf = ({ thread, post }: CaseDetail) => (thread && post ? `/manage/${thread.id}?post=${post.id}#posts` : null);
