import { useEffect, useState } from 'preact/hooks';
import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';

/** What was done; `until`: until when it can be undone, nobody whom it concerns being told before. */
export type Said = { text: string; undo?: { until: string; decisions: string[] } };

type Props = { said: Said | null; onUndo: () => void; onDone: () => void };

const SECOND = 1000;

/** Says what was done, politely; takes no focus. Its time is its animation's, which stops under the pointer or the focus. */
export function Toast({ said, onUndo, onDone }: Props) {
  return (
    <output class="toasts">
      {said?.text && (
        <span class="toast" data-undo={said.undo ? '' : undefined} key={said.text} onAnimationEnd={onDone}>
          {said.text}
          {said.undo && <Undo until={said.undo.until} onUndo={onUndo} />}
        </span>
      )}
    </output>
  );
}

function Undo({ until, onUndo }: { until: string; onUndo: () => void }) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const left = useSeconds(until);
  if (left <= 0) return null;
  return (
    <>
      {' '}
      <button class="link" type="button" aria-keyshortcuts={shortcut('Z')} onClick={onUndo}>
        {t('said.undo')} <Key of="Z" />
      </button>{' '}
      <span class="small" aria-hidden="true">
        {t('said.nobody_told', { seconds: left })}
      </span>
    </>
  );
}

function useSeconds(until: string): number {
  const left = () => Math.ceil((Date.parse(until) - Date.now()) / SECOND);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), SECOND);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
