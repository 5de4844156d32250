import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.ts';
import { useWords } from '../words.tsx';

/** ms after the last key. */
const PAUSE = 400;

/** As a reader will see it, made by what makes posts. */
export function Preview({ title, source }: { title: string; source: string }) {
  const { t } = useWords();
  const [html, setHtml] = useState('');
  useEffect(() => {
    if (source.trim() === '') return setHtml('');
    const timer = setTimeout(
      () => void api.post<{ html: string }>('/preview', { source }).then((answer) => setHtml(answer.html), ignore),
      PAUSE,
    );
    return () => clearTimeout(timer);
  }, [source]);
  if (!title && !html) return null;
  return (
    <section class="stack" aria-labelledby="preview">
      <h2 id="preview">{t('calendar.preview')}</h2>
      <div class="preview">
        <p class="pt">{title}</p>
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </div>
    </section>
  );
}

/** The last one stands: what is wrong with the text is said when it is saved. */
const ignore = () => {};
