import { useState } from 'preact/hooks';
import type { RemovalWire } from '#server/sanctions/wire.ts';
import { Ago } from '../clock.tsx';
import { WordsDialog } from '../queue/WordsDialog.tsx';
import { useWords } from '../words.tsx';

type Props = { removal: RemovalWire; mayRestore: boolean; onRestore: (reason: string) => Promise<unknown> };

/** All their posts, taken by one act: how far that is, and the one act that gives them back. */
export function Removal({ removal: { at, done, left, restored }, mayRestore, onRestore }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <div class="notice" role="status">
      <p>
        {restored ? t('file.restored', { done: done - restored.left, left: restored.left }) : t('file.removal', { done, left })}{' '}
        <span class="soft">
          <Ago at={restored?.at ?? at} />
        </span>
      </p>
      {!restored && mayRestore && (
        <button class="btn" type="button" onClick={() => setAsking(true)}>
          {t('file.restore', { n: done })}
        </button>
      )}
      {asking && (
        <WordsDialog
          title={t('file.restore_title')}
          label={t('file.lift_why')}
          go={t('file.restore_go')}
          onSend={onRestore}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
