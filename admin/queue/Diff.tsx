import { useMemo } from 'preact/hooks';
import { useWords } from '../words.tsx';
import { diffWords } from '#widget/thread/diff.ts';

const SAME_SHOWN = 120; // characters on either side of a change; what lies further is folded

/** Two versions of a text in one: what left is struck, what came is underlined, and both are named aloud. */
export function Diff({ from, to }: { from: string; to: string }) {
  const { t } = useWords();
  const parts = useMemo(() => diffWords(from, to), [from, to]);
  return (
    <p class="diff">
      {parts.map(({ kind, text }, i) => {
        if (kind === 'old') return <Change key={i} as="del" name={t('diff.old')} text={text} />;
        if (kind === 'new') return <Change key={i} as="ins" name={t('diff.new')} text={text} />;
        return <span key={i}>{fold(text, i > 0, i < parts.length - 1)}</span>;
      })}
    </p>
  );
}

function Change({ as: Tag, name, text }: { as: 'del' | 'ins'; name: string; text: string }) {
  const space = text.match(/^\s*/)![0];
  return (
    <>
      {space}
      <Tag>
        <span class="vh">{name} </span>
        {text.slice(space.length)}
      </Tag>
    </>
  );
}

function fold(text: string, after: boolean, before: boolean): string {
  const head = after ? SAME_SHOWN : 0;
  const tail = before ? SAME_SHOWN : 0;
  if (text.length <= head + tail + 20) return text;
  return `${text.slice(0, head)} … ${tail ? text.slice(-tail) : ''}`;
}
