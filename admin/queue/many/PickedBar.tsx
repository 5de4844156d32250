import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';
import type { Opened } from './QueueDialogs.tsx';
import type { Picked } from './use-picked.ts';

/** What can be done with those selected; the same keys as for one. */
export function PickedBar({ picked, onDialog }: { picked: Picked; onDialog: (dialog: Opened) => void }) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const n = picked.rows.length;
  return (
    <div class="bulk" hidden={n === 0}>
      <output>{n > 0 && t('pick.count', { n })}</output>
      <span class="bar">
        <button class="btn" type="button" aria-keyshortcuts={shortcut('A')} onClick={() => onDialog('approve all')}>
          {t('pick.approve')} <Key of="A" />
        </button>
        <button class="btn" data-danger type="button" aria-keyshortcuts={shortcut('R')} onClick={() => onDialog('reject all')}>
          {t('pick.refuse')} <Key of="R" />
        </button>
        <button class="btn" data-quiet type="button" onClick={picked.clear}>
          {t('pick.clear')} <kbd aria-hidden="true">Esc</kbd>
        </button>
      </span>
    </div>
  );
}
