import { useRef } from 'preact/hooks';
import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';
import type { Opened } from './QueueDialogs.tsx';

type Props = {
  escalated: boolean;
  macros: boolean;
  moveAt: string | null;
  thankAt: string | null;
  onDialog: (dialog: Opened) => void;
  onHandBack: () => void;
};

/** What is done around a decision, out of the way until asked for; its keys act whether it is open or not. `macros`: a canned reply may decide. `moveAt`, `thankAt`: pages where its post is put elsewhere, its author thanked. */
export function WorkMenu({ escalated, macros, moveAt, thankAt, onDialog, onHandBack }: Props) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const menu = useRef<HTMLDivElement>(null);
  const then = (act: () => void) => () => {
    menu.current?.hidePopover();
    act();
  };
  return (
    <>
      <button class="btn" data-quiet data-act="more" type="button" popoverTarget="work" aria-keyshortcuts={shortcut('.')}>
        {t('acts.more')} <Key of="." />
      </button>
      <div class="sheet menu" id="work" popover="auto" ref={menu}>
        {macros && (
          <button type="button" data-act="macro" aria-keyshortcuts={shortcut('T')} onClick={then(() => onDialog('macro'))}>
            {t('acts.macro')} <Key of="T" />
          </button>
        )}
        {escalated ? (
          <button type="button" data-act="escalate" aria-keyshortcuts={shortcut('S')} onClick={then(onHandBack)}>
            {t('work.hand_back')} <Key of="S" />
          </button>
        ) : (
          <button type="button" data-act="escalate" aria-keyshortcuts={shortcut('S')} onClick={then(() => onDialog('escalate'))}>
            {t('work.escalate')} <Key of="S" />
          </button>
        )}
        <button type="button" data-act="assign" aria-keyshortcuts={shortcut('I')} onClick={then(() => onDialog('assign'))}>
          {t('work.assign')} <Key of="I" />
        </button>
        <button type="button" data-act="note" aria-keyshortcuts={shortcut('N')} onClick={then(() => onDialog('note'))}>
          {t('work.note')} <Key of="N" />
        </button>
        {moveAt && (
          <a href={moveAt} target="_blank" rel="noopener">
            {t('work.move')}
          </a>
        )}
        {thankAt && (
          <a href={thankAt} target="_blank" rel="noopener">
            {t('acts.thank')}
          </a>
        )}
      </div>
    </>
  );
}
