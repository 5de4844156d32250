import { Key, useShortcut } from '../../Key.tsx';
import { useWords, type WordKey } from '../../words.tsx';
import type { OfMany } from '../QueueDialogs.tsx';
import type { Picked } from './use-picked.ts';

const ACTS: [act: OfMany, key: string, words: WordKey][] = [
  ['approve all', 'A', 'acts.approve'],
  ['reject all', 'R', 'acts.reject'],
  ['hide all', 'H', 'acts.hide'],
  ['ask_edit all', 'E', 'pick.ask_edit'],
  ['macro all', 'T', 'pick.macro'],
];

/** What can be done with those selected; the same keys as for one. */
export function PickedBar({ picked, onDialog }: { picked: Picked; onDialog: (dialog: OfMany) => void }) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const n = picked.rows.length;
  return (
    <div class="bulk" hidden={n === 0}>
      <span class="bar">
        <output>{n > 0 && t('pick.count', { n })}</output>
        <button class="link push" type="button" onClick={picked.clear}>
          {t('pick.clear')} <kbd aria-hidden="true">Esc</kbd>
        </button>
      </span>
      <span class="bar">
        {ACTS.map(([act, key, words]) => (
          <button
            key={act}
            class="btn"
            data-danger={act === 'reject all' || undefined}
            type="button"
            aria-keyshortcuts={shortcut(key)}
            onClick={() => onDialog(act)}
          >
            {t(words)} <Key of={key} />
          </button>
        ))}
      </span>
    </div>
  );
}
