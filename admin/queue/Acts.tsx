import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';
import type { OpenCase } from './open-case.ts';

type Props = { open: OpenCase | null; onApprove: () => void; onReject: () => void };

/** Not `disabled` while a decision is on its way: the focus stays where it is. */
export function Acts({ open, onApprove, onReject }: Props) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const waits = !open?.seen || Boolean(open.sending);
  return (
    <fieldset class="acts">
      <legend class="vh">{t('acts.name')}</legend>
      <button
        class="btn"
        data-primary
        type="button"
        aria-disabled={waits}
        aria-keyshortcuts={shortcut('A')}
        onClick={() => waits || onApprove()}
      >
        {t(open?.sending === 'approve' ? 'acts.sending' : 'acts.approve')} <Key of="A" />
      </button>
      <button
        class="btn"
        data-danger
        type="button"
        aria-disabled={waits}
        aria-keyshortcuts={shortcut('R')}
        onClick={() => waits || onReject()}
      >
        {t(open?.sending === 'reject' ? 'acts.sending' : 'acts.reject')} <Key of="R" />
      </button>
    </fieldset>
  );
}
