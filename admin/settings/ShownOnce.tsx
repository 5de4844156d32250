import { useState } from 'preact/hooks';
import { useWords } from '../words.tsx';

/** A secret that was just made: never to be seen again. */
export function ShownOnce({ title, secret }: { title: string; secret: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(secret).then(() => setCopied(true));
  return (
    <div class="notice" data-k="good" role="alert">
      <div>
        <p>
          <b>{title}</b> {t('tokens.once')}
        </p>
        <code>{secret}</code>
      </div>
      <button class="btn" type="button" onClick={() => void copy()}>
        {t(copied ? 'tokens.copied' : 'tokens.copy')}
      </button>
    </div>
  );
}
